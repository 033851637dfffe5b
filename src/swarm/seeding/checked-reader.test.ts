import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createHash, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CheckedReader } from './checked-reader.ts';
import { PieceChecks } from './piece-checks.ts';
import type { SeedSource } from './seed-source.ts';
import { isWhole } from './whole-files.ts';
import { WindowCache } from './window-cache.ts';

let folder: string;
const readers: CheckedReader[] = [];

beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'heirloom-reader-'))));
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close();
  await rm(folder, { recursive: true, force: true });
});

/** Files of these sizes, one after the other, cut into pieces; the second is made of bytes in memory. */
async function sourceOfFiles(
  bytes: Buffer,
  pieceBytes: number,
  sizes: readonly number[],
): Promise<SeedSource> {
  const files: SeedSource['files'][number][] = [];
  let from = 0;
  for (const [i, sizeBytes] of sizes.entries()) {
    const part = bytes.subarray(from, (from += sizeBytes));
    const filePath = path.join(folder, `file-${i}`);
    await writeFile(filePath, part);
    files.push(i === 1 ? { bytes: part, sizeBytes } : { filePath, sizeBytes });
  }
  const hashes: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes)
    hashes.push(
      createHash('sha1')
        .update(bytes.subarray(at, at + pieceBytes))
        .digest(),
    );
  const pieceHashes = Buffer.concat(hashes);
  const infohash = 'ab'.repeat(20);
  return { infohash, infoBytes: Buffer.alloc(0), sizeBytes: bytes.length, pieceBytes, pieceHashes, files };
}

function readerOf(source: SeedSource, cache = new WindowCache(64 << 20)): CheckedReader {
  const reader = new CheckedReader(source, cache, new PieceChecks(source));
  readers.push(reader);
  return reader;
}

const DAMAGED = { code: 'SWARM_SEED_DAMAGED' };

describe('a reader', () => {
  test('gives blocks of pieces that lie across files', async () => {
    const bytes = randomBytes(2500);
    const reader = readerOf(await sourceOfFiles(bytes, 1000, [900, 50, 7, 1543]));
    expect(await reader.read(0, 850, 150)).toEqual(bytes.subarray(850, 1000));
    expect(await reader.read(2, 0, 500)).toEqual(bytes.subarray(2000));
    expect(reader.peek(0, 10, 20)).toEqual(bytes.subarray(10, 30));
    expect(reader.peek(1, 0, 1)).toBeNull();
  });

  test('knows which blocks there are', async () => {
    const reader = readerOf(await sourceOfFiles(randomBytes(2500), 1000, [2500]));
    expect([reader.has(2, 0, 500), reader.has(1, 999, 1)]).toEqual([true, true]);
    for (const [piece, offset, length] of [
      [2, 0, 501],
      [3, 0, 1],
      [-1, 0, 1],
      [0, -1, 1],
      [0, 0, 0],
      [0, 0, -5],
      [0, 1000, 1],
      [2 ** 31, 0, 1],
    ])
      expect(reader.has(piece ?? 0, offset ?? 0, length ?? 0)).toBe(false);
  });

  test('gives no byte of a piece that turned, and all of the others', async () => {
    const bytes = randomBytes(2500);
    const source = await sourceOfFiles(bytes, 1000, [2500]);
    const turned = Buffer.from(bytes);
    turned[1999] = (turned[1999] ?? 0) ^ 1;
    await writeFile(path.join(folder, 'file-0'), turned);
    const reader = readerOf(source);
    reader.prepare(1, 0);
    await expect(reader.read(1, 0, 10)).rejects.toMatchObject(DAMAGED);
    expect(reader.peek(1, 0, 10)).toBeNull();
    expect(await reader.read(0, 0, 1000)).toEqual(bytes.subarray(0, 1000));
    await writeFile(path.join(folder, 'file-0'), bytes);
    expect(await reader.read(1, 0, 10)).toEqual(bytes.subarray(1000, 1010));
  });

  test('says that a file is shorter than it was', async () => {
    const source = await sourceOfFiles(randomBytes(2500), 1000, [2500]);
    const reader = readerOf(source);
    await reader.read(0, 0, 1);
    await truncate(path.join(folder, 'file-0'), 1500);
    await expect(reader.read(1, 0, 10)).rejects.toMatchObject(DAMAGED);
    expect(await isWhole(source)).toBe(false);
  });

  test('checks a piece of 16 MiB and holds no more of it than the cache may', async () => {
    const bytes = randomBytes((16 << 20) + 5);
    const source = await sourceOfFiles(bytes, 16 << 20, [bytes.length]);
    const reader = readerOf(source, new WindowCache(2 << 20));
    const at = (5 << 20) - 100;
    expect(await reader.read(0, at, 200)).toEqual(bytes.subarray(at, at + 200));
    expect(reader.peek(0, 0, 16_384)).toBeNull();
    expect(await reader.read(1, 0, 5)).toEqual(bytes.subarray(16 << 20));
    bytes[9 << 20] = (bytes[9 << 20] ?? 0) ^ 1;
    await writeFile(path.join(folder, 'file-0'), bytes);
    await expect(readerOf(source).read(0, 0, 1)).rejects.toMatchObject(DAMAGED);
  });

  test('gives no byte of a small piece that turned after it was checked and left the memory', async () => {
    const bytes = randomBytes(2500);
    const reader = readerOf(await sourceOfFiles(bytes, 1000, [2500]), new WindowCache(1000));
    for (const piece of [0, 1]) await reader.read(piece, 0, 10);
    const turned = Buffer.from(bytes);
    turned[500] = (turned[500] ?? 0) ^ 1;
    await writeFile(path.join(folder, 'file-0'), turned);
    await expect(reader.read(0, 0, 10)).rejects.toMatchObject(DAMAGED);
    expect(await reader.read(1, 0, 1000)).toEqual(bytes.subarray(1000, 2000));
  });

  test('gives no byte that turned after its piece was checked and left the memory', async () => {
    const bytes = randomBytes(16 << 20);
    const source = await sourceOfFiles(bytes, 4 << 20, [bytes.length]);
    const reader = readerOf(source, new WindowCache(2 << 20));
    for (const piece of [0, 1, 2, 3]) await reader.read(piece, 0, 16_384);
    const turned = Buffer.from(bytes);
    const [at, last] = [(5 << 20) + 7, bytes.length - 1];
    for (const one of [at, last]) turned[one] = (turned[one] ?? 0) ^ 1;
    await writeFile(path.join(folder, 'file-0'), turned);
    await expect(reader.read(1, 1 << 20, 16_384)).rejects.toMatchObject(DAMAGED);
    // The last window was read last, and then dropped with all the others.
    await expect(reader.read(3, 3 << 20, 16_384)).rejects.toMatchObject(DAMAGED);
    expect(reader.peek(1, 1 << 20, 16_384)).toBeNull();
    expect(await reader.read(1, 2 << 20, 16_384)).toEqual(bytes.subarray(6 << 20, (6 << 20) + 16_384));
    await writeFile(path.join(folder, 'file-0'), bytes);
    expect(await reader.read(1, 1 << 20, 16_384)).toEqual(bytes.subarray(5 << 20, (5 << 20) + 16_384));
  });

  test('reads a window once for all who want it', async () => {
    const bytes = randomBytes(2500);
    const reader = readerOf(await sourceOfFiles(bytes, 1000, [2500]));
    const blocks = await Promise.all(Array.from({ length: 20 }, (_, i) => reader.read(0, i, 10)));
    expect(new Set(blocks.map(({ buffer }) => buffer)).size).toBe(1);
  });

  test('opens nothing after it was closed', async () => {
    const reader = readerOf(await sourceOfFiles(randomBytes(2500), 1000, [2500]));
    await reader.read(0, 0, 10);
    await reader.close();
    await expect(reader.read(1, 0, 10)).rejects.toMatchObject({ code: 'SWARM_CLIENT_FAILED' });
  });

  test('a missing file fails each time, and is found when it is back', async () => {
    const bytes = randomBytes(2500);
    const reader = readerOf(await sourceOfFiles(bytes, 1000, [900, 100, 1500]));
    await rm(path.join(folder, 'file-2'));
    await expect(reader.read(0, 0, 10)).rejects.toMatchObject({ code: 'ENOENT' });
    await writeFile(path.join(folder, 'file-2'), bytes.subarray(1000));
    expect(await reader.read(0, 0, 10)).toEqual(bytes.subarray(0, 10));
  });
});
