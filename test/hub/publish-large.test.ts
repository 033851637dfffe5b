import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf, type Digest } from '../../src/base/digest.ts';
import { INSPECTOR_VERSION } from '../../src/checkpoint/inspection.ts';
import { inspectArtifact } from '../../src/checkpoint/inspect.ts';
import { bytesOf } from '../../src/base/byte-source.ts';
import { pieceHashesOf } from '../../src/weights/piece-hashes.ts';
import { uploadFile } from '../../src/client/upload.ts';
import { pauseBackground } from '../support/pause-background.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

/** A little more than is read before the answer. */
const VALUES = 17 << 20;

let hub: TestHub;
let ada: SelfMember;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const DOCUMENT = `query ($reference: String!) { checkpoint(reference: $reference) {
  state isOffered weightsIdentity parameterCount artifacts { artifact {
    digest state isRead inspectorVersion weightsIdentity tensorCount
    tensors { nodes { name digest statistics { count } } } } } } }`;

interface Read {
  readonly checkpoint: {
    readonly state: string;
    readonly weightsIdentity: string | null;
    readonly artifacts: readonly { readonly artifact: Record<string, unknown> }[];
  };
}

const seen = async (reference: string) => (await hub.anonymous.ask<Read>(DOCUMENT, { reference })).checkpoint;

test('a large file is published and offered by its header; what its values say comes later', async () => {
  const bytes = smallSafetensors(1, VALUES);
  await using paused = await pauseBackground(hub);
  const { checkpoint } = await publishSelf(ada, { model: 'ada/large', files: { 'm.safetensors': bytes } });
  expect(checkpoint).toMatchObject({ state: 'VERIFIED', isOffered: true });
  const before = await seen('ada/large');
  expect(before).toMatchObject({
    state: 'VERIFIED',
    isOffered: true,
    weightsIdentity: null,
    parameterCount: VALUES,
  });
  expect(before.artifacts[0]?.artifact).toMatchObject({
    digest: digestOf(bytes),
    isRead: false,
    weightsIdentity: null,
    tensorCount: 1,
    tensors: { nodes: [{ name: 'w', digest: null, statistics: null }] },
  });
  const { pieceHashes } = await pieceHashesOf(bytesOf(bytes));
  expect(await hub.hub.store.artifacts.pieceHashesOf(digestOf(bytes))).toEqual(pieceHashes);

  await paused[Symbol.asyncDispose]();
  const whole = await inspectArtifact('m.safetensors', bytesOf(bytes), { statistics: 'NONE' });
  const after = await seen('ada/large');
  expect(after.weightsIdentity).toBe(whole.weightsIdentity);
  expect(after.artifacts[0]?.artifact).toMatchObject({
    isRead: true,
    inspectorVersion: INSPECTOR_VERSION,
    weightsIdentity: whole.weightsIdentity,
    tensors: { nodes: [{ digest: whole.tensors[0]?.digest, statistics: { count: VALUES } }] },
  });
});

test('checkpoints that share a large file all learn what its values say', async () => {
  const bytes = smallSafetensors(2, VALUES);
  await using paused = await pauseBackground(hub);
  for (const name of ['ada/one', 'ada/two'])
    await publishSelf(ada, { model: name, files: { 'm.safetensors': bytes, 'README.md': name } });
  expect((await seen('ada/two')).weightsIdentity).toBeNull();
  await paused[Symbol.asyncDispose]();
  const { weightsIdentity } = await seen('ada/one');
  expect(weightsIdentity).toMatch(/^sha256:/);
  expect((await seen('ada/two')).weightsIdentity).toBe(weightsIdentity);
  await publishSelf(ada, { model: 'ada/three', files: { 'm.safetensors': bytes } });
  expect((await seen('ada/three')).weightsIdentity).toBe(weightsIdentity);
});

test('a large file that is cut short is rejected before the answer', async () => {
  const bytes = smallSafetensors(3, VALUES).subarray(0, -4);
  const file = await written(bytes);
  expect(await uploadFile(ada, { file, path: 'cut.safetensors', digest: digestOf(bytes) })).toBe('UPLOADED');
  const [artifact] = await hub.hub.store.artifacts.byDigests([digestOf(bytes)]);
  expect(artifact).toMatchObject({ state: 'REJECTED', inspectorVersion: INSPECTOR_VERSION });
});

test('a file that changes while it is hashed and sent is refused at the end, and nothing of it is kept', async () => {
  const [before, after] = [smallSafetensors(4, VALUES), smallSafetensors(5, VALUES)];
  const file = await written(after);
  const digest = Promise.resolve(digestOf(before));
  expect(await codeOf(uploadFile(ada, { file, path: 'm.safetensors', digest, mark: 'changed' }))).toBe(
    'WEIGHTS_DIGEST_MISMATCH',
  );
  expect(await readdir(path.join(hub.dataFolder, 'uploads'))).toEqual([]);
  for (const bytes of [before, after]) expect(await hub.hub.weights.has(digestOf(bytes))).toBe(false);
});

test('a file that turns out to be on the hub while it is sent is not sent on', async () => {
  const bytes = smallSafetensors(6, VALUES);
  await publishSelf(ada, { model: 'ada/there', files: { 'm.safetensors': bytes } });
  const file = await written(bytes);
  const told = Promise.withResolvers<Digest>();
  const onProgress = () => told.resolve(digestOf(bytes));
  const sent = await uploadFile(
    ada,
    { file, path: 'm.safetensors', digest: told.promise, mark: 'x' },
    onProgress,
  );
  expect(sent).toBe('ALREADY_THERE');
  expect(await readdir(path.join(hub.dataFolder, 'uploads'))).toEqual([]);
});

test('an upload goes on after the hub forgot what it had hashed', async () => {
  const bytes = smallSafetensors(7, VALUES);
  const headers = { ...ada.client.headers, 'tus-resumable': '1.0.0' };
  const begun = await fetch(`${hub.url}/uploads`, {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(bytes.byteLength),
      'upload-metadata': `path ${btoa('m.safetensors')}`,
    },
  });
  const url = new URL(begun.headers.get('location') ?? '', hub.url).href;
  const patch = (offset: number, body: Uint8Array, more: Record<string, string> = {}) =>
    fetch(url, {
      method: 'PATCH',
      headers: {
        ...headers,
        ...more,
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      },
      body: new Uint8Array(body),
    });
  const half = bytes.byteLength >> 1;
  expect((await patch(0, bytes.subarray(0, half))).status).toBe(204);
  await hub.hub.weights.growing.forget(path.join(hub.dataFolder, 'uploads', path.basename(url)));
  const last = await patch(half, bytes.subarray(half), { 'heirloom-digest': digestOf(bytes) });
  expect(await last.json()).toMatchObject({ digest: digestOf(bytes), state: 'VERIFIED' });
  const { pieceHashes } = await pieceHashesOf(bytesOf(bytes));
  expect(await hub.hub.store.artifacts.pieceHashesOf(digestOf(bytes))).toEqual(pieceHashes);
});

async function written(bytes: Uint8Array): Promise<string> {
  const file = path.join(await hub.folder(), 'm.safetensors');
  await writeFile(file, bytes);
  return file;
}
