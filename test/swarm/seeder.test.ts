import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bdecode } from '../../src/swarm/bencode.ts';
import { openSmallHub, someBytes, type Artifact, type SmallHub } from './small-hub.ts';

let hub: SmallHub;
let artifact: Artifact;

beforeEach(async () => {
  hub = await openSmallHub();
  artifact = await hub.publish(someBytes(4 << 20));
});

afterEach(() => hub[Symbol.asyncDispose]());

describe('the seeder', () => {
  test('refuses a file of another size', async () => {
    const filePath = join(hub.folder, 'short');
    await writeFile(filePath, 'short');
    const { bytes: metainfo, infohash } = artifact.metainfo;
    await hub.seeder.unseed(infohash);
    const seeding = hub.seeder.seed({ metainfo, filePath });
    await expect(seeding).rejects.toMatchObject({ code: 'SWARM_SIZE_MISMATCH', kind: 'refusal' });
    expect(hub.seeder.isSeeding(infohash)).toBe(false);
  });

  test('seeds a torrent once, however often it is told', async () => {
    const item = { metainfo: artifact.metainfo.bytes, filePath: artifact.filePath };
    await Promise.all([hub.seeder.seed(item), hub.seeder.seed(item)]);
    expect(hub.seeder.isSeeding(artifact.metainfo.infohash)).toBe(true);
  });

  test('tells peers how much they may ask at once', async () => {
    using peer = await openRawPeer();
    const handshake = await peer.extendedHandshake();
    expect(handshake.get('reqq')).toBe(1024);
  });

  test('answers no request outside the file, and lives on', async () => {
    using peer = await openRawPeer();
    await peer.extendedHandshake();
    peer.interested();
    for (const [piece, offset, length] of [
      [1e6, 0, 16_384],
      [63, 65_536, 16_384],
      [0, 0xffffffff, 16_384],
    ])
      peer.request(piece ?? 0, offset ?? 0, length ?? 0);
    peer.request(0, 0, 16_384);
    expect(await peer.block()).toEqual(artifact.bytes.subarray(0, 16_384));
  });

  test('drops a peer that asks for 20,000 blocks and reads none', async () => {
    using peer = await openRawPeer();
    await peer.extendedHandshake();
    peer.interested();
    peer.socket.pause();
    for (let i = 0; i < 20_000; i++) peer.request(i % 64, 0, 65_536);
    peer.socket.resume();
    await peer.closed;
    const sent = hub.seeder.uploadedBytes(artifact.metainfo.infohash);
    expect(sent).toBeLessThan(20_000 * 65_536 * 0.1);
  });

  test('sends a stranger with another infohash away', async () => {
    using peer = await openRawPeer('00'.repeat(20));
    await peer.closed;
    expect(peer.heard()).toHaveLength(0);
  });
});

/** A peer by hand: handshake, then messages as BEP 3 and BEP 10 have them. */
async function openRawPeer(infohash = artifact.metainfo.infohash) {
  const socket: Socket = connect(hub.seeder.port, '127.0.0.1');
  let heard = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => (heard = Buffer.concat([heard, chunk])));
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await once(socket, 'connect');
  const reserved = Buffer.from('0000000000100004', 'hex');
  const handshake = [
    Buffer.from('\x13BitTorrent protocol', 'latin1'),
    reserved,
    Buffer.from(infohash, 'hex'),
  ];
  socket.write(Buffer.concat([...handshake, Buffer.from('-XX0001-abcdefghijkl')]));
  const message = (id: number, ...fields: number[]) => {
    const bytes = Buffer.alloc(5 + fields.length * 4);
    bytes.writeUInt32BE(1 + fields.length * 4);
    bytes[4] = id;
    for (const [i, field] of fields.entries()) bytes.writeUInt32BE(field, 5 + i * 4);
    socket.write(bytes);
  };
  const HANDSHAKE_BYTES = 68;
  const take = async (id: number): Promise<Buffer> => {
    let body: Buffer | undefined;
    await expect
      .poll(() => (body = messageIn(heard.subarray(HANDSHAKE_BYTES), id)), { timeout: 5000 })
      .toBeDefined();
    return body as unknown as Buffer;
  };
  return {
    socket,
    closed,
    heard: () => heard,
    interested: () => message(2),
    request: (piece: number, offset: number, length: number) => message(6, piece, offset, length),
    block: async () => (await take(7)).subarray(8),
    extendedHandshake: async () => bdecode((await take(20)).subarray(1)) as ReadonlyMap<string, unknown>,
    [Symbol.dispose]: () => socket.destroy(),
  };
}

function messageIn(bytes: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 5 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (at + 4 + length > bytes.length) return undefined;
    if (length > 0 && bytes[at + 4] === id) return bytes.subarray(at + 5, at + 4 + length);
    at += 4 + length;
  }
  return undefined;
}

test('the same torrent seeded five times at once is seeded once', async () => {
  const { metainfo, filePath } = await hub.publish(someBytes(40_000), { isSeeded: false });
  const seeds = Array.from({ length: 5 }, () => hub.seeder.seed({ metainfo: metainfo.bytes, filePath }));
  const { infohash } = metainfo;
  expect(await Promise.all(seeds)).toEqual(Array.from({ length: 5 }, () => ({ infohash })));
  expect(hub.seeder.isSeeding(infohash)).toBe(true);
});
