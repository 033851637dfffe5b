// How a pull deals with its sources: the origin's share, bad origins, slow peers, limits.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { byteLimit, UNLIMITED } from '../../src/swarm/byte-limit.ts';
import { DigestThreads } from '../../src/swarm/digest-threads.ts';
import { pullArtifact } from '../../src/swarm/pull-artifact.ts';
import { pullArtifacts } from '../../src/swarm/pull.ts';
import { seedFiles } from '../../src/swarm/seed-files.ts';
import { openSeeder } from '../../src/swarm/seeder.ts';
import { closeTorrentClient, openTorrentClient } from '../../src/swarm/torrent-client.ts';
import { answerRange, openSmallHub, someBytes, type Artifact, type SmallHub } from './small-hub.ts';

const MIB = 1 << 20;
let hub: SmallHub;

beforeEach(async () => {
  hub = await openSmallHub();
});

afterEach(() => hub[Symbol.asyncDispose]());

describe('eight who pull at once from an origin that is no faster than one of them', () => {
  const LEECHERS = 8;
  // Eight in one process see one another late, and a small file is half fetched by then; alone each would take one.
  const COPIES_MAX = 2;

  /** What left the origin, by HTTP and by its seeder, in copies of the file. */
  async function copies(artifact: Artifact, mode: 'swarm' | 'peers-only', pauseMs: number): Promise<number> {
    const pulls = Array.from({ length: LEECHERS }, async (_, i) => {
      await new Promise((resolve) => setTimeout(resolve, i * pauseMs));
      const folder = join(hub.folder, `leecher-${i}`);
      const [pulled] = await pullArtifacts({ items: [artifact.itemIn(folder)], mode });
      expect(digestOf(await readFile(join(folder, 'artifact.bin')))).toBe(artifact.digest);
      return pulled;
    });
    await Promise.all(pulls);
    const sent = hub.served.bytes + hub.seeder.uploadedBytes(artifact.metainfo.infohash);
    return sent / artifact.bytes.length;
  }

  test('over HTTP take little more than one copy together', async () => {
    const artifact = await hub.publish(someBytes(12 * MIB));
    hub.answer = pacedBy(4 * MIB);
    expect(await copies(artifact, 'swarm', 0)).toBeLessThan(COPIES_MAX);
  });

  test('one after another take no more', async () => {
    const artifact = await hub.publish(someBytes(12 * MIB));
    hub.answer = pacedBy(4 * MIB);
    expect(await copies(artifact, 'swarm', 400)).toBeLessThan(COPIES_MAX);
  });

  test('from the hub as a peer alone take little more than one copy too', async () => {
    const artifact = await hub.publish(someBytes(12 * MIB), { seedBytesPerSecond: 4 * MIB });
    expect(await copies(artifact, 'peers-only', 0)).toBeLessThan(COPIES_MAX);
  });

  test('finish without the origin once one copy is out', async () => {
    const artifact = await hub.publish(someBytes(12 * MIB), { isSeeded: false });
    const paced = pacedBy(4 * MIB);
    let isOut = false;
    hub.answer = (bytes, request, response) => {
      if (isOut) response.destroy();
      else paced(bytes, request, response);
    };
    const watch = setInterval(() => void heldTogether(artifact).then((all) => (isOut ||= all)), 50);
    expect(await copies(artifact, 'swarm', 0)).toBeLessThan(COPIES_MAX);
    clearInterval(watch);
    expect(isOut || (await heldTogether(artifact))).toBe(true);
  });
});

test('who joins slowly asks the origin for nothing that another has', async () => {
  const artifact = await hub.publish(someBytes(12 * MIB));
  const { digest, metainfo, filePath } = artifact;
  const seeded = { digest, metainfo: metainfo.bytes, filePath, announceUrls: [hub.announceUrl] };
  await using _seeding = await seedFiles([seeded]);
  await expect.poll(() => hub.tracker.counts(metainfo.infohash).seeders).toBe(1);
  await using digests = new DigestThreads();
  await using opened = new AsyncDisposableStack();
  const pulled = await pullArtifact(
    {
      mode: 'swarm',
      signal: new AbortController().signal,
      stallMs: 30_000,
      limit: UNLIMITED,
      digests,
      onProgress: () => undefined,
      linger: (_, session) => opened.use(session),
      // As on a machine that is busy; the origin would have given all of it by then.
      async client() {
        await sleep(1500);
        return opened.adopt(await openTorrentClient({ host: '127.0.0.1', port: 0 }), closeTorrentClient);
      },
    },
    artifact.itemIn(join(hub.folder, 'pulled')),
  );
  expect(pulled.bytesFromPeers).toBeGreaterThan(0);
  expect(pulled.bytesFromWebSeed).toBeLessThan(artifact.bytes.length / 4);
});

describe('an origin', () => {
  const bad: Readonly<Record<string, SmallHub['answer']>> = {
    'ignores Range': (bytes, _, response) => void response.writeHead(200).end(bytes),
    'sends short bodies': (bytes, request, response) => {
      const [from, last] = rangeOf(request);
      response.writeHead(206, { 'content-range': `bytes ${from}-${last}/${bytes.length}` });
      response.end(bytes.subarray(from, Math.floor((from + last) / 2)));
    },
    'sends wrong bytes': (bytes, request, response) =>
      void answerRange(Buffer.alloc(bytes.length, 7), request, response),
    'redirects elsewhere': (_, __, response) => void response.writeHead(302, { location: '/x' }).end(),
    'answers 500': (_, __, response) => void response.writeHead(500).end(),
  };

  test.each(Object.entries(bad))(
    'that %s does not keep a pull from finishing with a peer',
    async (_, answer) => {
      const artifact = await hub.publish(someBytes(6 * MIB), { isSeeded: false });
      await using peer = await openSeeder({ uploadLimitBytesPerSecond: 6 * MIB });
      await peer.seed({ metainfo: artifact.metainfo.bytes, filePath: artifact.filePath });
      hub.answer = answer;
      const folder = join(hub.folder, 'pulled');
      const item = { ...artifact.itemIn(folder), peers: [`127.0.0.1:${peer.port}`] };
      const [pulled] = await pullArtifacts({ items: [item], mode: 'swarm' });
      expect(digestOf(await readFile(item.targetPath))).toBe(artifact.digest);
      expect(pulled?.bytesFromPeers).toBeLessThan(artifact.bytes.length * 1.05 + 65_536);
    },
  );

  test('that goes silent in the middle does not either', async () => {
    const artifact = await hub.publish(someBytes(6 * MIB), { isSeeded: false });
    await using peer = await openSeeder({ uploadLimitBytesPerSecond: 3 * MIB });
    await peer.seed({ metainfo: artifact.metainfo.bytes, filePath: artifact.filePath });
    hub.answer = (bytes, request, response) => {
      const [from, last] = rangeOf(request);
      response.writeHead(206, { 'content-range': `bytes ${from}-${last}/${bytes.length}` });
      response.write(bytes.subarray(from, from + 100));
    };
    const folder = join(hub.folder, 'pulled');
    const item = { ...artifact.itemIn(folder), peers: [`127.0.0.1:${peer.port}`] };
    await pullArtifacts({ items: [item], mode: 'swarm' });
    expect(digestOf(await readFile(item.targetPath))).toBe(artifact.digest);
  });
});

describe('a slow peer', () => {
  test('beside a fast one is left behind at the end', async () => {
    const artifact = await hub.publish(someBytes(16 * MIB), { isSeeded: false });
    await using slow = await openSeeder({ uploadLimitBytesPerSecond: 100_000 });
    await using fast = await openSeeder({ uploadLimitBytesPerSecond: 8 * MIB });
    for (const seeder of [slow, fast])
      await seeder.seed({ metainfo: artifact.metainfo.bytes, filePath: artifact.filePath });
    const item = {
      ...artifact.itemIn(join(hub.folder, 'pulled')),
      peers: [`127.0.0.1:${slow.port}`, `127.0.0.1:${fast.port}`],
    };
    await pullArtifacts({ items: [item], mode: 'peers-only' });
    expect(digestOf(await readFile(item.targetPath))).toBe(artifact.digest);
    // What a second and a half of it would be, and as much again.
    expect(slow.uploadedBytes(item.infohash ?? '')).toBeLessThan(2 * MIB);
  });

  test('alone is helped by the origin', async () => {
    const artifact = await hub.publish(someBytes(16 * MIB), { isSeeded: false });
    await using slow = await openSeeder({ uploadLimitBytesPerSecond: 100_000 });
    await slow.seed({ metainfo: artifact.metainfo.bytes, filePath: artifact.filePath });
    const item = { ...artifact.itemIn(join(hub.folder, 'pulled')), peers: [`127.0.0.1:${slow.port}`] };
    const [pulled] = await pullArtifacts({ items: [item], mode: 'swarm' });
    expect(digestOf(await readFile(item.targetPath))).toBe(artifact.digest);
    expect(pulled?.bytesFromWebSeed).toBeGreaterThan(artifact.bytes.length / 2);
  });
});

describe('a pull', () => {
  test('keeps to its limit, whatever the sources', async () => {
    const artifact = await hub.publish(someBytes(6 * MIB));
    const folder = join(hub.folder, 'pulled');
    const startedAt = performance.now();
    await pullArtifacts({
      items: [artifact.itemIn(folder)],
      mode: 'http-only',
      limitBytesPerSecond: 3 * MIB,
    });
    // Two seconds without the tenth that goes at once and what each lane holds; a slow machine may take longer.
    expect(performance.now() - startedAt).toBeGreaterThan(1500);
  });

  test('refuses a file that the disk has no room for, before the first byte', async () => {
    const artifact = await hub.publish(someBytes(MIB));
    const item = { ...artifact.itemIn(join(hub.folder, 'pulled')), sizeBytes: 2 ** 60 };
    const pull = pullArtifacts({ items: [item], mode: 'swarm' });
    await expect(pull).rejects.toMatchObject({ code: 'SWARM_DISK_TOO_SMALL', kind: 'refusal' });
    expect(hub.served.requests).toBe(0);
  });

  test('that resumes believes its notes, and finds out when they lie', async () => {
    const artifact = await hub.publish(someBytes(8 * MIB));
    const item = artifact.itemIn(join(hub.folder, 'pulled'));
    await mkdir(join(hub.folder, 'pulled'));
    // As after a power cut: the notes say that everything is there, the disk lost a megabyte of it.
    const part = Buffer.from(artifact.bytes);
    part.fill(0, 3 * MIB, 4 * MIB);
    await writeFile(`${item.targetPath}.part`, part);
    const bits = Buffer.alloc(16, 0xff);
    await writeFile(
      `${item.targetPath}.part.bits`,
      Buffer.concat([Buffer.from(item.infohash ?? '', 'hex'), bits]),
    );
    const [pulled] = await pullArtifacts({ items: [item], mode: 'http-only' });
    expect(digestOf(await readFile(item.targetPath))).toBe(artifact.digest);
    expect(pulled?.bytesFromWebSeed).toBe(MIB);
    await expect(stat(`${item.targetPath}.part.bits`)).rejects.toThrow(/ENOENT/);
  });
});

test('a port that is silent for ever is no reason to wait', async () => {
  const artifact = await hub.publish(someBytes(4 * MIB));
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const peers = [`127.0.0.1:${(silent.address() as AddressInfo).port}`];
  const item = { ...artifact.itemIn(join(hub.folder, 'pulled')), peers };
  await pullArtifacts({ items: [item], mode: 'swarm' });
  expect(digestOf(await readFile(item.targetPath))).toBe(artifact.digest);
  silent.close();
});

/** Whether every piece is with one of the leechers at least, as their notes say; who is done has none any more. */
async function heldTogether({ bytes }: Artifact): Promise<boolean> {
  const all = Buffer.alloc(bytes.length / 65_536 / 8);
  for (let i = 0; i < 8; i++) {
    const file = join(hub.folder, `leecher-${i}`, 'artifact.bin');
    if (existsSync(file)) return true;
    const bits = await readFile(`${file}.part.bits`).catch(() => Buffer.alloc(20));
    for (const [at, byte] of bits.subarray(20).entries()) all[at] = (all[at] ?? 0) | byte;
  }
  return all.every((byte) => byte === 0xff);
}

/** An origin that sends so many bytes a second to all together. */
function pacedBy(bytesPerSecond: number): SmallHub['answer'] {
  const limit = byteLimit(bytesPerSecond);
  return (bytes, request, response) => void sendPaced(bytes, request, response, limit);
}

async function sendPaced(
  bytes: Buffer,
  request: IncomingMessage,
  response: ServerResponse,
  limit: ReturnType<typeof byteLimit>,
): Promise<void> {
  const [from, last] = rangeOf(request);
  response.writeHead(206, {
    'content-range': `bytes ${from}-${last}/${bytes.length}`,
    'content-length': last - from + 1,
  });
  for (let at = from; at <= last && !response.destroyed; at += 16_384) {
    const chunk = bytes.subarray(at, Math.min(at + 16_384, last + 1));
    for (let ms = limit.delayFor(chunk.length); ms > 0; ms = limit.delayFor(chunk.length))
      await new Promise((resolve) => setTimeout(resolve, ms));
    hub.served.bytes += chunk.length;
    response.write(chunk);
  }
  response.end();
}

function rangeOf(request: IncomingMessage): [from: number, last: number] {
  const [, from, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  return [Number(from), Number(last)];
}
