import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readManifest } from './read-manifest.ts';

const BODY = '{ hub { id } }';
const ID = createHash('sha256').update(BODY).digest('hex');
const FORMAT = { format: 'apollo-persisted-query-manifest', version: 1 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heirloom-manifest-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: unknown) {
  const file = path.join(folder, 'manifest.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readManifest(file);
}

test('each listed text is known by its sha256', async () => {
  const operations = [{ id: ID, name: 'Hub', type: 'query', body: BODY }];
  expect([...(await read({ ...FORMAT, operations }))]).toEqual([[ID, BODY]]);
});

describe('no list of documents is', () => {
  test.each<[string, unknown]>([
    ['text', 'no JSON'],
    ['null', null],
    ['a list', []],
    ['another format', { ...FORMAT, format: 'relay', operations: [] }],
    ['another version', { ...FORMAT, version: 2, operations: [] }],
    ['one without operations', FORMAT],
    ['one with a null in it', { ...FORMAT, operations: [null] }],
    ['one with a number as a body', { ...FORMAT, operations: [{ id: ID, body: 1 }] }],
    ['one with another text’s id', { ...FORMAT, operations: [{ id: ID, body: `${BODY} ` }] }],
    ['what is too long', ' '.repeat((8 << 20) + 1)],
  ])('%s', async (_, content) => {
    await expect(read(content)).rejects.toMatchObject({ kind: 'refusal', code: 'GRAPHQL_MANIFEST_INVALID' });
  });
});

test('a file that is not there is named', async () => {
  await expect(readManifest(path.join(folder, 'nowhere.json'))).rejects.toMatchObject({
    code: 'GRAPHQL_MANIFEST_UNREADABLE',
    message: expect.stringContaining('nowhere.json'),
  });
});
