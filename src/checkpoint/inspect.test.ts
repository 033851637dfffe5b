import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../base/byte-source.ts';
import { fault } from '../base/errors.ts';
import { inspectDataset } from './dataset.ts';
import { floats, lenField, modelProto, smallModel, tensorProto } from './formats/onnx-fixture.ts';
import { guessRole } from './guess-role.ts';
import { inspectArtifact } from './inspect.ts';
import { writeSafetensors } from './write-safetensors.ts';

const inspect = (path: string, content: string | Uint8Array) =>
  inspectArtifact(path, bytesOf(Buffer.from(content as Uint8Array)));

const weights = writeSafetensors([{ name: 'w', dtype: 'F32', shape: [1], bytes: new Uint8Array(4) }]);
const png = Buffer.from('89504e470d0a1a0a0000', 'hex');

describe('the state of a file', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['README.md', '# hello', 'markdown'],
    ['empty.txt', '', 'text'],
    ['config.json', '{"a":1}', 'json'],
    ['data.csv', 'a,b\n1,2\n', 'csv'],
    ['LICENSE', 'MIT', 'text'],
    ['chart.png', png, 'png'],
    ['photo.jpg', Buffer.from('ffd8ffe0', 'hex'), 'jpeg'],
    ['model.safetensors', weights, 'safetensors'],
    ['model.onnx', smallModel(), 'onnx'],
  ])('%s is verified', async (path, content, format) => {
    expect(await inspect(path, content)).toMatchObject({ state: 'VERIFIED', format, findings: [] });
  });

  test.each<[string, string | Uint8Array, string]>([
    ['modeling.py', 'import os', 'CHECKPOINT_CODE'],
    ['run.txt', '#!/bin/sh\n', 'CHECKPOINT_CODE'],
    ['notes.md', '\n <script>alert(1)</script>', 'CHECKPOINT_CODE'],
    ['logo.txt', '<?xml version="1.0"?><svg onload="x"/>', 'CHECKPOINT_CODE'],
    ['lib.bin', '\x7fELF', 'CHECKPOINT_CODE'],
    ['model.ggml', 'lmgg', 'CHECKPOINT_FORMAT_UNSUPPORTED'],
    ['model.bin', Buffer.from([0, 1, 2, 3]), 'CHECKPOINT_FORMAT_UNSUPPORTED'],
    ['latin1.txt', Buffer.from([0x66, 0xfc, 0x72]), 'CHECKPOINT_FORMAT_UNSUPPORTED'],
    ['cut.txt', Buffer.from([0x66, 0xc3]), 'CHECKPOINT_FORMAT_UNSUPPORTED'],
    ['old.pkl', "cos\nsystem\n(S'id'\ntR.", 'CHECKPOINT_PICKLE_GLOBAL'],
    ['huge.txt', new Uint8Array((16 << 20) + 1).fill(0x61), 'CHECKPOINT_TOO_LARGE'],
    ['huge.png', Buffer.concat([png, new Uint8Array(10 << 20)]), 'CHECKPOINT_TOO_LARGE'],
  ])('%s is quarantined', async (path, content, rule) => {
    expect(await inspect(path, content)).toMatchObject({ state: 'QUARANTINED', findings: [{ rule }] });
  });

  test.each<[string, string | Uint8Array, string]>([
    ['model.safetensors', Buffer.from('504b0304', 'hex'), 'CHECKPOINT_DISGUISED'],
    ['model.safetensors', 'version https://git-lfs.github.com/spec/v1\n', 'CHECKPOINT_DISGUISED'],
    ['model.onnx', weights, 'CHECKPOINT_DISGUISED'],
    ['model.onnx', 'hello', 'CHECKPOINT_PROTOBUF_MALFORMED'],
    ['model.gguf', 'GGUF', 'CHECKPOINT_GGUF_MALFORMED'],
    ['model.pt', Buffer.from('504b0304', 'hex'), 'CHECKPOINT_ZIP_MALFORMED'],
    ['legacy.pt', Buffer.from('80028a0a', 'hex'), 'CHECKPOINT_PICKLE_MALFORMED'],
    ['model.safetensors', 'hello, world', 'CHECKPOINT_SAFETENSORS_MALFORMED'],
  ])('%s with other content is rejected', async (path, content, rule) => {
    expect(await inspect(path, content)).toMatchObject({ state: 'REJECTED', findings: [{ rule }] });
  });

  test('does not depend on the name: weights under another name are read and noted', async () => {
    for (const content of [weights, smallModel()])
      expect(await inspect('model.dat', content)).toMatchObject({
        state: 'VERIFIED',
        tensors: [{ name: 'w' }],
        findings: [{ rule: 'CHECKPOINT_NAME_UNUSUAL' }],
      });
  });

  test('but under a name that loaders unpickle it is refused: a polyglot is both', async () => {
    for (const name of ['model.bin', 'model.pt', 'model.pkl', 'model.joblib'])
      for (const content of [weights, smallModel(), png])
        expect(await inspect(name, content), name).toMatchObject({
          state: 'REJECTED',
          findings: [{ rule: 'CHECKPOINT_DISGUISED' }],
        });
  });

  test('a WebP picture has both of its marks', async () => {
    const half = Buffer.concat([Buffer.from('U\x10AAAAAAWEBPVP8 '), Buffer.alloc(20)]);
    expect((await inspect('a.webp', half)).state).toBe('QUARANTINED');
    const whole = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8 '), Buffer.alloc(20)]);
    expect((await inspect('a.webp', whole)).state).toBe('VERIFIED');
  });

  test('a tokenizer may be larger than other text', async () => {
    expect((await inspect('tokenizer.json', new Uint8Array((16 << 20) + 1).fill(0x20))).state).toBe(
      'VERIFIED',
    );
  });
});

describe('training metadata', () => {
  test('is read from a sidecar, decimals as they were written', async () => {
    const sidecar =
      '{"epoch":2.5,"global_step":938,"loss":0.2500,"learning_rate":1e-3,"seed":7,"dataset":"mnist"}';
    expect((await inspect('metadata.json', sidecar)).training).toEqual({
      epoch: 2,
      step: 938,
      loss: '0.2500',
      learningRate: '1e-3',
      seed: 7,
      dataset: 'mnist',
    });
  });

  test('a base model in config.json shows as a claim', async () => {
    expect((await inspect('config.json', '{"_name_or_path":"gpt2"}')).claims).toEqual([
      { key: '_name_or_path', value: 'gpt2' },
    ]);
  });

  test.each(['{"a":1,"a":2}', '{', '['.repeat(100_000)])(
    'an unreadable sidecar is noted and stays data',
    async (text) => {
      expect(await inspect('metadata.json', text)).toMatchObject({
        state: 'VERIFIED',
        findings: [{ rule: 'CHECKPOINT_JSON_UNREADABLE' }],
      });
    },
  );
});

describe('the guessed role', () => {
  const optimizer = writeSafetensors([
    { name: 'exp_avg.w', dtype: 'F32', shape: [1], bytes: new Uint8Array(4) },
  ]);
  const dataset = writeSafetensors([
    { name: 'images', dtype: 'U8', shape: [1, 1, 1], bytes: new Uint8Array(1) },
    { name: 'labels', dtype: 'U8', shape: [1], bytes: new Uint8Array(1) },
  ]);
  test.each<[string, string | Uint8Array, string]>([
    ['model.safetensors', weights, 'WEIGHTS'],
    ['model.onnx', smallModel(), 'WEIGHTS'],
    ['state.safetensors', optimizer, 'OPTIMIZER'],
    ['test.safetensors', dataset, 'DATASET'],
    ['sub/config.json', '{}', 'ARCHITECTURE'],
    ['tokenizer_config.json', '{}', 'TOKENIZER'],
    ['vocab.txt', 'a', 'TOKENIZER'],
    ['README.md', '', 'CARD'],
    ['LICENSE-APACHE', '', 'LICENSE'],
    ['metadata.json', '{}', 'METADATA'],
    ['train.csv', '', 'DATASET'],
    ['notes.txt', '', 'OTHER'],
  ])('of %s', async (path, content, role) => {
    expect(guessRole(path, await inspect(path, content))).toBe(role);
  });
});

test.each([0, 1])(
  'a fault of the disk after %i reads is thrown, not taken for a finding',
  async (goodReads) => {
    let reads = 0;
    const read = async () => {
      if (reads++ < goodReads) return Buffer.from('a');
      throw fault('STORE_DISK', 'the disk is gone');
    };
    await expect(inspectArtifact('a.txt', { sizeBytes: 1, read })).rejects.toThrow('the disk is gone');
  },
);

test('a file that is shorter than it was said to be is rejected', async () => {
  const source = { ...bytesOf(Buffer.alloc(600, 'a')), sizeBytes: 5_000 };
  expect(await inspectArtifact('a.txt', source)).toMatchObject({
    state: 'REJECTED',
    findings: [{ rule: 'BASE_BYTES_OUT_OF_RANGE' }],
  });
});

test('an element type that came after this inspector is quarantined', async () => {
  const model = modelProto([lenField(5, tensorProto('w', 99, [1], lenField(9, floats(1))))]);
  expect(await inspect('model.onnx', model)).toMatchObject({
    state: 'QUARANTINED',
    findings: [{ rule: 'CHECKPOINT_ONNX_TYPE_UNKNOWN' }],
  });
});

test('equal weights have one identity as safetensors and as ONNX', async () => {
  const w = { name: 'other', dtype: 'F32', shape: [2, 3], bytes: floats(1, 2, 3, 4, 5, 6) } as const;
  const { weightsIdentity } = await inspect('model.safetensors', writeSafetensors([w]));
  expect((await inspect('model.onnx', smallModel())).weightsIdentity).toBe(weightsIdentity);
  expect(weightsIdentity).not.toBeNull();
});

describe('the demo', () => {
  const demo = join(import.meta.dirname, '../../scripts/demo');

  test('has only verified files, and roles that fit them', async () => {
    const roles: Record<string, string> = {
      'README.md': 'CARD',
      'metadata.json': 'METADATA',
      'model.onnx': 'WEIGHTS',
      'optimizer.safetensors': 'OPTIMIZER',
    };
    const paths = readdirSync(join(demo, 'checkpoints'), { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.includes('.'),
    );
    expect(paths).toHaveLength(20);
    for (const path of paths) {
      const role = roles[basename(path)];
      const inspection = await inspect(path, readFileSync(join(demo, 'checkpoints', path)));
      expect(inspection, path).toMatchObject({ state: 'VERIFIED', findings: [] });
      expect(guessRole(path, inspection), path).toBe(role);
    }
  });

  test('shows the half precision of its quantization', async () => {
    const model = readFileSync(join(demo, 'checkpoints/low-digits-fp16/model.onnx'));
    expect(await inspect('model.onnx', model)).toMatchObject({
      parameterCount: 52_138,
      dtypeHistogram: { F16: 52_138 },
      architecture: { inputs: [{ name: 'images', dtype: 'F32', dims: ['n', 1, 28, 28] }] },
    });
  });

  test('has a dataset of 200 images a digit', async () => {
    const dataset = await inspectDataset(bytesOf(readFileSync(join(demo, 'dataset/mnist-test.safetensors'))));
    expect(dataset).toMatchObject({ n: 2000, height: 28, width: 28, channels: 1 });
    expect(dataset.labelMarginals).toEqual(Array.from({ length: 10 }, (_, label) => ({ label, count: 200 })));
  });
});

const samples = join(process.env['HEIRLOOM_TEST_DATA'] ?? '../shared', 'data/checkpoints');

describe.skipIf(!existsSync(samples))('real checkpoints (skipped where the sample data is absent)', () => {
  const parameters: Record<string, number> = {
    'mnist-base-e1.onnx': 52_138,
    'mnist-base-e2.onnx': 52_138,
    'mnist-ft-low-digits.onnx': 52_138,
    'mnist-scratch.onnx': 52_138,
    'bert.onnx': 229_682,
    'gpt.onnx': 124_672,
  };
  test.each(Object.entries(parameters))('%s is verified with %i parameters', async (name, count) => {
    const inspection = await inspect(name, readFileSync(join(samples, name)));
    expect(inspection).toMatchObject({ state: 'VERIFIED', parameterCount: count, findings: [] });
  });

  test('archives of other files are quarantined', async () => {
    for (const name of readdirSync(samples).filter((file) => file.endsWith('.zip')))
      expect((await inspect(name, readFileSync(join(samples, name)))).state, name).toBe('QUARANTINED');
  });
});
