import * as h5wasm from 'h5wasm';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../base/byte-source.ts';
import { digestOf } from '../../../base/digest.ts';
import { inspectArtifact } from '../../inspect.ts';

const inspect = (bytes: Uint8Array, options = {}) => inspectArtifact('model.h5', bytesOf(bytes), options);
const module = await h5wasm.ready;

/** A file as the library writes it. */
function write(fill: (file: h5wasm.File) => void): Buffer {
  const path = '/fixture.h5';
  const file = new h5wasm.File(path, 'w');
  try {
    fill(file);
  } finally {
    file.close();
  }
  return Buffer.from(module.FS.readFile(path));
}

const layer = (class_name: string, config: object = {}) => ({ class_name, config });
const sequential = (...layers: readonly object[]) =>
  JSON.stringify({ class_name: 'Sequential', config: { name: 'm', layers } });
const dense = layer('Dense', {
  name: 'd',
  batch_input_shape: [null, 2],
  dtype: 'float32',
  activation: 'relu',
});
const kernel = Float32Array.from({ length: 6 }, (_, i) => i);

function keras(modelConfig: string, trainingConfig?: string): Buffer {
  return write((file) => {
    file.create_attribute('model_config', modelConfig);
    file.create_attribute('keras_version', '2.11.0');
    if (trainingConfig !== undefined) file.create_attribute('training_config', trainingConfig);
    const group = file.create_group('model_weights').create_group('d');
    group.create_dataset({ name: 'kernel:0', data: kernel, shape: [2, 3] });
    const slots = file.create_group('optimizer_weights').create_group('Adam');
    slots.create_dataset({ name: 'iter:0', data: BigInt64Array.of(7n), shape: [] });
  });
}

describe('a Keras file', () => {
  test('of known layers is verified: weights, optimizer state, layers, learning rate', async () => {
    const training = JSON.stringify({
      optimizer_config: layer('Adam', { learning_rate: 0.25 }),
      loss: 'mse',
    });
    const inspection = await inspect(keras(sequential(dense, layer('Dropout')), training));
    expect(inspection).toMatchObject({
      format: 'hdf5',
      state: 'VERIFIED',
      findings: [],
      parameterCount: 6,
      hasOptimizerState: true,
      training: { learningRate: '0.25', framework: 'keras 2.11.0' },
      architecture: {
        family: 'Sequential',
        opHistogram: { Dense: 1, Dropout: 1, Sequential: 1 },
        inputs: [{ name: 'd', dtype: 'F32', dims: [null, 2] }],
      },
    });
    expect(inspection.tensors.map(({ name, dtype, shape, digest }) => [name, dtype, shape, digest])).toEqual([
      ['d/kernel:0', 'F32', [2, 3], digestOf(Buffer.from(kernel.buffer))],
      ['optimizer/Adam/iter:0', 'I64', [], digestOf(Buffer.from(BigInt64Array.of(7n).buffer))],
    ]);
  });

  test.each<[string, object]>([
    ['Lambda', layer('Lambda', { function: ['4wEAAAA=', null, null], function_type: 'lambda' })],
    ['TFOpLambda', layer('TFOpLambda', { function: 'io.write_file' })],
    ['Lambda', layer('TimeDistributed', { layer: layer('Lambda') })],
    ['MyLayer', layer('MyLayer')],
    ['Custom>MyLayer', layer('Custom>MyLayer')],
    ['subprocess.Dense', { ...layer('Dense'), module: 'subprocess' }],
    ['keras.layers.Dense', { ...layer('Dense'), module: 'keras.layers', registered_name: 'evil>Dense' }],
    ['__lambda__', layer('Dense', { activation: layer('__lambda__', { value: '4wEAAAA=' }) })],
    ['my_act', layer('Dense', { activation: 'my_act' })],
    [
      'builtins.function',
      layer('Dense', { x: { module: 'builtins', class_name: 'function', config: 'eval' } }),
    ],
  ])('with %s is quarantined', async (received, stranger) => {
    expect(await inspect(keras(sequential(dense, stranger)))).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_KERAS_LAMBDA', received }],
    });
  });

  test('with an optimizer of its own is quarantined', async () => {
    const training = JSON.stringify({ optimizer_config: layer('MyOptimizer') });
    expect(await inspect(keras(sequential(dense), training))).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_KERAS_LAMBDA', received: 'MyOptimizer' }],
    });
  });

  test.each(['{', '{"a":1,"a":2}'])(
    'whose configuration readers may take differently is rejected',
    async (config) => {
      expect(await inspect(keras(config))).toMatchObject({
        state: 'REJECTED',
        findings: [{ rule: 'CHECKPOINT_HDF5_MALFORMED' }],
      });
    },
  );
});

describe('the datasets of an HDF5 file', () => {
  test('are read by slabs, whole chunks at once, whatever their layout', async () => {
    const values = Float32Array.from({ length: 700 * 900 }, (_, i) => i % 251);
    const bytes = write((file) => {
      const shape = [700, 900];
      file.create_dataset({ name: 'a', data: values, shape });
      file.create_dataset({ name: 'b', data: values, shape, chunks: [64, 100], compression: 'gzip' });
      file.create_dataset({
        name: 'c',
        data: values,
        shape: [7, 100, 900],
        chunks: [1, 10, 900],
        compression: 'gzip',
      });
    });
    const { tensors, state } = await inspect(bytes);
    expect(state).toBe('VERIFIED');
    expect(new Set(tensors.map(({ digest }) => digest))).toEqual(
      new Set([digestOf(Buffer.from(values.buffer))]),
    );
  });

  test('may be empty or of any width; a quick look reads none', async () => {
    const bytes = write((file) => {
      file.create_dataset({ name: 'empty', data: new Float32Array(0), shape: [0, 3] });
      file.create_dataset({ name: 'wide', data: new Float64Array([1]), shape: [1] });
      file.create_dataset({ name: 'byte', data: new Uint8Array([5]), shape: [1] });
    });
    expect((await inspect(bytes)).tensors.map(({ name, dtype }) => `${name} ${dtype}`)).toEqual([
      'byte U8',
      'empty F32',
      'wide F64',
    ]);
    expect((await inspect(bytes, { isQuick: true })).tensors.map(({ digest }) => digest)).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('of two files at once are each their own', async () => {
    const one = write((file) => file.create_dataset({ name: 'a', data: Float32Array.of(1), shape: [1] }));
    const two = write((file) => file.create_dataset({ name: 'b', data: Float32Array.of(2), shape: [1] }));
    const found = await Promise.all([inspect(one), inspect(two), inspect(one)]);
    expect(found.map(({ tensors }) => [tensors[0]?.name, tensors[0]?.digest])).toEqual(
      [1, 2, 1].map((value) => [
        value === 1 ? 'a' : 'b',
        digestOf(Buffer.from(Float32Array.of(value).buffer)),
      ]),
    );
  });

  test('leave no file in memory, however an inspection ends', async () => {
    const before = module.FS.readdir('/').length;
    await inspect(keras(sequential(dense)));
    await inspect(keras('{'));
    await inspect(keras(sequential(dense)), { isQuick: true });
    await inspect(keras(sequential(dense)).subarray(0, 3000));
    expect(module.FS.readdir('/')).toHaveLength(before);
  });
});

describe('an HDF5 file that reaches out', () => {
  test.each<[string, (file: h5wasm.File) => void]>([
    ['a link to another file', (file) => file.create_external_link('/etc/passwd', '/', 'x')],
    ['a link to nothing here', (file) => file.create_soft_link('/nowhere', 'x')],
    [
      'a link through another file',
      (file) => {
        file.create_external_link('o.h5', '/', 'a');
        file.create_soft_link('/a/b', 'b');
      },
    ],
  ])('by %s is quarantined', async (_, fill) => {
    expect(await inspect(write(fill))).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_HDF5_EXTERNAL' }],
    });
  });

  test('a link to another of its own datasets is only a second name', async () => {
    const bytes = write((file) => {
      file.create_dataset({ name: 'w', data: kernel, shape: [6] });
      file.create_soft_link('/w', 'again');
    });
    expect(await inspect(bytes)).toMatchObject({ state: 'VERIFIED', tensors: [{ name: 'w' }] });
  });
});

describe('an HDF5 file out of shape', () => {
  test('is rejected where it is cut, empty of meaning, or goes round in circles', async () => {
    const circle = write((file) => {
      const group = file.create_group('a');
      file.create_hard_link('/a', 'b');
      group.create_hard_link('/a', 'a');
    });
    const good = keras(sequential(dense));
    for (const bytes of [circle, Buffer.from('hello, world'), good.subarray(0, 8), good.subarray(0, 2000)])
      expect(await inspect(bytes)).toMatchObject({
        state: 'REJECTED',
        findings: [{ rule: 'CHECKPOINT_HDF5_MALFORMED' }],
      });
  });

  test('is rejected where a text takes no room in its heap: the library would look for its end for ever', async () => {
    const good = keras(sequential(dense));
    const heap = good.indexOf('GCOL');
    const free = Buffer.from(good);
    free.writeUInt16LE(0, heap + 16);
    free.writeBigUInt64LE(0n, heap + 24);
    const wide = Buffer.from(good);
    wide.writeBigUInt64LE(2n ** 64n - 8n, heap + 24);
    const long = Buffer.from(good);
    long.writeBigUInt64LE(2n ** 40n, heap + 8);
    for (const bytes of [free, wide, long])
      expect(await inspect(bytes)).toMatchObject({
        state: 'REJECTED',
        findings: [{ rule: 'CHECKPOINT_HDF5_MALFORMED' }],
      });
  });

  test('is quarantined where it holds more than numbers, or far more than its bytes', async () => {
    const strings = write((file) => file.create_dataset({ name: 's', data: ['a', 'b'], shape: [2] }));
    expect((await inspect(strings)).findings).toMatchObject([{ rule: 'CHECKPOINT_FORMAT_UNSUPPORTED' }]);
    const bomb = write((file) =>
      file.create_dataset({
        name: 'b',
        data: new Uint8Array(8 << 20),
        shape: [8 << 20],
        chunks: [1 << 20],
        compression: 'gzip',
      }),
    );
    expect(await inspect(bomb)).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_TOO_LARGE' }],
    });
  });
});

const sample = join(process.env['HEIRLOOM_TEST_DATA'] ?? '../shared', 'data/checkpoints/keras.h5');

test.skipIf(!existsSync(sample))(
  'a real file is read (skipped where the sample data is absent)',
  async () => {
    expect(await inspect(readFileSync(sample))).toMatchObject({
      state: 'VERIFIED',
      findings: [],
      parameterCount: 52_138,
      hasOptimizerState: true,
      architecture: { family: 'Sequential', producer: 'keras 2.11.0' },
    });
  },
);
