import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestOf, hexOf } from '../base/digest.ts';
import { ArtifactCache } from './artifact-cache.ts';
import type { JobArtifact } from './job-source.ts';

let folder: string;
const { signal } = new AbortController();
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'heirloom-cache-'))));
afterEach(() => rm(folder, { recursive: true }));

const artifact = (text: string): JobArtifact => ({
  path: text,
  role: 'WEIGHTS',
  digest: digestOf(text),
  sizeBytes: Buffer.byteLength(text),
});

function openCache(bytesMax = 1000, textOf = ({ path }: JobArtifact) => path) {
  const fetched: string[] = [];
  const cache = new ArtifactCache(folder, bytesMax, async (wanted, target) => {
    fetched.push(wanted.path);
    await writeFile(target, textOf(wanted));
  });
  return { cache, fetched };
}

test('an artifact is fetched once and kept under its digest', async () => {
  const { cache, fetched } = openCache();
  const first = await cache.pathOf(artifact('one'), signal);
  expect(await cache.pathOf(artifact('one'), signal)).toBe(first);
  expect(await readFile(first, 'utf8')).toBe('one');
  expect(fetched).toEqual(['one']);
});

test('a kept file that rotted is fetched again', async () => {
  const { cache, fetched } = openCache();
  await writeFile(await cache.pathOf(artifact('one'), signal), 'two');
  expect(await readFile(await cache.pathOf(artifact('one'), signal), 'utf8')).toBe('one');
  expect(fetched).toEqual(['one', 'one']);
});

test.each(['oen', 'longer', ''])(
  'other bytes than announced (%j) are a fault and leave nothing',
  async (text) => {
    const { cache } = openCache(1000, () => text);
    await expect(cache.pathOf(artifact('one'), signal)).rejects.toMatchObject({
      code: 'RUNNER_ARTIFACT_DIGEST',
      kind: 'fault',
    });
    expect(await readdir(folder)).toEqual([]);
  },
);

test('an artifact larger than the cache is refused before it is fetched', async () => {
  const { cache, fetched } = openCache(2);
  await expect(cache.pathOf(artifact('one'), signal)).rejects.toMatchObject({
    code: 'RUNNER_ARTIFACT_TOO_LARGE',
    kind: 'refusal',
  });
  expect(fetched).toEqual([]);
});

test('the least recently used go when room is needed', async () => {
  const { cache } = openCache(9);
  for (const [i, text] of ['one', 'two', 'six'].entries())
    await utimes(await cache.pathOf(artifact(text), signal), i, i);
  await cache.pathOf(artifact('one'), signal);
  await cache.pathOf(artifact('nine'), signal);
  const kept = ['one', 'nine'].map((text) => hexOf(digestOf(text)));
  expect((await readdir(folder)).sort()).toEqual(kept.sort());
});
