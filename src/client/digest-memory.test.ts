import { rename, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { CacheFolder } from './caches/cache-fixture.ts';
import { DigestMemory } from './digest-memory.ts';

const unread = () => Promise.reject(new Error('the file was read'));
const memoryFile = (folder: CacheFolder) => path.join(folder.root, 'home', 'digests.json');
const openIn = (folder: CacheFolder) => DigestMemory.open(path.join(folder.root, 'home'));

test('keeps a digest for the next program, and reads nothing twice', async () => {
  await using folder = await CacheFolder.open();
  const file = await folder.write('weights', 'abc');
  const memory = await openIn(folder);
  expect(await memory.bytesToRead(file)).toBe(3);
  expect(await memory.digestOf(file, async () => digestOf('abc'))).toBe(digestOf('abc'));
  await memory.save();
  const next = await openIn(folder);
  expect(await next.bytesToRead(file)).toBe(0);
  expect(await next.digestOf(file, unread)).toBe(digestOf('abc'));
  expect((await stat(memoryFile(folder))).mode & 0o077).toBe(0);
});

test('forgets a file that was written to, though its size and time of writing are as before', async () => {
  await using folder = await CacheFolder.open();
  const file = await folder.write('weights', 'abc');
  const memory = await openIn(folder);
  await memory.digestOf(file, async () => digestOf('abc'));
  const { atime, mtime } = await stat(file);
  await writeFile(file, 'abd');
  await utimes(file, atime, mtime);
  expect(await memory.digestOf(file, async () => digestOf('abd'))).toBe(digestOf('abd'));
});

test('forgets a file in whose place another was put', async () => {
  await using folder = await CacheFolder.open();
  const file = await folder.write('weights', 'abc');
  const memory = await openIn(folder);
  await memory.digestOf(file, async () => digestOf('abc'));
  await rename(await folder.write('other', 'xyz'), file);
  expect(await memory.bytesToRead(file)).toBe(3);
});

test('remembers nothing of a file that changed while it was read', async () => {
  await using folder = await CacheFolder.open();
  const file = await folder.write('weights', 'abc');
  const memory = await openIn(folder);
  await memory.digestOf(file, async () => {
    await writeFile(file, 'longer');
    return digestOf('abc');
  });
  expect(await memory.bytesToRead(file)).toBe(6);
});

test.for(['{', 'null', '[1]', '{"/x":{"state":1,"digest":"sha256:zz"}}', ''])(
  'begins anew where its file says %j',
  async (text) => {
    await using folder = await CacheFolder.open();
    await folder.write('home/digests.json', text);
    const file = await folder.write('weights', 'abc');
    const memory = await openIn(folder);
    expect(await memory.digestOf(file, async () => digestOf('abc'))).toBe(digestOf('abc'));
    await memory.save();
    expect(await (await openIn(folder)).digestOf(file, unread)).toBe(digestOf('abc'));
  },
);
