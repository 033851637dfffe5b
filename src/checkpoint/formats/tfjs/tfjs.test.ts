import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../base/byte-source.ts';
import { digestOf } from '../../../base/digest.ts';
import { inspectArtifact } from '../../inspect.ts';
import { siblingsOf } from '../siblings-fixture.ts';

const floats = (...values: readonly number[]) => Buffer.from(new Float32Array(values).buffer);
const kernel = floats(1, 2, 3, 4, 5, 6);
const bytes = Buffer.concat([kernel, floats(7, 8), Buffer.from([9, 10])]);
/** The kernel runs over the border of the two files. */
const files = { 'group1-shard1of2.bin': bytes.subarray(0, 10), 'group1-shard2of2.bin': bytes.subarray(10) };
const weights = [
  { name: 'dense/kernel', shape: [2, 3], dtype: 'float32' },
  { name: 'dense/bias', shape: [2], dtype: 'float32' },
  { name: 'codes', shape: [2], dtype: 'float32', quantization: { dtype: 'uint8', scale: 0.1, min: -1 } },
];
const topology = (...layers: readonly object[]) => ({
  class_name: 'Sequential',
  config: { name: 'sequential', layers },
  keras_version: 'tfjs-layers 4.22.0',
});
const dense = {
  class_name: 'Dense',
  config: {
    name: 'dense',
    batch_input_shape: [null, 2],
    dtype: 'float32',
    activation: 'relu',
    kernel_initializer: { class_name: 'VarianceScaling', config: { scale: 1 } },
  },
};
const good = {
  format: 'layers-model',
  generatedBy: 'TensorFlow.js tfjs-layers v4.22.0',
  convertedBy: null,
  modelTopology: topology(dense),
  weightsManifest: [{ paths: Object.keys(files), weights }],
};

const inspect = (
  change: object = {},
  beside: Readonly<Record<string, Uint8Array>> | null = files,
  name = 'model.json',
) =>
  inspectArtifact(
    name,
    bytesOf(Buffer.from(JSON.stringify({ ...good, ...change }))),
    beside === null ? {} : { siblings: siblingsOf(beside) },
  );
const inspectGroup = (group: object, beside?: Readonly<Record<string, Uint8Array>>) =>
  inspect({ weightsManifest: [{ ...good.weightsManifest[0], ...group }] }, beside);

describe('a model of TensorFlow.js', () => {
  test('is a table over its files, which are its parts', async () => {
    const inspection = await inspect();
    expect(inspection).toMatchObject({
      format: 'tfjs',
      state: 'VERIFIED',
      findings: [],
      parts: Object.keys(files),
      parameterCount: 10,
      dtypeHistogram: { F32: 8, U8: 2 },
      architecture: {
        family: 'Sequential',
        opHistogram: { Dense: 1, Sequential: 1 },
        producer: 'TensorFlow.js tfjs-layers v4.22.0',
        inputs: [{ name: 'dense', dtype: 'F32', dims: [null, 2] }],
      },
    });
    expect(inspection.tensors.map(({ name, dtype, shape, digest }) => [name, dtype, shape, digest])).toEqual([
      ['dense/kernel', 'F32', [2, 3], digestOf(kernel)],
      ['dense/bias', 'F32', [2], digestOf(floats(7, 8))],
      ['codes', 'U8', [2], digestOf(Buffer.from([9, 10]))],
    ]);
  });

  test('keeps strings behind their lengths, and optimizer state under its name', async () => {
    const strings = Buffer.from('\x02\0\0\0hi\0\0\0\0', 'latin1');
    const group = {
      paths: ['w.bin'],
      weights: [
        { name: 'words', shape: [2], dtype: 'string' },
        { name: 'm', shape: [1], dtype: 'float32', group: 'optimizer' },
      ],
    };
    expect(await inspectGroup(group, { 'w.bin': Buffer.concat([strings, floats(1)]) })).toMatchObject({
      state: 'VERIFIED',
      hasOptimizerState: true,
      tensors: [{ name: 'words', dtype: 'STRING', lengthBytes: 10 }, { name: 'optimizer/m' }],
    });
  });

  test('as a graph has the operators of its nodes and functions', async () => {
    const node = (op: string) => ({ name: op, op });
    const graph = {
      node: [node('Const'), node('MatMul')],
      library: { function: [{ nodeDef: [node('MatMul')] }] },
    };
    expect((await inspect({ modelTopology: graph })).architecture).toMatchObject({
      family: null,
      opHistogram: { Const: 1, MatMul: 2 },
    });
    expect(await inspect({ modelTopology: { node: [node('RunShell')] } })).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_CUSTOM_OPERATOR', received: 'RunShell' }],
    });
  });

  test.each([
    { class_name: 'Lambda', config: { function: ['4wEAAA==', null, null] } },
    { class_name: 'MyLayer', config: {} },
  ])('with a layer that Keras does not have is quarantined: $class_name', async (layer) => {
    expect(await inspect({ modelTopology: topology(dense, layer) })).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_KERAS_LAMBDA', received: layer.class_name }],
    });
  });

  test.each([[null], [{ 'group1-shard1of2.bin': bytes }]])(
    'with files that are not here is quarantined',
    async (beside) => {
      expect(await inspect({}, beside)).toMatchObject({
        state: 'QUARANTINED',
        tensors: [],
        parts: [],
        findings: [{ rule: 'CHECKPOINT_SHARD_MISMATCH' }],
      });
    },
  );

  test('is looked for under its usual names only; other JSON stays JSON', async () => {
    expect((await inspect({}, files, 'my-model.json')).format).toBe('tfjs');
    expect((await inspect({}, files, 'notes.json')).format).toBe('json');
    expect((await inspect({ weightsManifest: undefined })).format).toBe('json');
  });

  const [kernelWeight, biasWeight, codes] = weights;
  test.each<[string, () => ReturnType<typeof inspect>]>([
    ['a manifest that is no list', () => inspect({ weightsManifest: {} })],
    ['a group that is none', () => inspect({ weightsManifest: [1] })],
    ['a path out of its folder', () => inspectGroup({ paths: ['../w.bin'] })],
    ['a path that is an address', () => inspectGroup({ paths: ['https://a.example/w.bin'] })],
    ['a file twice', () => inspectGroup({ paths: [Object.keys(files)[0], Object.keys(files)[0]] })],
    ['a weight twice', () => inspectGroup({ weights: [kernelWeight, kernelWeight] })],
    ['a weight without a name', () => inspectGroup({ weights: [{ ...kernelWeight, name: '' }] })],
    ['an unknown type', () => inspectGroup({ weights: [{ ...kernelWeight, dtype: 'float8' }] })],
    [
      'an unknown quantization',
      () => inspectGroup({ weights: [{ ...codes, quantization: { dtype: 'int32' } }] }),
    ],
    ['a negative dimension', () => inspectGroup({ weights: [{ ...kernelWeight, shape: [-1] }] })],
    [
      'a shape past counting',
      () => inspectGroup({ weights: [{ ...kernelWeight, shape: [2 ** 40, 2 ** 40] }] }),
    ],
    ['bytes that no weight has', () => inspectGroup({ weights: [kernelWeight, biasWeight] })],
    ['weights past the end', () => inspectGroup({ weights: [...weights, { ...codes, name: 'more' }] })],
    ['strings past the end', () => inspectGroup({ weights: [{ name: 's', shape: [1], dtype: 'string' }] })],
    [
      'more strings than bytes',
      () => inspectGroup({ weights: [{ name: 's', shape: [2 ** 40], dtype: 'string' }] }),
    ],
    ['nodes that are no list', () => inspect({ modelTopology: { node: 1 } })],
    ['a node without an operator', () => inspect({ modelTopology: { node: [{}] } })],
  ])('with %s is rejected', async (_, inspected) => {
    const { state, findings } = await inspected();
    expect(findings).toMatchObject([{ rule: 'CHECKPOINT_TFJS_MALFORMED' }]);
    expect(state).toBe('REJECTED');
  });

  test.each(['{"weightsManifest":[]', '{"weightsManifest":[],"weightsManifest":[]}'])(
    'whose JSON readers may take differently is rejected',
    async (text) => {
      expect(await inspectArtifact('model.json', bytesOf(Buffer.from(text)))).toMatchObject({
        state: 'REJECTED',
        findings: [{ rule: 'CHECKPOINT_TFJS_MALFORMED' }],
      });
    },
  );
});
