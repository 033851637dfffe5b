import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A tracker that names one peer, and tells when somebody asked: for clients that take peers from trackers alone. */
export interface NamedTracker extends AsyncDisposable {
  readonly announceUrl: string;
  /** When the first client without the file was told its peer. */
  readonly toldAt: Promise<number>;
  /** When a client that has all said so. */
  readonly seeding: Promise<void>;
}

export async function openNamedTracker(
  host: string,
  peer?: { readonly port: number },
): Promise<NamedTracker> {
  const told = Promise.withResolvers<number>();
  const seeding = Promise.withResolvers<void>();
  const row = Buffer.alloc(6);
  row.set(host.split('.').map(Number));
  row.writeUInt16BE(peer?.port ?? 0, 4);
  const peers = peer ? row : Buffer.alloc(0);
  const server = createServer((request, response) => {
    const left = new URL(request.url ?? '/', 'http://tracker').searchParams.get('left');
    response.end(
      Buffer.concat([Buffer.from(`d8:intervali600e5:peers${peers.length}:`), peers, Buffer.from('e')]),
    );
    if (left === '0') seeding.resolve();
    else told.resolve(performance.now());
  });
  server.listen(0, host);
  await once(server, 'listening');
  return {
    announceUrl: `http://${host}:${(server.address() as AddressInfo).port}/announce`,
    toldAt: told.promise,
    seeding: seeding.promise,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
