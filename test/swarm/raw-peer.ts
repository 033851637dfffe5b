// A peer by hand: handshake, then messages as BEP 3 and BEP 10 have them, honest or not.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect } from 'vitest';
import { bdecode } from '../../src/swarm/bencode.ts';

export interface RawPeerOptions {
  readonly port: number;
  readonly infohash: string;
  /** Bytes that go out together with the handshake. */
  readonly together?: Buffer;
  /** Where it comes from. */
  readonly localAddress?: string;
}

export async function openRawPeer({ port, infohash, together, localAddress }: RawPeerOptions) {
  const { socket, heard, closed } = await openStranger(port, localAddress);
  socket.write(Buffer.concat([handshake(infohash), ...(together ? [together] : [])]));
  const take = async (id: number): Promise<Buffer> => {
    let body: Buffer | undefined;
    await expect.poll(() => (body = messagesIn(heard(), id)[0])).toBeDefined();
    return body as unknown as Buffer;
  };
  return {
    socket,
    closed,
    heard,
    /** Asks to be served, and waits until it may ask for blocks. */
    async interested() {
      socket.write(message(2));
      await take(1);
    },
    request: (piece: number, offset: number, length: number) => socket.write(request(piece, offset, length)),
    /** The blocks that came so far. */
    blocks: () =>
      messagesIn(heard(), 7).map((body) => ({ piece: body.readUInt32BE(0), bytes: body.subarray(8) })),
    block: async () => (await take(7)).subarray(8),
    take,
    extendedHandshake: async () => bdecode((await take(20)).subarray(1)) as ReadonlyMap<string, unknown>,
    [Symbol.dispose]: () => void socket.destroy(),
  };
}

/** Somebody who has a connection and has said nothing yet. */
export async function openStranger(port: number, localAddress?: string) {
  const socket: Socket = connect({ port, host: '127.0.0.1', ...(localAddress ? { localAddress } : {}) });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => void chunks.push(chunk));
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await Promise.race([once(socket, 'connect'), closed]);
  const heard = () => Buffer.concat(chunks);
  return { socket, heard, closed, [Symbol.dispose]: () => void socket.destroy() };
}

export function handshake(infohash: string): Buffer {
  return Buffer.concat([
    Buffer.from('\x13BitTorrent protocol', 'latin1'),
    Buffer.from('0000000000100004', 'hex'),
    Buffer.from(infohash, 'hex'),
    Buffer.from('-XX0001-abcdefghijkl'),
  ]);
}

export function message(id: number, body: Uint8Array = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(1 + body.byteLength);
  head[4] = id;
  return Buffer.concat([head, body]);
}

export function request(piece: number, offset: number, length: number, id = 6): Buffer {
  const body = Buffer.alloc(12);
  for (const [i, field] of [piece, offset, length].entries()) body.writeUInt32BE(field, 4 * i);
  return message(id, body);
}

export function cancel(piece: number, offset: number, length: number): Buffer {
  return request(piece, offset, length, 8);
}

/** An extended message (BEP 10); 0 is its handshake. */
export function extended(id: number, bencoded: string): Buffer {
  return message(20, Buffer.from(String.fromCharCode(id) + bencoded, 'latin1'));
}

const HANDSHAKE_BYTES = 68;

function messagesIn(heard: Buffer, id: number): Buffer[] {
  const found: Buffer[] = [];
  for (let at = HANDSHAKE_BYTES; at + 5 <= heard.length;) {
    const length = heard.readUInt32BE(at);
    if (at + 4 + length > heard.length) break;
    if (length > 0 && heard[at + 4] === id) found.push(heard.subarray(at + 5, at + 4 + length));
    at += 4 + length;
  }
  return found;
}
