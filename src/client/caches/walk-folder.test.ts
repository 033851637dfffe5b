import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CacheFolder } from './cache-fixture.ts';
import { walkFolder } from './walk-folder.ts';

const namesOf = (walk: Awaited<ReturnType<typeof walkFolder>>) => walk.files.map(({ name }) => name);
const reasonsOf = (walk: Awaited<ReturnType<typeof walkFolder>>) =>
  walk.passedOver.map(({ reason }) => reason);

test('finds every file by name, with its size', async () => {
  await using cache = await CacheFolder.open();
  await cache.write('b/c', '123');
  await cache.write('a', '');
  const walk = await walkFolder(cache.root);
  expect(walk.files.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
    ['a', 0],
    ['b/c', 3],
  ]);
  expect(walk.passedOver).toEqual([]);
});

test('follows a link to a file outside, and says where its bytes lie', async () => {
  await using cache = await CacheFolder.open();
  await using elsewhere = await CacheFolder.open();
  const file = await elsewhere.write('real', 'bytes');
  await cache.link('link', file);
  expect((await walkFolder(cache.root)).files).toEqual([{ file, name: 'link', sizeBytes: 5 }]);
});

test('enters no folder through a link, so neither leaves nor loops', async () => {
  await using cache = await CacheFolder.open();
  await using elsewhere = await CacheFolder.open();
  await elsewhere.write('secret', 'x');
  await cache.write('in/file', 'x');
  await cache.link('in/loop', '..');
  await cache.link('out', elsewhere.root);
  const walk = await walkFolder(cache.root);
  expect(namesOf(walk)).toEqual(['in/file']);
  expect(reasonsOf(walk)).toEqual(['LINK_TO_FOLDER', 'LINK_TO_FOLDER']);
});

test('names links that lead nowhere or to themselves', async () => {
  await using cache = await CacheFolder.open();
  await cache.link('gone', 'nothing');
  await cache.link('self', 'self');
  expect(reasonsOf(await walkFolder(cache.root))).toEqual(['LINK_BROKEN', 'LINK_BROKEN']);
});

test.skipIf(process.platform === 'win32')('waits for no pipe', async () => {
  await using cache = await CacheFolder.open();
  execFileSync('mkfifo', [path.join(cache.root, 'pipe')]);
  await cache.link('link', 'pipe');
  expect(reasonsOf(await walkFolder(cache.root))).toEqual(['NO_FILE', 'NO_FILE']);
});

test('stops at its limits, and says so', async () => {
  await using cache = await CacheFolder.open();
  await mkdir(path.join(cache.root, 'a/b/c'), { recursive: true });
  for (const name of ['1', '2', '3']) await cache.write(name, name);
  const shallow = await walkFolder(cache.root, { depthMax: 2 });
  expect(shallow.passedOver).toEqual([{ path: path.join(cache.root, 'a/b'), reason: 'TOO_DEEP' }]);
  const short = await walkFolder(cache.root, { entriesMax: 3 });
  expect(reasonsOf(short)).toEqual(['TOO_MANY']);
  expect(short.files.length).toBeLessThanOrEqual(3);
  const exact = await walkFolder(cache.root, { entriesMax: 6 });
  expect([namesOf(exact), exact.passedOver]).toEqual([['1', '2', '3'], []]);
});

test('says that a folder can’t be read', async () => {
  await using cache = await CacheFolder.open();
  expect(reasonsOf(await walkFolder(path.join(cache.root, 'nowhere')))).toEqual(['UNREADABLE']);
});
