import path from 'node:path';
import { expect, test } from 'vitest';
import { digestOf, hexOf } from '../../base/digest.ts';
import { CacheFolder } from './cache-fixture.ts';
import { isOllamaCache, readOllamaCache } from './ollama-cache.ts';

const modelsOf = (cache: CacheFolder) => path.join(cache.root, 'ollama/models');

test('calls blobs by the models that name them', async () => {
  await using cache = await CacheFolder.open();
  const file = await cache.ollamaModel('llama3:8b', 'weights');
  expect(await isOllamaCache(modelsOf(cache))).toBe(true);
  expect(await readOllamaCache(modelsOf(cache))).toEqual({
    kind: 'OLLAMA',
    folder: modelsOf(cache),
    files: [
      {
        file,
        name: 'llama3:8b model',
        sizeBytes: 7,
        namedDigest: { kind: 'SHA256', value: hexOf(digestOf('weights')) },
      },
    ],
    passedOver: [],
  });
});

test('reads blobs of no manifest, and no files that are no blobs', async () => {
  await using cache = await CacheFolder.open();
  await cache.ollamaModel('llama3:8b', 'weights');
  const hex = hexOf(digestOf('other'));
  await cache.write(`ollama/models/blobs/sha256-${hex}`, 'other');
  await cache.write(`ollama/models/blobs/sha256-${hex}-partial-0`, 'ot');
  const { files } = await readOllamaCache(modelsOf(cache));
  expect(files.map(({ name }) => name).sort()).toEqual(['llama3:8b model', `sha256-${hex}`]);
});

test.for<[string, string | Uint8Array]>([
  ['no JSON', '{'],
  ['nothing', ''],
  ['null', 'null'],
  ['without layers', '{"layers":7}'],
  ['larger than a manifest may be', `{"layers":[]}${' '.repeat(1 << 20)}`],
])('passes over a manifest that is %s', async ([, text]) => {
  await using cache = await CacheFolder.open();
  await cache.ollamaModel('good:1', 'weights');
  const bad = await cache.write('ollama/models/manifests/registry.ollama.ai/library/bad/1', text);
  const { files, passedOver } = await readOllamaCache(modelsOf(cache));
  expect(files).toHaveLength(1);
  expect(passedOver).toEqual([{ path: bad, reason: 'UNREADABLE' }]);
});

test('believes no odd layer', async () => {
  await using cache = await CacheFolder.open();
  await cache.ollamaModel('good:1', 'weights');
  const layers = [null, 7, { digest: '../../etc/passwd' }, { mediaType: 'x'.repeat(99), digest: {} }];
  await cache.write('ollama/models/manifests/r/library/odd/1', JSON.stringify({ layers }));
  const { files, passedOver } = await readOllamaCache(modelsOf(cache));
  expect(files.map(({ name }) => name)).toEqual(['good:1 model']);
  expect(passedOver).toEqual([]);
});
