import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../base/byte-source.ts';
import { inspectArtifact } from '../inspect.ts';
import { writeSafetensors, type TensorToWrite } from '../write-safetensors.ts';

const floats = (name: string, shape: readonly number[], values: readonly number[]): TensorToWrite => ({
  name,
  dtype: 'F32',
  shape,
  bytes: new Uint8Array(Float32Array.from(values).buffer),
});

const inspect = (...tensors: readonly TensorToWrite[]) =>
  inspectArtifact('model.safetensors', bytesOf(writeSafetensors(tensors)));

describe('values that are not finite', () => {
  const notFinite = { rule: 'CHECKPOINT_VALUES_NOT_FINITE', severity: 'ERROR' };

  test('are named with their tensors, and leave the file what it is', async () => {
    const inspection = await inspect(
      floats('a', [2, 2], [1, Number.NaN, 3, 4]),
      floats('b', [3], [1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]),
      floats('c', [1], [1]),
    );
    expect(inspection).toMatchObject({
      state: 'VERIFIED',
      findings: [{ ...notFinite, received: 'a (1 NaN, 0 infinite), b (0 NaN, 2 infinite)' }],
    });
  });

  test('in a mask, a bound or an optimizer’s state are no finding', async () => {
    const { findings } = await inspect(
      floats('mask', [2, 2], [0, Number.NEGATIVE_INFINITY, 0, 0]),
      floats('bound', [], [Number.POSITIVE_INFINITY]),
      floats('optimizer.exp_avg', [2], [Number.NaN, 1]),
    );
    expect(findings).toEqual([]);
  });

  test('in many tensors are listed up to a limit', async () => {
    const many = Array.from({ length: 30 }, (_, i) => floats(`w${i}${'x'.repeat(300)}`, [1], [Number.NaN]));
    const [finding] = (await inspect(...many)).findings;
    expect(finding?.message).toContain('30 tensors');
    expect(finding?.received).toMatch(/ and 10 more$/);
    expect(finding?.received?.length).toBeLessThan(3000);
  });
});

describe('a tensor of zeros', () => {
  const zeros = (name: string, shape: readonly number[]) =>
    floats(
      name,
      shape,
      Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 0),
    );

  test('is noted where it is a matrix of weights', async () => {
    expect((await inspect(zeros('fc.weight', [3, 4]), zeros('conv', [2, 1, 3, 3]))).findings).toMatchObject([
      { rule: 'CHECKPOINT_TENSOR_ALL_ZERO', severity: 'ERROR', received: 'fc.weight, conv' },
    ]);
  });

  test('is usual where it is a bias, a first state, a count, an optimizer’s or empty', async () => {
    const ids = { name: 'ids', dtype: 'I64', shape: [2, 2], bytes: new Uint8Array(32) } as const;
    const { findings } = await inspect(
      zeros('fc.bias', [4]),
      zeros('h0', [1, 1, 8]),
      zeros('optimizer.momentum_buffer', [3, 4]),
      zeros('none', [0, 4]),
      floats('w', [2, 2], [0, 0, 0, 1]),
      ids,
    );
    expect(findings).toEqual([]);
  });
});
