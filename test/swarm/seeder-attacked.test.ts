import { execFile } from 'node:child_process';
import { copyFile, open, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hexOf } from '../../src/base/digest.ts';
import { byteLimit } from '../../src/swarm/byte-limit.ts';
import { pullArtifacts } from '../../src/swarm/pull.ts';
import { openSeeder, type Seeder, type SeederOptions } from '../../src/swarm/seeder.ts';
import { sourceOf, type SeedSource } from '../../src/swarm/seeding/seed-source.ts';
import { writeTorrent } from './downloads.ts';
import { blockInDisguise, openHostilePeer } from './odd-peers.ts';
import { cancel, message, openRawPeer, openStranger, request } from './raw-peer.ts';
import { openSmallHub, someBytes, type Artifact, type SmallHub } from './small-hub.ts';

const PIECE_BYTES = 65_536;
const PIECES = 64;
let hub: SmallHub;
let artifact: Artifact;
let rooms: AsyncDisposableStack;

beforeEach(async () => {
  rooms = new AsyncDisposableStack();
  hub = rooms.use(await openSmallHub());
  artifact = await hub.publish(someBytes(PIECES * PIECE_BYTES), { isSeeded: false });
});

afterEach(() => rooms.disposeAsync());

/** A seeder of its own, of the artifact's file. */
async function openSeederOfIt(options: SeederOptions = {}): Promise<Seeder> {
  const seeder = rooms.use(await openSeeder(options));
  await seeder.seed({ metainfo: artifact.metainfo.bytes, filePath: artifact.filePath });
  return seeder;
}

async function openPeerOf(seeder: Seeder, more: { together?: Buffer; localAddress?: string } = {}) {
  const peer = await openRawPeer({ port: seeder.port, infohash: artifact.metainfo.infohash, ...more });
  rooms.defer(() => void peer.socket.destroy());
  return peer;
}

async function expectGiving(seeder: Seeder, localAddress?: string) {
  using honest = await openPeerOf(seeder, localAddress === undefined ? {} : { localAddress });
  await honest.interested();
  honest.request(1, 0, 16_384);
  expect(await honest.block()).toEqual(artifact.bytes.subarray(PIECE_BYTES, PIECE_BYTES + 16_384));
}

function pullFrom(
  seeders: readonly { readonly port: number }[],
  folder: string,
  more: { stallMs?: number } = {},
) {
  const peers = seeders.map(({ port }) => `127.0.0.1:${port}`);
  const item = { ...artifact.itemIn(join(hub.folder, folder)), announceUrls: [], peers };
  return pullArtifacts({ items: [item], mode: 'peers-only', ...more });
}

describe('a store that is not what it was', () => {
  test('20 of 20 flipped bytes: nothing of that piece is given, and with a good source a pull still ends', async () => {
    const random = seeded(20);
    const copy = join(hub.folder, 'copy');
    await copyFile(artifact.filePath, copy);
    const good = rooms.use(await openSeeder());
    await good.seed({ metainfo: artifact.metainfo.bytes, filePath: copy });
    for (let round = 0; round < 20; round++) {
      const damages: string[] = [];
      const seeder = await openSeederOfIt({ onDamage: (infohash) => damages.push(infohash) });
      const order = shuffled(PIECES, random);
      const [piece = 0] = order.slice(-1);
      using peer = await openPeerOf(seeder);
      await peer.interested();
      // Some pieces are given before the byte turns.
      const before = random(PIECES / 2);
      for (const index of order.slice(0, before)) peer.request(index, 0, 16_384);
      await expect.poll(() => peer.blocks().length).toBe(before);
      await flip(piece * PIECE_BYTES + random(PIECE_BYTES));
      peer.request(piece, random(4) * 16_384, 16_384);
      await peer.closed;
      expect(peer.blocks().filter((block) => block.piece === piece)).toEqual([]);
      expect(damages).toEqual([artifact.metainfo.infohash]);
      expect(seeder.isSeeding(artifact.metainfo.infohash)).toBe(false);

      const again = await openSeederOfIt();
      const [pulled] = await pullFrom([again, good], `pulled-${round}`);
      expect(pulled?.digest).toBe(artifact.digest);
      await writeFile(artifact.filePath, artifact.bytes);
    }
  });

  test('alone, it ends a pull with a code; mended and seeded anew it gives', async () => {
    await flip(7);
    const seeder = await openSeederOfIt();
    const pull = pullFrom([seeder], 'pulled', { stallMs: 1000 });
    await expect(pull).rejects.toMatchObject({ code: /^SWARM_/ });
    await writeFile(artifact.filePath, artifact.bytes);
    await seeder.seed({ metainfo: artifact.metainfo.bytes, filePath: artifact.filePath });
    expect(await pullFrom([seeder], 'pulled')).toMatchObject([{ digest: artifact.digest }]);
  });

  test('a file cut short is given up to there and no further', async () => {
    const damages: unknown[] = [];
    const seeder = await openSeederOfIt({ onDamage: (_, error) => damages.push(error) });
    using peer = await openPeerOf(seeder);
    await peer.interested();
    await truncate(artifact.filePath, 40 * PIECE_BYTES);
    peer.request(39, 0, 16_384);
    await peer.block();
    peer.request(40, 0, 16_384);
    await peer.closed;
    expect(peer.blocks()).toHaveLength(1);
    expect(damages).toMatchObject([{ code: 'SWARM_SEED_DAMAGED' }]);
  });

  test('a file that is gone is promised to nobody who comes', async () => {
    const seeder = await openSeederOfIt();
    await rm(artifact.filePath);
    using peer = await openPeerOf(seeder);
    await peer.closed;
    expect(peer.heard()).toHaveLength(0);
  });
});

describe('readers', () => {
  test('one that reads nothing slows nobody, and gives its place to others in the end', async () => {
    const seeder = await openSeederOfIt({ stallMs: 1000 });
    using slow = await openPeerOf(seeder);
    await slow.interested();
    slow.socket.pause();
    // More than any system keeps for a reader, but never more at once than a peer may ask.
    const asking = setInterval(() => {
      for (let i = 0; i < 500; i++) slow.request(i % PIECES, 0, PIECE_BYTES);
    }, 50);
    const [pulled] = await pullFrom([seeder], 'pulled');
    expect(pulled?.bytesFromPeers).toBe(artifact.bytes.length);
    await expect.poll(() => seeder.connections).toBe(0);
    clearInterval(asking);
  });

  test('30,000 requests that are taken back at once leave the connection as it was', async () => {
    const seeder = await openSeederOfIt();
    using peer = await openPeerOf(seeder);
    await peer.interested();
    for (let i = 0; i < 100; i++) {
      const both = Array.from({ length: 300 }, (_, n) => [
        request(n % 63, 0, 16_384),
        cancel(n % 63, 0, 16_384),
      ]);
      peer.socket.write(Buffer.concat(both.flat()));
    }
    peer.request(63, 16_384, 1000);
    const wanted = artifact.bytes.subarray(63 * PIECE_BYTES + 16_384, 63 * PIECE_BYTES + 17_384);
    await expect.poll(() => peer.blocks().find(({ piece }) => piece === 63)?.bytes).toEqual(wanted);
  });

  test.each([
    ['of nothing', 0, 0, 0],
    ['of -1 bytes', 0, 0, 0xffffffff],
    ['at -16 KiB', 0, 0xffffc000, 16_384],
    ['past the end of a piece', 0, PIECE_BYTES - 1, 2],
    ['of a piece past the last', PIECES, 0, 1],
    ['of piece -1', 0xffffffff, 0, 16_384],
  ])('a request %s gets no byte, and the next one does', async (_, piece, offset, length) => {
    const seeder = await openSeederOfIt();
    using peer = await openPeerOf(seeder);
    await peer.interested();
    peer.request(piece, offset, length);
    peer.request(2, 0, 16_384);
    expect(await peer.block()).toEqual(artifact.bytes.subarray(2 * PIECE_BYTES, 2 * PIECE_BYTES + 16_384));
  });

  test('a request of 1 GiB ends the connection', async () => {
    const seeder = await openSeederOfIt();
    using peer = await openPeerOf(seeder);
    await peer.interested();
    peer.request(0, 0, 1 << 30);
    await peer.closed;
    expect(peer.blocks()).toEqual([]);
    await expectGiving(seeder);
  });

  test('one that says it is interested together with its handshake is served', async () => {
    const seeder = await openSeederOfIt();
    using peer = await openPeerOf(seeder, { together: message(2) });
    await peer.take(1);
    peer.request(0, 0, 16_384);
    expect(await peer.block()).toEqual(artifact.bytes.subarray(0, 16_384));
  });
});

describe('strangers', () => {
  test.each([
    ['says nothing', ''],
    ['speaks HTTP', 'GET / HTTP/1.1\r\n\r\n'],
    ['sends half a handshake', '\x13BitTorrent proto'],
    ['speaks on and on', 'x'.repeat(64)],
  ])('one that %s is sent away in time, however busy it keeps', async (_, text) => {
    const seeder = await openSeederOfIt({ handshakeMs: 300 });
    using stranger = await openStranger(seeder.port);
    if (text !== '') stranger.socket.write(Buffer.from(text, 'latin1'));
    const dripping = setInterval(() => text !== '' && stranger.socket.write('x'), 50);
    await stranger.closed.finally(() => clearInterval(dripping));
    await expect.poll(() => seeder.connections).toBe(0);
    await expectGiving(seeder);
  });

  test.runIf(process.platform === 'linux')(
    'of 1,000 connections from one address 200 stay, and another address is served',
    async () => {
      const seeder = await openSeederOfIt();
      const crowd = await Promise.all(
        Array.from({ length: 1000 }, () => openPeerOf(seeder).catch(() => undefined)),
      );
      await expect.poll(() => crowd.filter((peer) => peer?.socket.destroyed !== false).length).toBe(800);
      expect(seeder.connections).toBeLessThanOrEqual(200);
      await expectGiving(seeder, '127.0.0.2');
    },
  );

  test.each([1, 2] as const)('who speaks in disguise (MSE %i) is served', async (mode) => {
    const seeder = await openSeederOfIt();
    const { infohash } = artifact.metainfo;
    expect(await blockInDisguise(seeder, infohash, mode)).toEqual(artifact.bytes.subarray(0, 16_384));
  });

  test('who speaks in disguise of a torrent that is not here is sent away', async () => {
    const seeder = await openSeederOfIt();
    expect(await blockInDisguise(seeder, '11'.repeat(20), 2)).toBeUndefined();
    await expectGiving(seeder);
  });

  test('aria2c that insists on encryption gets the file', async ({ skip }) => {
    const run = promisify(execFile);
    if (!(await run('aria2c', ['--version']).catch(() => undefined))) return skip('aria2c is not installed');
    const { metainfo, filePath } = artifact;
    await hub.seeder.seed({ metainfo: metainfo.bytes, filePath });
    const torrent = await writeTorrent(hub, artifact, { announce: [hub.announceUrl], webSeeds: [] });
    const folder = join(hub.folder, 'aria');
    const words = [
      '--no-conf',
      '--bt-require-crypto=true',
      '--bt-min-crypto-level=arc4',
      '--seed-time=0',
      '--enable-dht=false',
    ];
    const quiet = [
      '--bt-enable-lpd=false',
      '--enable-peer-exchange=false',
      '--interface=127.0.0.1',
      '--bt-stop-timeout=20',
    ];
    await run('aria2c', [...words, ...quiet, `--dir=${folder}`, torrent]);
    expect(hub.seeder.uploadedBytes(metainfo.infohash)).toBeGreaterThanOrEqual(artifact.bytes.length);
    await using file = await open(join(folder, hexOf(artifact.digest)));
    expect((await file.readFile()).equals(artifact.bytes)).toBe(true);
  });

  test('a hostile peer ends no pull', async () => {
    const seeder = await openSeederOfIt();
    const bad = Buffer.from('\x00d1:md11:ut_metadatad8:toStringi1eeee', 'latin1');
    await using hostile = await openHostilePeer(artifact.metainfo.infohash, message(20, bad));
    const [pulled] = await pullFrom([hostile, seeder], 'pulled');
    expect(pulled?.digest).toBe(artifact.digest);
    expect(hostile.met()).toBeGreaterThan(0);
  });
});

describe('a torrent that is not given any more', () => {
  test('ends its connections at once, and who comes is sent away', async () => {
    const seeder = await openSeederOfIt();
    using peer = await openPeerOf(seeder);
    await peer.interested();
    await seeder.unseed(artifact.metainfo.infohash);
    await peer.closed;
    using later = await openPeerOf(seeder);
    await later.closed;
    expect(later.heard()).toHaveLength(0);
  });

  test('gives nothing to who came while it was looked for', async () => {
    const { infohash, bytes } = artifact.metainfo;
    let answer: (source: SeedSource | null) => void = () => undefined;
    let asked = 0;
    const find = () => {
      asked++;
      return new Promise<SeedSource | null>((resolve) => (answer = resolve));
    };
    const seeder = rooms.use(await openSeeder({ find }));
    using peer = await openPeerOf(seeder);
    await expect.poll(() => asked).toBe(1);
    const unseeding = seeder.unseed(infohash);
    answer(sourceOf(bytes, artifact.filePath));
    await unseeding;
    // It is asked for again, as the hub has it now.
    await expect.poll(() => asked).toBe(2);
    answer(null);
    await peer.closed;
    expect(peer.heard()).toHaveLength(0);
  });
});

describe('limits', () => {
  const BYTES_PER_SECOND = 8 << 20;

  test('all peers together get no more than the limit lets', async () => {
    const seeder = await openSeederOfIt({ uploadLimitBytesPerSecond: BYTES_PER_SECOND });
    const startedAt = performance.now();
    await Promise.all([pullFrom([seeder], 'one'), pullFrom([seeder], 'two')]);
    expectLimited(performance.now() - startedAt, 2 * artifact.bytes.length);
  });

  test('what leaves by another way counts', async () => {
    const limit = byteLimit(BYTES_PER_SECOND);
    const seeder = await openSeederOfIt({ limit });
    const startedAt = performance.now();
    limit.charge(artifact.bytes.length);
    await pullFrom([seeder], 'one');
    expectLimited(performance.now() - startedAt, 2 * artifact.bytes.length);
  });

  test("one contributor's files share theirs, and another's are as quick as ever", async () => {
    const other = await hub.publish(someBytes(PIECES * PIECE_BYTES), { isSeeded: false });
    const owned = [artifact, other].map(({ metainfo, filePath }, i) =>
      sourceOf(metainfo.bytes, filePath, `${i}`),
    );
    const find = async (infohash: string) => owned.find((source) => source.infohash === infohash) ?? null;
    const seeder = rooms.use(await openSeeder({ find, ownerLimitBytesPerSecond: 1 << 20 }));
    const startedAt = performance.now();
    using mine = await openRawPeer({ port: seeder.port, infohash: artifact.metainfo.infohash });
    using others = await openRawPeer({ port: seeder.port, infohash: other.metainfo.infohash });
    await Promise.all([mine.interested(), others.interested()]);
    for (let piece = 0; piece < 16; piece++) mine.request(piece, 0, PIECE_BYTES);
    others.request(0, 0, 1000);
    await expect.poll(() => others.blocks().length).toBe(1);
    expect(mine.blocks().length).toBeLessThan(16);
    await expect.poll(() => mine.blocks().length).toBe(16);
    // The first tenth of a second and one block go at once.
    expect(performance.now() - startedAt).toBeGreaterThan((1 - 0.1 - 1 / 16) * 1000 * 0.95);
  });

  /** Never quicker: a slow machine may take longer. */
  function expectLimited(tookMs: number, bytes: number) {
    const atOnce = BYTES_PER_SECOND / 10 + 131_072;
    expect(tookMs).toBeGreaterThan(((bytes - atOnce) / BYTES_PER_SECOND) * 1000 * 0.95);
  }
});

/** Turns one byte of the seeded file. */
async function flip(at: number): Promise<void> {
  await using file = await open(artifact.filePath, 'r+');
  const byte = Buffer.from([(artifact.bytes[at] ?? 0) ^ 0x20]);
  await file.write(byte, 0, 1, at);
}

function seeded(samplingSeed: number): (below: number) => number {
  let state = samplingSeed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function shuffled(count: number, random: (below: number) => number): number[] {
  const rows = Array.from({ length: count }, (_, index) => index);
  for (let i = count - 1; i > 0; i--) {
    const j = random(i + 1);
    [rows[i], rows[j]] = [rows[j] ?? 0, rows[i] ?? 0];
  }
  return rows;
}
