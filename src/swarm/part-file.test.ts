import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bytesOf } from '../base/byte-source.ts';
import { pieceHashesOf } from '../weights/piece-hashes.ts';
import { buildMetainfo, readMetainfo, type ReadMetainfo } from './metainfo.ts';
import { loadBits, removeBits, saveBits } from './part-bits.ts';
import { digestOfFile, hasBit, openPartFile, setBit, settlePartFile, verifyAgain } from './part-file.ts';

const PIECE_BYTES = 65_536;
/** Ten pieces, the last of 100 bytes; the sixth is all zeros. */
const bytes = randomBytes(9 * PIECE_BYTES + 100).fill(0, 5 * PIECE_BYTES, 6 * PIECE_BYTES);
const never = new AbortController().signal;
let folder: string;
let target: string;
let metainfo: ReadMetainfo;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heirloom-part-'));
  target = path.join(folder, 'model.safetensors');
  metainfo = await metainfoOf(bytes);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function metainfoOf(of: Buffer): Promise<ReadMetainfo> {
  const { digest, pieceHashes } = await pieceHashesOf(bytesOf(of));
  const plan = { digest, sizeBytes: of.length, pieceHashes, announce: [], webSeeds: [] };
  return readMetainfo(buildMetainfo(plan).bytes);
}

/** A part file with these pieces on disk, and holes between them. */
async function writePart(pieces: readonly number[], from = bytes): Promise<void> {
  await using file = await open(`${target}.part`, 'w');
  await file.truncate(bytes.length);
  for (const piece of pieces) {
    const at = piece * PIECE_BYTES;
    await file.write(from.subarray(at, at + PIECE_BYTES), 0, undefined, at);
  }
}

function bitsOf(pieces: readonly number[]): Uint8Array {
  const bits = new Uint8Array(2);
  for (const piece of pieces) setBit(bits, piece);
  return bits;
}

async function found(): Promise<number[]> {
  const { bitfield } = await openPartFile(target, bytes.length, metainfo, never);
  return Array.from({ length: 10 }, (_, index) => index).filter((index) => hasBit(bitfield, index));
}

describe('a part file', () => {
  test('is of full size from the start, and a hole is a piece where zeros are', async () => {
    const part = await openPartFile(target, bytes.length, metainfo, never);
    expect([part.verifiedBytes, (await stat(part.path)).size]).toEqual([0, bytes.length]);
    expect(await found()).toEqual([5]);
  });

  test('without notes is hashed, piece by piece, the short last one too', async () => {
    await writePart([0, 3, 9]);
    const { verifiedBytes } = await openPartFile(target, bytes.length, metainfo, never);
    expect(verifiedBytes).toBe(3 * PIECE_BYTES + 100);
    expect(await found()).toEqual([0, 3, 5, 9]);
  });

  test('that says less than is there is hashed where nothing was noted', async () => {
    await writePart([0, 1, 2]);
    await saveBits(`${target}.part`, metainfo, bitsOf([1]));
    expect(await found()).toEqual([0, 1, 2, 5]);
  });

  test('of another size begins anew, whatever was noted', async () => {
    await writeFile(`${target}.part`, bytes.subarray(0, 3 * PIECE_BYTES));
    await saveBits(`${target}.part`, metainfo, bitsOf([7]));
    expect((await openPartFile(target, bytes.length, metainfo, never)).verifiedBytes).toBe(0);
  });

  test('whose notes lie is found out when it is read again, and what is good stays', async () => {
    await writePart([0, 1, 2]);
    await saveBits(`${target}.part`, metainfo, bitsOf([0, 1, 2, 7, 8]));
    const part = await openPartFile(target, bytes.length, metainfo, never);
    expect(hasBit(part.bitfield, 7)).toBe(true);
    expect(await verifyAgain(part, metainfo, never)).toBe(4 * PIECE_BYTES);
    expect(part.bitfield).toEqual(bitsOf([0, 1, 2, 5]));
  });

  test('of wrong bytes has no piece', async () => {
    await writePart([0, 1, 2, 9], randomBytes(bytes.length));
    expect(await found()).toEqual([5]);
  });

  test('that is whole gets its name, and its notes go', async () => {
    await writePart([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const part = await openPartFile(target, bytes.length, metainfo, never);
    await saveBits(part.path, metainfo, part.bitfield);
    expect(await digestOfFile(part.path)).toBe(metainfo.digest);
    await settlePartFile(part, target);
    expect(await readdir(folder)).toEqual(['model.safetensors']);
    expect((await readFile(target)).equals(bytes)).toBe(true);
  });

  test('is not read on when the pull was given up', async () => {
    await writePart([0]);
    const opening = openPartFile(target, bytes.length, metainfo, AbortSignal.abort(new Error('given up')));
    await expect(opening).rejects.toThrow('given up');
  });
});

describe('notes', () => {
  test('come back as they were saved, and are replaced whole', async () => {
    const part = `${target}.part`;
    await saveBits(part, metainfo, bitsOf([1]));
    await saveBits(part, metainfo, bitsOf([1, 9]));
    expect(await loadBits(part, metainfo, 2)).toEqual(bitsOf([1, 9]));
    expect(await readdir(folder)).toEqual(['model.safetensors.part.bits']);
    await removeBits(part);
    expect(await readdir(folder)).toEqual([]);
    await removeBits(part);
  });

  test.each([
    [
      'of another torrent',
      async () => saveBits(`${target}.part`, await metainfoOf(randomBytes(70_000)), bitsOf([1])),
    ],
    ['of one byte less', () => saveBits(`${target}.part`, metainfo, new Uint8Array(1).fill(255))],
    ['of one byte more', () => saveBits(`${target}.part`, metainfo, new Uint8Array(3).fill(255))],
    ['of nothing', () => writeFile(`${target}.part.bits`, '')],
    ['that were being written', () => writeFile(`${target}.part.bits.new`, Buffer.alloc(22, 255))],
  ])('%s count for nothing', async (_, write) => {
    await write();
    expect(await loadBits(`${target}.part`, metainfo, 2)).toBeNull();
  });
});
