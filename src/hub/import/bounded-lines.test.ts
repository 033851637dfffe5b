import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { boundedLines } from './bounded-lines.ts';

test('are numbered from 1, with either line break, and without one at the end', async () => {
  expect(await linesOf('a\r\nb\n\nc')).toEqual([
    [1, 'a'],
    [2, 'b'],
    [3, ''],
    [4, 'c'],
  ]);
  expect(await linesOf('')).toEqual([]);
  expect(await linesOf('a\n')).toEqual([[1, 'a']]);
});

test('are whole wherever the chunks of a file end', async () => {
  const long = 'x'.repeat(1_500_000);
  expect(await linesOf(`${long}\n${long}\nend`)).toEqual([
    [1, long],
    [2, long],
    [3, 'end'],
  ]);
});

test('of a packed file are those inside', async () => {
  expect(await linesOf(gzipSync('a\nb\n'), { name: 'lines.gz' })).toEqual([
    [1, 'a'],
    [2, 'b'],
  ]);
});

test('that are too long are counted and not held', async () => {
  expect(await linesOf(`a\n${'x'.repeat(11)}\nb\n${'x'.repeat(10)}\n`, { lineBytesMax: 10 })).toEqual([
    [1, 'a'],
    [2, null],
    [3, 'b'],
    [4, 'x'.repeat(10)],
  ]);
});

test('of a damaged or missing file end in a refusal', async () => {
  const cut = gzipSync('a\n'.repeat(100_000)).subarray(0, -20);
  const unreadable = expect.objectContaining({ kind: 'refusal', code: 'IMPORT_FILE_UNREADABLE' });
  await expect(linesOf(cut, { name: 'lines.gz' })).rejects.toEqual(unreadable);
  await expect(linesOf('no gzip', { name: 'lines.gz' })).rejects.toEqual(unreadable);
  await expect(boundedLines('/no/such/file', () => undefined).next()).rejects.toEqual(unreadable);
});

async function linesOf(bytes: string | Uint8Array, { name = 'lines', lineBytesMax = 1 << 22 } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-lines-'));
  try {
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    const found: [number, string | null][] = [];
    for await (const lines of boundedLines(file, () => undefined, lineBytesMax))
      for (const line of lines) found.push([line.number, line.bytes && Buffer.from(line.bytes).toString()]);
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
