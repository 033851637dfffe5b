import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { extended, message, openRawPeer, openStranger, handshake, request } from './raw-peer.ts';
import { openWatchedSeeder, type WatchedSeeder } from './watched-seeder.ts';

const MIB = 1 << 20;
let seeder: WatchedSeeder;
let before: number;

beforeEach(async () => {
  seeder = await openWatchedSeeder(512 * MIB, 500);
  using honest = await openRawPeer(seeder);
  await honest.interested();
  honest.request(0, 0, 16_384);
  await honest.block();
  before = (await seeder.facts()).rssBytes;
});

afterEach(() => seeder[Symbol.asyncDispose]());

/** The most it held until all the connections were gone, above what it held before. */
async function growthUntilAlone(): Promise<number> {
  let most = 0;
  for (;;) {
    const { rssBytes, connections } = await seeder.facts();
    most = Math.max(most, rssBytes - before);
    if (connections === 0) return most;
    await sleep(20);
  }
}

/** May ask, and then reads nothing any more. */
async function openDeafPeer() {
  const peer = await openRawPeer(seeder);
  await peer.interested();
  peer.socket.pause();
  return peer;
}

async function expectServing() {
  using honest = await openRawPeer(seeder);
  await honest.interested();
  honest.request(1, 0, 16_384);
  expect(await honest.block()).toEqual(Buffer.alloc(16_384));
  expect(seeder.exitCode()).toBeNull();
}

test('one that asks for 20,000 blocks of as many places and reads none is dropped, and costs less than 100 MB', async () => {
  using peer = await openDeafPeer();
  for (let i = 0; i < 20_000; i++) peer.request((i * 7) % 512, 0, 131_072);
  expect(await growthUntilAlone()).toBeLessThan(100 * MIB);
  await expectServing();
});

test('one that asks for just what it may, a block of each MiB, and reads none is dropped after a while', async () => {
  using peer = await openDeafPeer();
  for (let i = 0; i < 1000; i++) peer.request((i * 7) % 512, 0, 16_384);
  expect(await growthUntilAlone()).toBeLessThan(200 * MIB);
  await expectServing();
});

test('50 of them together cost less than 450 MB', async () => {
  const peers = await Promise.all(Array.from({ length: 50 }, openDeafPeer));
  for (const [p, peer] of peers.entries())
    for (let i = 0; i < 400; i++) peer.request((i * 7 + p) % 512, 0, 16_384);
  expect(await growthUntilAlone()).toBeLessThan(450 * MIB);
  for (const peer of peers) peer.socket.destroy();
  await expectServing();
});

test.each([
  ['metadata', 200_000, extended(1, 'd8:msg_typei0e5:piecei0ee')],
  ['blocks while choked', 1_000_000, request(0, 0, 16_384)],
])('questions for %s, %i of them, by one that reads no answer', async (_, count, question) => {
  using peer = await openRawPeer(seeder);
  await peer.extendedHandshake();
  peer.socket.pause();
  peer.socket.write(extended(0, 'd1:md11:ut_metadatai1eee'));
  peer.socket.write(Buffer.concat(Array.from({ length: count }, () => question)));
  expect(await growthUntilAlone()).toBeLessThan(100 * MIB);
  await expectServing();
});

test('a message of 2 GiB ends with its first four bytes', async () => {
  using peer = await openRawPeer({ ...seeder, together: Buffer.from('7fffffff14', 'hex') });
  await peer.closed;
  await expectServing();
});

test('lives on after messages that are not what they should be', async () => {
  for (const bytes of [
    extended(0, 'd1:md11:ut_metadatad8:toStringi1eeee'),
    extended(0, 'd1:mle'),
    extended(0, 'd1:md9:__proto__d1:ai1eeee'),
    extended(0, 'i5e'),
    extended(0, 'd1:m'),
    extended(1, 'd8:msg_typei0e5:piecei0ee'),
    ...Array.from({ length: 22 }, (_, id) => message(id)),
  ]) {
    using together = await openRawPeer({ ...seeder, together: bytes });
    using later = await openRawPeer(seeder);
    await later.extendedHandshake();
    later.socket.write(bytes);
    await expectServing();
    together.socket.destroy();
  }
});

test('lives on after 300 streams of random bytes', async () => {
  let state = 9;
  const random = () => (state = (Math.imul(state, 0x2c1b3c6d) + 0x9e3779b9) | 0) >>> 24;
  for (let i = 0; i < 300; i++) {
    const bytes = Buffer.from(Array.from({ length: 400 }, random));
    using stranger = await openStranger(seeder.port);
    const text = i % 3 === 0 ? bytes : Buffer.concat([handshake(seeder.infohash), message(i % 22, bytes)]);
    await new Promise((resolve) => stranger.socket.end(text, () => resolve(undefined)));
  }
  await expectServing();
});
