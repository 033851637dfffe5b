import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { digestOf } from '../../src/base/digest.ts';
import { buildMetainfo } from '../../src/swarm/metainfo.ts';
import { pieceLengthFor } from '../../src/weights/piece-hashes.ts';
import type { BenchArtifact } from './artifacts.ts';
import type { Ground } from './ground.ts';
import { ourPrograms } from './programs.ts';
import type { Measured, Row } from './report.ts';
import type { SeedFigures, SeedPlace, SeedPlan } from './seed.ts';
import { WatchedProcess } from './watch-process.ts';

const TORRENTS = 10_000;
const REQUESTS = 20_000;
const READERS = 8;
const BLOCK_BYTES = 16 << 10;

/** What a seeder's memory does under honest peers, under readers that never read, and with many torrents. */
export function seederRows(ground: Ground): Row[] {
  return [
    { name: '8 honest peers of ours', aim: '≤ 300 MiB', measure: () => measureHonest(ground) },
    ...[1, READERS].map((readers) => ({
      name: `${readers} × ${REQUESTS} requests that are never read`,
      aim: '≤ 800 MiB',
      measure: () => measureIdleReaders(ground, readers),
    })),
    { name: `${TORRENTS} idle torrents`, aim: '≤ 500 MiB', measure: () => measureIdle(ground) },
  ];
}

async function measureHonest(ground: Ground): Promise<Measured> {
  const artifact = await ground.artifact();
  await using opened = new AsyncDisposableStack();
  const { running, place } = await ourPrograms.seed(ground, [artifact]);
  opened.use(running);
  const startedAt = performance.now();
  const pulls = Array.from({ length: READERS }, async () => {
    const room = ground.room();
    opened.defer(() => ground.clear(room));
    const item = ourPrograms.itemOf(artifact, room, { peers: [`${ground.host}:${place.port}`] });
    await ourPrograms.pullToEnd(ground, { mode: 'peers-only', items: [item] });
  });
  await Promise.all(pulls);
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, bytes: artifact.sizeBytes * READERS, costs: { seeder: running.cost() } };
}

async function measureIdleReaders(ground: Ground, readers: number): Promise<Measured> {
  const artifact = await ground.artifact();
  await using opened = new AsyncDisposableStack();
  const { running, place } = await ourPrograms.seed(ground, [artifact]);
  opened.use(running);
  const startedAt = performance.now();
  const sockets = await Promise.all(
    Array.from({ length: readers }, () => askWithoutReading(ground.host, place.port, artifact)),
  );
  opened.defer(() => sockets.forEach((socket) => socket.destroy()));
  await sleep(5000);
  const { rssMib } = await running.ask<SeedFigures>();
  const dropped = sockets.filter((socket) => socket.closed || socket.destroyed || socket.errored).length;
  return {
    seconds: (performance.now() - startedAt) / 1000,
    bytes: 0,
    costs: { seeder: running.cost() },
    figures: { 'MiB after': rssMib, dropped },
  };
}

/** Shakes hands, waits to be unchoked, asks for 20,000 blocks and reads no further. */
async function askWithoutReading(host: string, port: number, artifact: BenchArtifact): Promise<Socket> {
  const socket = connect({ host, port });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const infohash = Buffer.from(artifact.infohash, 'hex');
  socket.write(
    Buffer.concat([Buffer.from('\x13BitTorrent protocol'), Buffer.alloc(8), infohash, randomBytes(20)]),
  );
  // Interest that comes with the handshake is not heard.
  socket.once('data', () => socket.write(Buffer.from([0, 0, 0, 1, 2])));
  await untilUnchoked(socket);
  const blocks = Math.floor(artifact.sizeBytes / BLOCK_BYTES);
  const pieceBlocks = pieceLengthFor(artifact.sizeBytes) / BLOCK_BYTES;
  socket.write(Buffer.concat(Array.from({ length: REQUESTS }, (_, i) => requestOf(i % blocks, pieceBlocks))));
  return socket;
}

async function untilUnchoked(socket: Socket): Promise<void> {
  // A message of one byte, 1.
  const unchoke = Buffer.from([0, 0, 0, 1, 1]);
  let heard = Buffer.alloc(0);
  await new Promise<void>((resolve, reject) => {
    socket.once('close', () => reject(new Error('the seeder hung up before it unchoked')));
    socket.on('data', (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      if (heard.includes(unchoke)) resolve();
    });
  });
  socket.removeAllListeners('data');
  socket.pause();
}

function requestOf(block: number, pieceBlocks: number): Buffer {
  const message = Buffer.alloc(17);
  message.writeUInt32BE(13, 0);
  message[4] = 6;
  message.writeUInt32BE(Math.floor(block / pieceBlocks), 5);
  message.writeUInt32BE((block % pieceBlocks) * BLOCK_BYTES, 9);
  message.writeUInt32BE(BLOCK_BYTES, 13);
  return message;
}

async function measureIdle(ground: Ground): Promise<Measured> {
  const room = path.join(ground.folder, 'many');
  mkdirSync(room, { recursive: true });
  const items = Array.from({ length: TORRENTS }, (_, i) => smallItem(room, i));
  await using running = new WatchedProcess([
    process.execPath,
    fileURLToPath(new URL('./seed.ts', import.meta.url)),
    ground.plan({ host: ground.host, items } satisfies SeedPlan),
  ]);
  const place = JSON.parse(await running.line()) as SeedPlace;
  await sleep(2000);
  const { rssMib } = await running.ask<SeedFigures>();
  ground.clear(room);
  return {
    seconds: place.seedSeconds,
    bytes: 0,
    costs: { seeder: running.cost() },
    figures: { 'MiB at rest': rssMib },
  };
}

function smallItem(room: string, index: number): SeedPlan['items'][number] {
  const bytes = Buffer.from(`file ${index} of many\n`);
  const pieceHashes = createHash('sha1').update(bytes).digest();
  const plan = { digest: digestOf(bytes), sizeBytes: bytes.length, pieceHashes, announce: [], webSeeds: [] };
  const metainfo = buildMetainfo(plan);
  const filePath = path.join(room, `${index}`);
  const metainfoPath = `${filePath}.torrent`;
  writeFileSync(filePath, bytes);
  writeFileSync(metainfoPath, metainfo.bytes);
  return { filePath, sizeBytes: bytes.length, infohash: metainfo.infohash, metainfoPath };
}
