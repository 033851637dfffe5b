import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { joinedPieceHashes } from './join-files.ts';
import { pieceLengthFor } from './piece-hashes.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'heirloom-join-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

async function fileOf(name: string, bytes: Uint8Array) {
  await writeFile(path.join(folder, name), bytes);
  return { file: path.join(folder, name), digest: digestOf(bytes) };
}

test('pieces lie across files, empty ones among them, and the tail', async () => {
  const parts = [randomBytes(100_000), randomBytes(0), randomBytes(70_001)];
  const tail = randomBytes(33);
  const files = await Promise.all(parts.map((bytes, i) => fileOf(`${i}`, bytes)));
  const whole = Buffer.concat([...parts, tail]);
  const expected: Buffer[] = [];
  for (let at = 0; at < whole.length; at += pieceLengthFor(whole.length))
    expected.push(
      createHash('sha1')
        .update(whole.subarray(at, at + pieceLengthFor(whole.length)))
        .digest(),
    );
  const hashes = await joinedPieceHashes({ files, tail }, () => undefined);
  expect(Buffer.from(hashes)).toEqual(Buffer.concat(expected));
});

test('a file that rotted on the disk makes no torrent', async () => {
  const good = await fileOf('good', randomBytes(1000));
  const rotten = { ...(await fileOf('rotten', randomBytes(1000))), digest: digestOf('what it was') };
  const joining = joinedPieceHashes({ files: [good, rotten], tail: new Uint8Array(0) }, () => undefined);
  await expect(joining).rejects.toMatchObject({ code: 'WEIGHTS_CHANGED', kind: 'fault' });
});
