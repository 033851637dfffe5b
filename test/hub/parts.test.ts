import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  floats,
  lenField,
  modelProto,
  nodeProto,
  proto,
  tensorProto,
  valueProto,
} from '../../src/checkpoint/formats/onnx-fixture.ts';
import { digestOf, hexOf } from '../../src/base/digest.ts';
import { planPull, pullPlans } from '../../src/client/pull-checkpoint.ts';
import { hostilePickle } from '../support/pickle.ts';
import { publishSelf, smallOnnx, smallSafetensors } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let ada: SelfMember;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const entry = (key: string, value: string) => lenField(13, proto(lenField(1, key), lenField(2, value)));

/** The weight of `smallOnnx`, in a file beside the model. */
function externalOnnx(length = '24'): Buffer {
  const places = [entry('location', 'model.onnx.data'), entry('offset', '0'), entry('length', length)];
  return modelProto([
    lenField(1, nodeProto('MatMul')),
    lenField(5, tensorProto('w', 1, [2, 3], ...places)),
    lenField(11, valueProto('x', ['n', 2])),
    lenField(12, valueProto('y', ['n', 3])),
  ]);
}
const data = floats(1, 2, 3, 4, 5, 6);

interface Answer {
  readonly checkpoint: {
    readonly state: string;
    readonly isOffered: boolean;
    readonly weightsIdentity: string;
    readonly parameterCount: number;
    readonly artifacts: readonly unknown[];
  };
}
const ask = (reference: string) =>
  hub.anonymous.ask<Answer>(
    `query ($reference: String!) { checkpoint(reference: $reference) {
       state isOffered weightsIdentity parameterCount
       artifacts { path role state artifact { state contents { parts } } } } }`,
    { reference },
  );

test('a model with external data is offered with the data, and has the identity of the same weights inside', async () => {
  await publishSelf(ada, { model: 'ada/inside', files: { 'model.onnx': smallOnnx(1) } });
  await publishSelf(ada, {
    model: 'ada/outside',
    files: { 'model.onnx': externalOnnx(), 'model.onnx.data': data },
  });
  const { checkpoint } = await ask('ada/outside');
  expect(checkpoint).toMatchObject({
    state: 'VERIFIED',
    isOffered: true,
    parameterCount: 6,
    weightsIdentity: (await ask('ada/inside')).checkpoint.weightsIdentity,
    artifacts: [
      { path: 'model.onnx', role: 'WEIGHTS', artifact: { contents: { parts: ['model.onnx.data'] } } },
      { path: 'model.onnx.data', role: 'WEIGHTS', state: 'VERIFIED', artifact: { state: 'QUARANTINED' } },
    ],
  });
  const folder = await hub.folder();
  const plan = await planPull(hub.anonymous, { reference: 'ada/outside', folder, roles: null });
  await pullPlans([plan], { mode: 'http-only' });
  expect(await readFile(path.join(folder, 'model.onnx.data'))).toEqual(Buffer.from(data));
});

test('the same graph beside other data is other weights', async () => {
  await publishSelf(ada, {
    model: 'ada/other',
    files: { 'model.onnx': externalOnnx(), 'model.onnx.data': floats(9, 9, 9, 9, 9, 9) },
  });
  const [outside, other] = [await ask('ada/outside'), await ask('ada/other')];
  expect(other.checkpoint.state).toBe('VERIFIED');
  expect(other.checkpoint.weightsIdentity).not.toBe(outside.checkpoint.weightsIdentity);
});

test('stays offered when a newer inspector judges graph and data again', async () => {
  await hub.database.rows(`UPDATE artifact SET inspector_version = 'heirloom-0'`);
  hub.hub.bell.ring();
  await hub.background.idle();
  const old = await hub.database.rows(`SELECT FROM artifact WHERE inspector_version = 'heirloom-0'`);
  expect(old).toEqual([]);
  expect((await ask('ada/outside')).checkpoint).toMatchObject({
    state: 'VERIFIED',
    isOffered: true,
    artifacts: [{ state: 'VERIFIED' }, { state: 'VERIFIED' }],
  });
});

test('a table vouches for no pickle, and for its data in its own checkpoint only', async () => {
  const pickle = hostilePickle();
  const table = (name: string) =>
    JSON.stringify({
      format: 'layers-model',
      modelTopology: { class_name: 'Sequential', config: { layers: [] } },
      weightsManifest: [
        { paths: [name], weights: [{ name: 'w', shape: [pickle.byteLength], dtype: 'uint8' }] },
      ],
    });
  for (const [i, name] of ['pytorch_model.bin', 'weights.bin', 'data.pt'].entries())
    await publishSelf(ada, {
      model: `ada/table-${i}`,
      files: { 'model.json': table(name), [name]: pickle, 'w.safetensors': smallSafetensors(40 + i) },
    });
  await publishSelf(ada, { model: 'ada/mal', files: { 'pytorch_model.bin': pickle } });
  const [row] = await hub.database.rows('SELECT state, infohash FROM artifact WHERE digest = $1', [
    digestOf(pickle),
  ]);
  expect(row).toEqual({ state: 'QUARANTINED', infohash: null });
  expect((await fetch(`${hub.url}/artifacts/${hexOf(digestOf(pickle))}`)).status).toBe(403);
  expect((await ask('ada/mal')).checkpoint).toMatchObject({ state: 'QUARANTINED', isOffered: false });
  // Honest data is data where the table says so, and nothing anybody vouches for elsewhere.
  await publishSelf(ada, {
    model: 'ada/data',
    files: { 'raw.dat': data, 'w.safetensors': smallSafetensors(50) },
  });
  expect((await ask('ada/data')).checkpoint.artifacts).toMatchObject([
    { path: 'raw.dat', state: 'QUARANTINED' },
    { path: 'w.safetensors', state: 'VERIFIED' },
  ]);
});

test('without its data, or with data that holds more than it says, nothing is offered', async () => {
  await publishSelf(ada, { model: 'ada/alone', files: { 'model.onnx': externalOnnx('20') } });
  await publishSelf(ada, {
    model: 'ada/more',
    files: {
      'model.onnx': modelProto([lenField(1, nodeProto('Relu')), lenField(5, externalTensor('more.bin'))]),
      'more.bin': Buffer.concat([Buffer.from(data), Buffer.from('#!/bin/sh\n')]),
    },
  });
  for (const name of ['ada/alone', 'ada/more'])
    expect((await ask(name)).checkpoint, name).toMatchObject({ isOffered: false });
});

function externalTensor(location: string): Buffer {
  return tensorProto('w', 1, [2, 3], entry('location', location), entry('length', '24'));
}
