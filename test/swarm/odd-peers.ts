// Peers that speak in disguise, or that answer what nobody should.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import Wire from 'bittorrent-protocol';
import { newPeerId } from '../../src/swarm/peer-id.ts';
import { handshake } from './raw-peer.ts';

type LeechingWire = Omit<Wire, 'once'> & {
  once(event: string, heard: () => void): void;
  startEncryption(infohash: string): void;
  interested(): void;
  request(
    piece: number,
    offset: number,
    length: number,
    done: (e: unknown, bytes?: Uint8Array) => void,
  ): void;
};

/** The first block of a torrent by an encrypted handshake; 2: the bytes after it are encrypted too. */
export async function blockInDisguise(
  { port }: { readonly port: number },
  infohash: string,
  mode: 1 | 2,
): Promise<Buffer | undefined> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const wire = new Wire('tcpOutgoing', mode) as unknown as LeechingWire;
  socket.on('data', (chunk: Buffer) => wire.write(chunk));
  wire.on('data', (chunk: Uint8Array) => void socket.write(chunk));
  const block = new Promise<Buffer | undefined>((resolve) => {
    socket.once('close', () => resolve(undefined));
    wire.once('crypto-handshake', () => wire.handshake(infohash, newPeerId(false), { fast: true }));
    wire.once('handshake', () => wire.interested());
    wire.once('unchoke', () =>
      wire.request(0, 0, 16_384, (_, bytes) => resolve(bytes && Buffer.from(bytes))),
    );
  });
  wire.startEncryption(infohash);
  return await block.finally(() => {
    wire.destroy();
    socket.destroy();
  });
}

/** Shakes hands with whoever comes, and then says `more`. */
export async function openHostilePeer(infohash: string, more: Buffer) {
  let met = 0;
  const server = createServer((socket) => {
    met++;
    socket.on('error', () => undefined);
    socket.write(Buffer.concat([handshake(infohash), more]));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    met: () => met,
    async [Symbol.asyncDispose]() {
      server.close();
      await Promise.resolve();
    },
  };
}
