import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseModelName } from '../checkpoint/model-name.ts';
import { proposedName } from './proposed-name.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heirloom-names-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['llama-3.1', 'llama-3.1'],
  ['odd näme 😀', 'odd-n-me'],
  ['a - b', 'a-b'],
  ['日本語', 'model'],
  ['.hidden..model.', 'hidden.model'],
])('the folder %j is called %s, which is a name', async (given, name) => {
  const at = path.join(folder, given);
  await mkdir(at);
  expect(await proposedName(at)).toBe(name);
  expect(() => parseModelName(`ada/${name}`)).not.toThrow();
});

test('a file is called without its ending', async () => {
  expect(await proposedName('weights/net.v2.safetensors')).toBe('net.v2');
});
