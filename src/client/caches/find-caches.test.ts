import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { CacheFolder } from './cache-fixture.ts';
import { findCaches } from './find-caches.ts';

const kindsOf = async (env: NodeJS.ProcessEnv, folders: readonly string[] = []) =>
  (await findCaches(readEnvironment(env), folders)).map(({ kind, folder }) => [kind, folder]);

test('looks where the programs look, their variables first', async () => {
  await using cache = await CacheFolder.open();
  await cache.write('home/.cache/huggingface/hub/models--a--b/refs/main', 'x');
  await cache.write('home/.ollama/models/blobs/x', 'x');
  await cache.write('home/.ollama/models/manifests/x', 'x');
  await cache.write('other/hub/models--a--b/refs/main', 'x');
  await cache.write('own/models--a--b/refs/main', 'x');
  const at = (name: string) => path.join(cache.root, name);
  const HOME = at('home');
  const ollama = ['OLLAMA', at('home/.ollama/models')];
  expect(await kindsOf({ HOME })).toEqual([['HUGGING_FACE', at('home/.cache/huggingface/hub')], ollama]);
  expect(await kindsOf({ HOME, HF_HOME: at('other') })).toEqual([['HUGGING_FACE', at('other/hub')], ollama]);
  const both = { HOME, HF_HOME: at('other'), HF_HUB_CACHE: at('own') };
  expect(await kindsOf(both)).toEqual([['HUGGING_FACE', at('own')], ollama]);
  const OLLAMA_MODELS = at('nowhere');
  expect(await kindsOf({ ...both, OLLAMA_MODELS })).toEqual([['HUGGING_FACE', at('own')]]);
});

test('reads a folder that was named as what it is, also from above', async () => {
  await using cache = await CacheFolder.open();
  await cache.huggingFaceFile('a/b', 'c', 'd');
  await cache.ollamaModel('e:1', 'f');
  await cache.write('plain/.git/x', 'x');
  await cache.write('plain/y', 'y');
  const at = (name: string) => path.join(cache.root, name);
  expect(await kindsOf({}, [at('huggingface'), at('ollama'), at('plain')])).toEqual([
    ['HUGGING_FACE', at('huggingface/hub')],
    ['OLLAMA', at('ollama/models')],
    ['FOLDER', at('plain')],
  ]);
  const [plain] = await findCaches(readEnvironment({}), [at('plain')]);
  expect(plain?.files.map(({ name }) => name)).toEqual(['y']);
});

test('refuses what is not there', async () => {
  await using cache = await CacheFolder.open();
  await mkdir(path.join(cache.root, 'home'));
  await expect(kindsOf({ HOME: path.join(cache.root, 'home') })).rejects.toMatchObject({
    code: 'CLIENT_NO_CACHES',
    kind: 'refusal',
  });
  const file = await cache.write('file', 'x');
  for (const folder of [file, path.join(cache.root, 'nowhere')])
    await expect(kindsOf({}, [folder])).rejects.toMatchObject({ code: 'CLIENT_FOLDER_MISSING' });
});
