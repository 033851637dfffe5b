import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { INSPECTOR_VERSION } from '../../src/checkpoint/inspection.ts';
import { inspectArtifact } from '../../src/checkpoint/inspect.ts';
import { bytesOf } from '../../src/base/byte-source.ts';
import { pieceHashesOf } from '../../src/weights/piece-hashes.ts';
import { uploadFile } from '../../src/client/upload.ts';
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
  await using paused = pauseBackground();
  const { checkpoint } = await publishSelf(ada, { model: 'ada/large', files: { 'm.safetensors': bytes } });
  expect(checkpoint).toMatchObject({ state: 'VERIFIED', isOffered: true });
  const before = await seen('ada/large');
  expect(before).toMatchObject({
    state: 'VERIFIED',
    isOffered: true,
    weightsIdentity: null,
    parameterCount: String(VALUES),
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
    tensors: { nodes: [{ digest: whole.tensors[0]?.digest, statistics: { count: String(VALUES) } }] },
  });
});
