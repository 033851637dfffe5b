import path from 'node:path';
import { expect, test } from 'vitest';
import { digestOf, hexOf } from '../../base/digest.ts';
import { CacheFolder } from './cache-fixture.ts';
import { isHuggingFaceCache, readHuggingFaceCache } from './hugging-face-cache.ts';

const GIT_BLOB = 'ce013625030ba8dba906f756967f9e9ca394464a';

test('calls files as their repository does, with the digests that blobs are named by', async () => {
  await using cache = await CacheFolder.open();
  const hub = path.join(cache.root, 'huggingface/hub');
  const weights = await cache.huggingFaceFile('ada/net', 'onnx/model.onnx', 'weights');
  const config = await cache.huggingFaceFile('ada/net', 'config.json', 'hello\n', GIT_BLOB);
  expect(await isHuggingFaceCache(hub)).toBe(true);
  const { files, passedOver } = await readHuggingFaceCache(hub);
  expect(passedOver).toEqual([]);
  expect(files).toEqual(
    expect.arrayContaining([
      {
        file: weights,
        name: 'ada/net/onnx/model.onnx',
        sizeBytes: 7,
        namedDigest: { kind: 'SHA256', value: hexOf(digestOf('weights')) },
      },
      {
        file: config,
        name: 'ada/net/config.json',
        sizeBytes: 6,
        namedDigest: { kind: 'GIT_BLOB_SHA1', value: GIT_BLOB },
      },
    ]),
  );
  expect(files).toHaveLength(2);
});

test('counts a blob that no snapshot names, and leaves out what is under way', async () => {
  await using cache = await CacheFolder.open();
  const blobs = 'hub/models--gpt2/blobs';
  const hex = hexOf(digestOf('alone'));
  await cache.write(`${blobs}/${hex}`, 'alone');
  await cache.write(`${blobs}/${hex}.incomplete`, 'al');
  const { files } = await readHuggingFaceCache(path.join(cache.root, 'hub'));
  expect(files.map(({ name }) => name)).toEqual([`gpt2/${hex}`]);
});

test('takes snapshots that hold the files themselves, where links can’t be made', async () => {
  await using cache = await CacheFolder.open();
  await cache.write('hub/models--ada--net/snapshots/abc/model.onnx', 'weights');
  const { files } = await readHuggingFaceCache(path.join(cache.root, 'hub'));
  expect(files).toMatchObject([{ name: 'ada/net/model.onnx', namedDigest: null }]);
});

test('is no other folder', async () => {
  await using cache = await CacheFolder.open();
  await cache.write('models--a--b', 'a file');
  await cache.write('models/x', 'x');
  expect(await isHuggingFaceCache(cache.root)).toBe(false);
  expect(await isHuggingFaceCache(path.join(cache.root, 'nowhere'))).toBe(false);
});
