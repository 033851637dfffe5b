import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesOf } from '../base/byte-source.ts';
import { GrowingFiles } from './growing-files.ts';
import { hashFile } from './hash-file.ts';

const MIB = 1 << 20;
const bytes = Uint8Array.from({ length: 17 * MIB + 5 }, (_, i) => (i * 2654435761) >>> 24);

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'heirloom-growing-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a file that is hashed while it grows', () => {
  test('has the hashes of a file that is hashed when it is whole', async () => {
    await using growing = new GrowingFiles();
    const file = path.join(folder, 'grows');
    await writeFile(file, '');
    for (let at = 0; at < bytes.length; at += 3 * MIB) {
      await appendFile(file, bytes.subarray(at, at + 3 * MIB));
      growing.follow(file, bytes.length, Math.min(bytes.length, at + 3 * MIB));
    }
    const whole = await hashFile(bytesOf(bytes), true, () => undefined);
    expect(plain(await growing.take(file, bytes.length))).toEqual(plain(whole));
    expect(await growing.take(file, bytes.length)).toBeNull();
  });

  test('is hashed from its start when it was there before', async () => {
    await using growing = new GrowingFiles();
    const file = path.join(folder, 'was-there');
    await writeFile(file, bytes);
    growing.follow(file, bytes.length, bytes.length);
    const whole = await hashFile(bytesOf(bytes), true, () => undefined);
    expect(plain(await growing.take(file, bytes.length))).toEqual(plain(whole));
  });

  test('has none when it is shorter than was said, of another size, or forgotten', async () => {
    await using growing = new GrowingFiles();
    const file = path.join(folder, 'shorter');
    await writeFile(file, bytes);
    await truncate(file, MIB);
    growing.follow(file, bytes.length, bytes.length);
    expect(await growing.take(file, bytes.length)).toBeNull();
    growing.follow(file, bytes.length, MIB);
    expect(await growing.take(file, bytes.length + 1)).toBeNull();
    growing.follow(file, bytes.length, MIB);
    await growing.forget(file);
    expect(await growing.take(file, bytes.length)).toBeNull();
  });

  test('is left for the end where it is small, or where others are hashed already', async () => {
    await using growing = new GrowingFiles();
    growing.follow(path.join(folder, 'small'), MIB, MIB);
    expect(await growing.take(path.join(folder, 'small'), MIB)).toBeNull();
    const files = ['a', 'b', 'c', 'd', 'e'].map((name) => path.join(folder, name));
    for (const file of files) growing.follow(file, bytes.length, 1);
    await writeFile(files[4] ?? '', bytes);
    expect(await growing.take(files[4] ?? '', bytes.length)).toBeNull();
  });
});

function plain(hashes: Awaited<ReturnType<GrowingFiles['take']>>) {
  return hashes && { ...hashes, pieceHashes: Buffer.from(hashes.pieceHashes ?? []).toString('hex') };
}
