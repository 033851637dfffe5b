import { stat } from 'node:fs/promises';
import path from 'node:path';
import { refusal } from '../../base/errors.ts';
import type { Environment } from '../../config/env.ts';
import type { Cache } from './cached-file.ts';
import { isComfyUiCache, readComfyUiCache } from './comfyui-cache.ts';
import { isHuggingFaceCache, readHuggingFaceCache } from './hugging-face-cache.ts';
import { isOllamaCache, readOllamaCache } from './ollama-cache.ts';
import { readPlainFolder } from './plain-folder.ts';

/** Reads the folders somebody named, each as what it is; without any, the usual caches of this machine. */
export async function findCaches(env: Environment, folders: readonly string[]): Promise<readonly Cache[]> {
  const named = folders.map((folder) => path.resolve(folder));
  for (const folder of named) await assertFolder(folder);
  const usual = named.length > 0 ? [] : usualFolders(env);
  const there: string[] = [];
  for (const folder of usual) if (await isFolder(folder)) there.push(folder);
  if (named.length + there.length === 0) throw nowhere(usual);
  return Promise.all([...new Set([...named, ...there])].map(readCache));
}

/** Refuses with `CLIENT_FOLDER_MISSING` what is no folder of this machine. */
export async function assertFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  throw refusal('CLIENT_FOLDER_MISSING', `there is no folder ${folder}`, {
    expected: 'a folder that exists',
    received: folder,
  });
}

type Reader = readonly [
  isOne: (folder: string) => Promise<boolean>,
  read: (folder: string) => Promise<Cache>,
  below: string,
];

/** What a folder may be, and where its cache lies when the folder above it was named. */
const READERS: readonly Reader[] = [
  [isHuggingFaceCache, readHuggingFaceCache, 'hub'],
  [isOllamaCache, readOllamaCache, 'models'],
  [isComfyUiCache, readComfyUiCache, '.'],
];

async function readCache(folder: string): Promise<Cache> {
  for (const [isOne, read, below] of READERS)
    for (const place of [folder, path.join(folder, below)]) if (await isOne(place)) return read(place);
  return readPlainFolder(folder);
}

function usualFolders({
  home = '.',
  huggingFaceHubCache,
  huggingFaceHome,
  ollamaModels,
}: Environment): readonly string[] {
  const huggingFace = huggingFaceHome ?? path.join(home, '.cache', 'huggingface');
  const folders = [
    huggingFaceHubCache ?? path.join(huggingFace, 'hub'),
    ollamaModels ?? path.join(home, '.ollama', 'models'),
  ];
  return folders.map((folder) => path.resolve(folder));
}

async function isFolder(folder: string): Promise<boolean> {
  const facts = await stat(folder).catch(() => null);
  return facts?.isDirectory() ?? false;
}

function nowhere(usual: readonly string[]) {
  return refusal('CLIENT_NO_CACHES', 'there is no cache where the usual ones are', {
    expected: usual.join(' or '),
    received: 'none of them',
    remedy: 'name a folder, such as ~/ComfyUI',
  });
}
