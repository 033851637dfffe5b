import { createServer } from 'node:net';

/** The port itself when it is free on loopback, else 0: any free one. */
export async function freePort(wanted: string): Promise<string> {
  const probe = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(Number(wanted), '127.0.0.1', () => resolve(true));
  });
  if (isFree) await new Promise((resolve) => probe.close(resolve));
  return isFree ? wanted : '0';
}
