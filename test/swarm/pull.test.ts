import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { pullArtifacts, type PullItem, type PullProgress } from '../../src/swarm/pull.ts';
import { seedFiles } from '../../src/swarm/seed-files.ts';
import { openSeeder } from '../../src/swarm/seeder.ts';
import { closeTorrentClient, openTorrentClient } from '../../src/swarm/torrent-client.ts';
import { openLiar } from './liar.ts';
import { answerRange, openSmallHub, someBytes, type SmallHub } from './small-hub.ts';

const MIB = 1 << 20;
let hub: SmallHub;
let target: string;

beforeEach(async () => {
  hub = await openSmallHub();
  target = join(hub.folder, 'pulled');
});

afterEach(() => hub[Symbol.asyncDispose]());

describe('a pull from peers alone', () => {
  test('brings the very bytes, with the hub as the peer', async () => {
    const artifact = await hub.publish(someBytes(5 * MIB + 321));
    const progress: PullProgress[] = [];
    const [pulled] = await pullArtifacts({
      items: [artifact.itemIn(target)],
      mode: 'peers-only',
      onProgress: (now) => progress.push(now),
    });
    expect(digestOf(await readFile(join(target, 'artifact.bin')))).toBe(artifact.digest);
    expect(pulled?.peersMax).toBeGreaterThanOrEqual(1);
    expect(pulled?.bytesFromPeers).toBeGreaterThanOrEqual(artifact.bytes.length);
    expect(pulled?.bytesFromWebSeed).toBe(0);
    expect(hub.served.requests).toBe(0);
    expect(progress.at(-1)).toMatchObject({
      bytesDone: artifact.bytes.length,
      bytesTotal: artifact.bytes.length,
    });
  });

  test('finds another seeder through the tracker when the hub does not seed', async () => {
    const artifact = await hub.publish(someBytes(2 * MIB), { isSeeded: false });
    await using seeding = await seedFiles([
      { ...artifact, metainfo: artifact.metainfo.bytes, announceUrls: [hub.announceUrl] },
    ]);
    await expect.poll(() => hub.tracker.counts(artifact.metainfo.infohash).seeders).toBe(1);
    const [pulled] = await pullArtifacts({ items: [artifact.itemIn(target)], mode: 'peers-only' });
    expect(digestOf(await readFile(join(target, 'artifact.bin')))).toBe(artifact.digest);
    expect(pulled?.peersMax).toBe(1);
    expect(seeding.uploadedBytes()).toBeGreaterThanOrEqual(artifact.bytes.length);
  });

  test('leaves the tracker when it is done', async () => {
    const artifact = await hub.publish(someBytes(2 * MIB));
    await pullArtifacts({ items: [artifact.itemIn(target)], mode: 'peers-only' });
    expect(hub.tracker.counts(artifact.metainfo.infohash)).toEqual({ seeders: 0, leechers: 0 });
  });

  test('brings many artifacts, each to its place', async () => {
    const artifacts = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => hub.publish(someBytes(n * 300_000))));
    const items = artifacts.map((artifact, i) => ({
      ...artifact.itemIn(target),
      targetPath: join(target, `${i}`),
    }));
    const pulled = await pullArtifacts({ items, mode: 'peers-only', concurrency: 3 });
    expect(pulled.map(({ digest }) => digest)).toEqual(artifacts.map(({ digest }) => digest));
    for (const [i, { bytes }] of artifacts.entries())
      expect(digestOf(await readFile(join(target, `${i}`)))).toBe(digestOf(bytes));
  });

  test('brings one artifact to two places', async () => {
    const artifact = await hub.publish(someBytes(MIB));
    const items = ['a', 'b'].map((name) => ({ ...artifact.itemIn(target), targetPath: join(target, name) }));
    await pullArtifacts({ items, mode: 'peers-only' });
    for (const { targetPath } of items) expect(digestOf(await readFile(targetPath))).toBe(artifact.digest);
  });

  test('says plainly that nobody has it', async () => {
    const artifact = await hub.publish(someBytes(MIB), { isSeeded: false });
    const pull = pullArtifacts({ items: [artifact.itemIn(target)], mode: 'peers-only', stallMs: 600 });
    await expect(pull).rejects.toMatchObject({ code: 'SWARM_NOBODY_HAS_IT', kind: 'fault' });
    await expect(stat(join(target, 'artifact.bin'))).rejects.toThrow(/ENOENT/);
  });

  test('ends when it is aborted', async () => {
    const artifact = await hub.publish(someBytes(MIB), { isSeeded: false });
    const abort = new AbortController();
    const pull = pullArtifacts({
      items: [artifact.itemIn(target)],
      mode: 'peers-only',
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(new Error('enough')), 100);
    await expect(pull).rejects.toThrow('enough');
  });

  test('that was killed goes on with what it has', async () => {
    const artifact = await hub.publish(someBytes(48 * MIB), { isSeeded: false });
    const slow = await openSeeder({ uploadLimitBytesPerSecond: 12 * MIB });
    await slow.seed({ metainfo: artifact.metainfo.bytes, filePath: artifact.filePath });
    const item = { ...artifact.itemIn(target), peers: [`127.0.0.1:${slow.port}`] };
    await killAfter(4 * MIB, item);
    await slow[Symbol.asyncDispose]();
    expect((await stat(`${item.targetPath}.part`)).size).toBe(artifact.bytes.length);
    await hub.seeder.seed({ metainfo: artifact.metainfo.bytes, filePath: artifact.filePath });
    const [pulled] = await pullArtifacts({ items: [item], mode: 'peers-only' });
    expect(digestOf(await readFile(item.targetPath))).toBe(artifact.digest);
    expect(pulled?.bytesFromDisk).toBeGreaterThan(0);
    const missing = artifact.bytes.length - (pulled?.bytesFromDisk ?? 0);
    expect(pulled?.bytesFromPeers).toBeLessThan(missing + MIB);
  });
});

describe('a pull over HTTP', () => {
  test('brings the very bytes from the origin and asks no peer', async () => {
    const artifact = await hub.publish(someBytes(3 * MIB + 7));
    const [pulled] = await pullArtifacts({ items: [artifact.itemIn(target)], mode: 'http-only' });
    expect(digestOf(await readFile(join(target, 'artifact.bin')))).toBe(artifact.digest);
    expect(pulled).toMatchObject({ bytesFromPeers: 0, peersMax: 0, bytesFromWebSeed: artifact.bytes.length });
  });

  test('asks only for the pieces that the part file lacks', async () => {
    const artifact = await hub.publish(someBytes(3 * MIB));
    await mkdir(target);
    const part = Buffer.from(artifact.bytes);
    part.fill(0, MIB, 2 * MIB);
    await writeFile(join(target, 'artifact.bin.part'), part);
    const [pulled] = await pullArtifacts({ items: [artifact.itemIn(target)], mode: 'http-only' });
    expect(pulled).toMatchObject({ bytesFromDisk: 2 * MIB, bytesFromWebSeed: MIB });
    expect(hub.served).toEqual({ requests: 1, bytes: MIB });
  });

  test('goes on where an answer tore', async () => {
    const artifact = await hub.publish(someBytes(2 * MIB));
    let isTorn = false;
    hub.answer = (bytes, request, response) => {
      const wasTorn = isTorn;
      isTorn = true;
      if (wasTorn) answerRange(bytes, request, response);
      else tearAfter(MIB, bytes, response);
    };
    await pullArtifacts({ items: [artifact.itemIn(target)], mode: 'http-only' });
    expect(digestOf(await readFile(join(target, 'artifact.bin')))).toBe(artifact.digest);
  });

  test.each<[string, SmallHub['answer']]>([
    ['ignores Range', (bytes, _, response) => void response.writeHead(200).end(bytes)],
    [
      'answers another range',
      (bytes, _, response) =>
        void response
          .writeHead(206, { 'content-range': `bytes 1-${bytes.length}/${bytes.length + 1}` })
          .end(bytes),
    ],
    ['is not there', (_, __, response) => void response.writeHead(404).end()],
    [
      'sends more than was asked',
      (bytes, _, response) =>
        void response
          .writeHead(206, { 'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}` })
          .end(Buffer.concat([bytes, bytes])),
    ],
  ])('is refused by an origin that %s', async (_, answer) => {
    const artifact = await hub.publish(someBytes(100_000));
    hub.answer = answer;
    const pull = pullArtifacts({ items: [artifact.itemIn(target)], mode: 'http-only' });
    await expect(pull).rejects.toMatchObject({ code: 'SWARM_HTTP_FAILED', kind: 'fault' });
    await expect(stat(join(target, 'artifact.bin'))).rejects.toThrow(/ENOENT/);
  });

  test('gives up an origin that sends wrong pieces, and none of them lands', async () => {
    const artifact = await hub.publish(someBytes(2 * MIB));
    hub.answer = (bytes, request, response) => void answerRange(someBytes(bytes.length), request, response);
    const pull = pullArtifacts({ items: [artifact.itemIn(target)], mode: 'http-only' });
    await expect(pull).rejects.toMatchObject({ code: 'SWARM_POISONED', kind: 'fault' });
    await expect(stat(join(target, 'artifact.bin'))).rejects.toThrow(/ENOENT/);
    expect(hub.served.bytes).toBeLessThan(8 * MIB);
  });

  test('without pieces to check never lets wrong bytes land, and removes them', async () => {
    const artifact = await hub.publish(someBytes(100_000));
    hub.answer = (bytes, request, response) => void answerRange(someBytes(bytes.length), request, response);
    const { metainfo: _, infohash: __, ...item } = artifact.itemIn(target);
    const pull = pullArtifacts({ items: [item], mode: 'http-only' });
    await expect(pull).rejects.toMatchObject({ code: 'SWARM_DIGEST_MISMATCH', kind: 'refusal' });
    await expect(stat(join(target, 'artifact.bin'))).rejects.toThrow(/ENOENT/);
    await expect(stat(join(target, 'artifact.bin.part'))).rejects.toThrow(/ENOENT/);
  });

  test('needs an address', async () => {
    const { webSeedUrl: _, ...item } = (await hub.publish(someBytes(1000))).itemIn(target);
    const pull = pullArtifacts({ items: [item], mode: 'http-only' });
    await expect(pull).rejects.toMatchObject({ code: 'SWARM_NO_SOURCE', kind: 'refusal' });
  });
});

describe('a pull in the default mode', () => {
  test('lives from the web seed where there is no peer', async () => {
    const artifact = await hub.publish(someBytes(3 * MIB + 5), { isSeeded: false });
    const [pulled] = await pullArtifacts({ items: [artifact.itemIn(target)], mode: 'swarm' });
    expect(digestOf(await readFile(join(target, 'artifact.bin')))).toBe(artifact.digest);
    expect(pulled).toMatchObject({ bytesFromPeers: 0, peersMax: 0 });
    expect(hub.served.bytes).toBeLessThanOrEqual(artifact.bytes.length * 1.05);
  });

  test('fetches small files over HTTP', async () => {
    const artifact = await hub.publish(someBytes(10_000));
    const [pulled] = await pullArtifacts({ items: [artifact.itemIn(target)], mode: 'swarm' });
    expect(pulled).toMatchObject({ bytesFromPeers: 0, bytesFromWebSeed: 10_000 });
  });

  test('needs no torrent for files that have none, nor bytes for empty ones', async () => {
    const { metainfo: _, infohash: __, ...item } = (await hub.publish(someBytes(5000))).itemIn(target);
    await pullArtifacts({ items: [item], mode: 'swarm' });
    expect((await stat(item.targetPath)).size).toBe(5000);
  });

  test('asks a web seed again that failed at first, where no peer helps', async () => {
    const artifact = await hub.publish(someBytes(2 * MIB), { isSeeded: false });
    let isWebSeed = true;
    hub.answer = (bytes, request, response) => {
      if (isWebSeed) response.writeHead(503).end();
      else answerRange(bytes, request, response);
    };
    setTimeout(() => (isWebSeed = false), 500);
    const items = [artifact.itemIn(target)];
    const [pulled] = await pullArtifacts({ items, mode: 'swarm' });
    expect(digestOf(await readFile(join(target, 'artifact.bin')))).toBe(artifact.digest);
    expect(pulled?.bytesFromWebSeed).toBe(artifact.bytes.length);
  });

  test('fetches nothing that is there already', async () => {
    const artifact = await hub.publish(someBytes(2 * MIB));
    await mkdir(target);
    await writeFile(join(target, 'artifact.bin'), artifact.bytes);
    const [pulled] = await pullArtifacts({ items: [artifact.itemIn(target)], mode: 'swarm' });
    expect(pulled).toMatchObject({
      bytesFromDisk: artifact.bytes.length,
      bytesFromPeers: 0,
      bytesFromWebSeed: 0,
    });
  });
});

describe('a poisoned seeder', () => {
  // Rubbish under an honest name: our own seeder would give none of it.
  const poison = async (sizeBytes: number) => {
    const artifact = await hub.publish(someBytes(sizeBytes), { isSeeded: false });
    const filePath = join(hub.folder, 'rubbish');
    await writeFile(filePath, someBytes(sizeBytes));
    const liar = await openLiar(artifact.metainfo.bytes, filePath);
    return { artifact, liar, item: { ...artifact.itemIn(target), peers: [`127.0.0.1:${liar.port}`] } };
  };

  test('is left after two bad pieces, and its bytes never land', async () => {
    const { item, liar } = await poison(6 * MIB);
    await using _ = liar;
    const pull = pullArtifacts({ items: [item], mode: 'peers-only', stallMs: 3000 });
    await expect(pull).rejects.toMatchObject({ code: 'SWARM_POISONED', kind: 'fault' });
    await expect(stat(item.targetPath)).rejects.toThrow(/ENOENT/);
    expect(liar.uploadedBytes()).toBeLessThan(6 * MIB * 1.05 + MIB);
  });

  test('beside a good one costs little, and the good bytes land', async () => {
    const { artifact, item, liar } = await poison(6 * MIB);
    await using _ = liar;
    await hub.seeder.seed({ metainfo: artifact.metainfo.bytes, filePath: artifact.filePath });
    const [pulled] = await pullArtifacts({ items: [item], mode: 'peers-only' });
    expect(digestOf(await readFile(item.targetPath))).toBe(artifact.digest);
    expect(pulled?.bytesFromPeers).toBeLessThan(artifact.bytes.length * 1.5);
  });

  test('with many accomplices, each too brief to be blamed, is stopped by what all of them sent', async () => {
    const { artifact, item, liar } = await poison(2 * MIB);
    await using liars = new AsyncDisposableStack();
    liars.use(liar);
    const peers = [...item.peers];
    for (let i = 0; i < 24; i++) {
      const accomplice = liars.use(await openLiar(artifact.metainfo.bytes, join(hub.folder, 'rubbish')));
      peers.push(`127.0.0.1:${accomplice.port}`);
    }
    let fromPeers = 0;
    const pull = pullArtifacts({
      items: [{ ...item, peers }],
      mode: 'peers-only',
      stallMs: 3000,
      onProgress: (now) => (fromPeers = now.fromPeers),
    });
    await expect(pull).rejects.toMatchObject({ code: 'SWARM_POISONED' });
    expect(fromPeers).toBeLessThan(2 * MIB * 1.05 + MIB / 2);
  });

  test('makes the default mode turn to the origin', async () => {
    const { artifact, item, liar } = await poison(6 * MIB);
    await using _ = liar;
    await pullArtifacts({ items: [item], mode: 'swarm' });
    expect(digestOf(await readFile(item.targetPath))).toBe(artifact.digest);
  });
});

describe('a metainfo', () => {
  test('of another artifact is refused before a byte is fetched', async () => {
    const [one, other] = [await hub.publish(someBytes(MIB)), await hub.publish(someBytes(MIB))];
    const item = { ...one.itemIn(target), metainfo: other.metainfo.bytes };
    const pull = pullArtifacts({ items: [item], mode: 'peers-only' });
    await expect(pull).rejects.toMatchObject({ code: 'SWARM_INFOHASH_MISMATCH', kind: 'refusal' });
  });

  test('that is not the expected infohash is refused', async () => {
    const item = { ...(await hub.publish(someBytes(MIB))).itemIn(target), infohash: '0'.repeat(40) };
    const pull = pullArtifacts({ items: [item], mode: 'peers-only' });
    await expect(pull).rejects.toMatchObject({ code: 'SWARM_INFOHASH_MISMATCH', kind: 'refusal' });
  });
});

describe('seeding local files', () => {
  test('refuses a file that is not the artifact', async () => {
    const artifact = await hub.publish(someBytes(MIB));
    const filePath = join(hub.folder, 'changed');
    await writeFile(filePath, someBytes(MIB));
    const file = { digest: artifact.digest, metainfo: artifact.metainfo.bytes, filePath, announceUrls: [] };
    await expect(seedFiles([file])).rejects.toMatchObject({ code: 'SWARM_DIGEST_MISMATCH', kind: 'refusal' });
  });

  test('is known to the tracker until it ends', async () => {
    const artifact = await hub.publish(someBytes(MIB));
    const seeding = await seedFiles([
      { ...artifact, metainfo: artifact.metainfo.bytes, announceUrls: [hub.announceUrl] },
    ]);
    const counts = () => hub.tracker.counts(artifact.metainfo.infohash);
    await expect.poll(counts).toEqual({ seeders: 1, leechers: 0 });
    await seeding[Symbol.asyncDispose]();
    expect(counts()).toEqual({ seeders: 0, leechers: 0 });
  });
});

describe('our torrent client', () => {
  test('has no DHT, PEX, LSD, port mapping, uTP, tracker of its own or WebRTC, and listens on loopback', async () => {
    const client = await openTorrentClient({ host: '127.0.0.1', port: 0 });
    expect(client.dht).toBe(false);
    expect(client.natTraversal).toBeUndefined();
    expect([client.utp, client.lsd, client.utPex, client.tracker]).toEqual([false, false, false, false]);
    expect(client.address()?.address).toBe('127.0.0.1');
    const { default: WebTorrent } = await import('webtorrent');
    expect((WebTorrent as unknown as { WEBRTC_SUPPORT: boolean }).WEBRTC_SUPPORT).toBe(false);
    await closeTorrentClient(client);
  });

  test('says which port is taken', async () => {
    const client = await openTorrentClient({ host: '127.0.0.1', port: 0 });
    const second = openTorrentClient({ host: '127.0.0.1', port: client.torrentPort });
    await expect(second).rejects.toMatchObject({ code: 'SWARM_CLIENT_FAILED', kind: 'fault' });
    await closeTorrentClient(client);
  });
});

function tearAfter(sentBytes: number, bytes: Buffer, response: ServerResponse): void {
  response.writeHead(206, { 'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}` });
  response.write(bytes.subarray(0, sentBytes), () => response.destroy());
}

async function killAfter(bytes: number, item: PullItem): Promise<void> {
  const metainfo = Buffer.from(item.metainfo ?? '').toString('base64');
  const script = fileURLToPath(new URL('./pull-from-hub.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify({ ...item, metainfo })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) if (Number(line) > bytes) break;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
