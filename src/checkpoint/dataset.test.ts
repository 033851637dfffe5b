import { expect, test } from 'vitest';
import { bytesOf } from '../base/byte-source.ts';
import { inspectDataset } from './dataset.ts';
import { writeSafetensors, type TensorToWrite } from './write-safetensors.ts';

const read = (...tensors: readonly TensorToWrite[]) => inspectDataset(bytesOf(writeSafetensors(tensors)));
const u8 = (name: string, shape: readonly number[], bytes: readonly number[]): TensorToWrite => ({
  name,
  dtype: 'U8',
  shape,
  bytes: new Uint8Array(bytes),
});
const zeros = (n: number) => Array.from({ length: n }, () => 0);

test('labelled images are counted by label', async () => {
  const dataset = await read(u8('images', [3, 2, 2], zeros(12)), u8('labels', [3], [7, 1, 7]));
  expect(dataset).toMatchObject({ n: 3, height: 2, width: 2, channels: 1 });
  expect(dataset.labelMarginals).toEqual([
    { label: 1, count: 1 },
    { label: 7, count: 2 },
  ]);
  expect(dataset).toMatchObject({ kind: 'IMAGES' });
  const { imagesOffset = 0, labelsOffset = 0 } = dataset.kind === 'IMAGES' ? dataset : {};
  expect((labelsOffset ?? 0) - imagesOffset).toBe(12);
});

test('images may have channels', async () => {
  expect(await read(u8('images', [1, 1, 2, 3], zeros(6)), u8('labels', [1], [0]))).toMatchObject({
    channels: 3,
  });
});

test.each<[string, readonly TensorToWrite[]]>([
  ['without images', [u8('labels', [1], [0])]],
  ['with flat images', [u8('images', [1, 1], [0]), u8('labels', [1], [0])]],
  ['without an item', [u8('images', [0, 1, 1], []), u8('labels', [0], [])]],
  ['with too few labels', [u8('images', [2, 1, 1], [0, 0]), u8('labels', [1], [0])]],
  ['with labels in a table', [u8('images', [1, 1, 1], [0]), u8('labels', [1, 1], [0])]],
  [
    'with float labels',
    [u8('images', [1, 1, 1], [0]), { name: 'labels', dtype: 'F32', shape: [1], bytes: new Uint8Array(4) }],
  ],
])('a dataset %s is refused', async (_, tensors) => {
  await expect(read(...tensors)).rejects.toMatchObject({ code: 'CHECKPOINT_DATASET_MALFORMED' });
});

const i64 = (name: string, shape: readonly number[], values: readonly number[]): TensorToWrite => ({
  name,
  dtype: 'I64',
  shape,
  bytes: new Uint8Array(BigInt64Array.from(values, BigInt).buffer),
});
const ids = i64('input_ids', [2, 3], [5, 6, 0, 7, 0, 0]);
const f32 = (name: string, shape: readonly number[]): TensorToWrite => ({
  name,
  dtype: 'F32',
  shape,
  bytes: new Uint8Array(4 * zeros(shape.reduce((product, dim) => product * dim, 1)).length),
});

test('tokens may have a mask and labels', async () => {
  const mask = u8('attention_mask', [2, 3], [1, 1, 0, 1, 0, 0]);
  expect(await read(ids, mask, u8('labels', [2], [1, 0]))).toMatchObject({
    kind: 'TOKENS',
    n: 2,
    length: 3,
    ids: { dtype: 'I64' },
    mask: { dtype: 'U8' },
    labelMarginals: [
      { label: 0, count: 1 },
      { label: 1, count: 1 },
    ],
  });
  expect(await read(ids, f32('attention_mask', [2, 3]))).toMatchObject({ mask: { dtype: 'F32' } });
});

test('tokens alone are enough to predict the next one', async () => {
  expect(await read(ids)).toMatchObject({ mask: null, labelMarginals: [], labelsOffset: null });
});

test.each<[string, readonly TensorToWrite[]]>([
  ['in a row', [i64('input_ids', [6], [5, 6, 0, 7, 0, 0])]],
  ['of no length', [i64('input_ids', [2, 0], [])]],
  ['as floats', [f32('input_ids', [2, 3])]],
  ['with a shorter mask', [ids, f32('attention_mask', [2, 2])]],
  ['with a mask of integers', [ids, i64('attention_mask', [2, 3], zeros(6))]],
  ['with too few labels', [ids, u8('labels', [1], [0])]],
  ['with wide labels', [ids, i64('labels', [2], [0, 1])]],
])('tokens %s are refused', async (_, tensors) => {
  await expect(read(...tensors)).rejects.toMatchObject({ code: 'CHECKPOINT_DATASET_MALFORMED' });
});

test('a broken file is refused before its tensors are looked at', async () => {
  await expect(inspectDataset(bytesOf(new Uint8Array(20)))).rejects.toMatchObject({
    code: 'CHECKPOINT_SAFETENSORS_MALFORMED',
  });
});
