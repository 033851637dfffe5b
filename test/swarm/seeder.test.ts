import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSeeder } from '../../src/swarm/seeder.ts';
import { openRawPeer } from './raw-peer.ts';
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
    using peer = await openPeer();
    const handshake = await peer.extendedHandshake();
    expect(handshake.get('reqq')).toBe(1024);
  });

  test('answers no request outside the file, and lives on', async () => {
    using peer = await openPeer();
    await peer.extendedHandshake();
    await peer.interested();
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
    using peer = await openPeer();
    await peer.extendedHandshake();
    await peer.interested();
    peer.socket.pause();
    for (let i = 0; i < 20_000; i++) peer.request(i % 64, 0, 65_536);
    peer.socket.resume();
    await peer.closed;
    const sent = hub.seeder.uploadedBytes(artifact.metainfo.infohash);
    expect(sent).toBeLessThan(20_000 * 65_536 * 0.1);
  });

  test('sends a stranger with another infohash away', async () => {
    using peer = await openPeer('00'.repeat(20));
    await peer.closed;
    expect(peer.heard()).toHaveLength(0);
  });
});

/** Of this artifact, at this hub. */
function openPeer(infohash = artifact.metainfo.infohash) {
  return openRawPeer({ port: hub.seeder.port, infohash });
}

test('the same torrent seeded five times at once is seeded once', async () => {
  const { metainfo, filePath } = await hub.publish(someBytes(40_000), { isSeeded: false });
  const seeds = Array.from({ length: 5 }, () => hub.seeder.seed({ metainfo: metainfo.bytes, filePath }));
  const { infohash } = metainfo;
  expect(await Promise.all(seeds)).toEqual(Array.from({ length: 5 }, () => ({ infohash })));
  expect(hub.seeder.isSeeding(infohash)).toBe(true);
});

test('a seeder that ends takes along the connections that it was just making', async () => {
  const { metainfo, filePath } = await hub.publish(someBytes(40_000), { isSeeded: false });
  let [met, open] = [0, 0];
  const mute = createServer((socket) => {
    met += 1;
    open += 1;
    socket.on('error', () => undefined).resume();
    socket.once('close', () => (open -= 1));
  }).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const { port } = mute.address() as AddressInfo;
  for (const isMet of [false, true]) {
    const seeder = await openSeeder();
    const { infohash } = await seeder.seed({ metainfo: metainfo.bytes, filePath });
    seeder.dial(infohash, `127.0.0.1:${port}`);
    if (isMet) await expect.poll(() => met).toBeGreaterThan(0);
    await seeder[Symbol.asyncDispose]();
    seeder.dial(infohash, `127.0.0.1:${port}`);
    await expect.poll(() => open).toBe(0);
  }
  expect(met).toBeLessThanOrEqual(2);
  mute.close();
});
