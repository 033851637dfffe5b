import { expect, test } from 'vitest';
import { bytesOf } from '../base/byte-source.ts';
import { inspectImageDataset } from './dataset.ts';
import { writeSafetensors, type TensorToWrite } from './write-safetensors.ts';

const read = (...tensors: readonly TensorToWrite[]) =>
  inspectImageDataset(bytesOf(writeSafetensors(tensors)));
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
  expect(dataset.labelsOffset - dataset.imagesOffset).toBe(12);
});

test('images may have channels', async () => {
  expect(await read(u8('images', [1, 1, 2, 3], zeros(6)), u8('labels', [1], [0]))).toMatchObject({
    channels: 3,
  });
});

test.each<[string, readonly TensorToWrite[]]>([
  ['without labels', [u8('images', [1, 1, 1], [0])]],
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

test('a broken file is refused before its tensors are looked at', async () => {
  await expect(inspectImageDataset(bytesOf(new Uint8Array(20)))).rejects.toMatchObject({
    code: 'CHECKPOINT_SAFETENSORS_MALFORMED',
  });
});
