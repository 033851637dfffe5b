import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { messageOf } from '../../base/errors.ts';
import { swarmFault } from '../swarm-error.ts';

/** Takes a port for incoming peers; closing it ends those that are connected. */
export async function listenForPeers(
  { host, port }: { readonly host: string; readonly port: number },
  onSocket: (socket: Socket) => void,
): Promise<AsyncDisposable & { readonly port: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    onSocket(socket);
  });
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    throw swarmFault(
      'SWARM_CLIENT_FAILED',
      `no peers can be accepted at ${host}:${port}: ${messageOf(cause)}`,
      { remedy: 'choose another torrent port' },
      { cause },
    );
  }
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
