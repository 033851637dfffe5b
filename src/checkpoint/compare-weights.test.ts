import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../base/byte-source.ts';
import { digestOf } from '../base/digest.ts';
import { compareWeights } from './compare-weights.ts';
import { inspectArtifact } from './inspect.ts';
import type { TensorInfo } from './inspection.ts';

/** A tensor whose bytes are told by a word. */
function tensor(
  name: string,
  shape: readonly number[],
  bytes: string,
  more: Partial<TensorInfo> = {},
): TensorInfo {
  const facts = { name, dtype: 'F32', shape, offset: 0, lengthBytes: 0, digest: digestOf(bytes) } as const;
  return { ...facts, statistics: null, spectrum: null, ...more };
}

describe('two checkpoints', () => {
  test('with equal tensors under other names and in another order are the same', () => {
    const here = [tensor('a', [2, 3], 'x'), tensor('b', [3], 'y')];
    const there = [tensor('m.b', [3], 'y'), tensor('m.a', [2, 3], 'x')];
    expect(compareWeights(here, there)).toEqual({
      isSame: true,
      fraction: 1,
      equal: [
        { here: 'a', there: 'm.a' },
        { here: 'b', there: 'm.b' },
      ],
      onlyHere: [],
      onlyThere: [],
    });
  });

  test('of which one was trained on share what was frozen', () => {
    const here = [tensor('emb', [10, 4], 'e'), tensor('head', [4, 5], 'old')];
    const there = [tensor('emb', [10, 4], 'e'), tensor('head', [4, 5], 'new'), tensor('extra', [20], 'z')];
    expect(compareWeights(here, there)).toEqual({
      isSame: false,
      fraction: 40 / 80,
      equal: [{ here: 'emb', there: 'emb' }],
      onlyHere: ['head'],
      onlyThere: ['head', 'extra'],
    });
    expect(compareWeights(there, here).fraction).toBe(40 / 80);
  });

  test('with equal bytes in another shape or dtype do not share them', () => {
    const here = [tensor('a', [2, 3], 'x')];
    expect(compareWeights(here, [tensor('a', [3, 2], 'x')]).fraction).toBe(0);
    expect(compareWeights(here, [tensor('a', [2, 3], 'x', { dtype: 'I32' })]).fraction).toBe(0);
  });

  test('count a tensor that occurs twice as often as both have it, its namesake first', () => {
    const here = [tensor('tied.1', [4], 't'), tensor('tied.2', [4], 't'), tensor('tied.3', [4], 't')];
    const there = [tensor('tied.3', [4], 't'), tensor('tied.1', [4], 't')];
    expect(compareWeights(here, there)).toMatchObject({
      isSame: false,
      fraction: 8 / 12,
      equal: [
        { here: 'tied.1', there: 'tied.1' },
        { here: 'tied.3', there: 'tied.3' },
      ],
      onlyHere: ['tied.2'],
      onlyThere: [],
    });
  });

  test('are compared without optimizer state and counters', () => {
    const here = [tensor('a', [2], 'x'), tensor('optimizer.exp_avg', [2], 'o')];
    const there = [tensor('a', [2], 'x'), tensor('steps', [], 's', { dtype: 'I64' })];
    expect(compareWeights(here, there)).toMatchObject({ isSame: true, fraction: 1 });
  });

  test('of which one has no weights, or only its header was read, can not be compared', () => {
    const here = [tensor('a', [2], 'x')];
    for (const there of [
      [],
      [tensor('a', [2], 'x', { digest: null })],
      [tensor('optimizer.exp_avg', [2], 'x')],
    ])
      expect(compareWeights(here, there)).toMatchObject({ isSame: false, fraction: null, equal: [] });
    expect(compareWeights([], [])).toMatchObject({ isSame: false, fraction: null });
    expect(compareWeights([tensor('a', [0], '')], [tensor('a', [0], '')])).toMatchObject({ fraction: null });
  });
});

const samples = join(process.env['HEIRLOOM_TEST_DATA'] ?? '../shared', 'data/checkpoints');

describe.skipIf(!existsSync(samples))('real checkpoints (skipped where the sample data is absent)', () => {
  const tensorsOf = async (name: string) =>
    (await inspectArtifact('model.onnx', bytesOf(readFileSync(join(samples, name))))).tensors;

  test('share nothing after half an epoch more, and everything with themselves', async () => {
    const [before, after] = [await tensorsOf('mnist-base-e1.onnx'), await tensorsOf('mnist-base-e2.onnx')];
    expect(compareWeights(before, after)).toMatchObject({ isSame: false, fraction: 0, equal: [] });
    expect(compareWeights(before, before)).toMatchObject({ isSame: true, fraction: 1, onlyHere: [] });
  });

  test('have finite values, and spectra where they are matrices', async () => {
    for (const name of ['mnist-base-e2.onnx', 'bert.onnx', 'gpt.onnx'])
      for (const { name: tensorName, shape, dtype, statistics, spectrum } of await tensorsOf(name)) {
        const isMatrix = dtype === 'F32' && shape.length > 1 && shape.slice(1).reduce((a, b) => a * b, 1) > 1;
        expect(statistics?.nanCount, tensorName).toBe(0);
        if (isMatrix && shape[0] !== 1) expect(spectrum?.stableRank, tensorName).toBeGreaterThanOrEqual(1);
        else expect(spectrum, tensorName).toBeNull();
      }
  });
});
