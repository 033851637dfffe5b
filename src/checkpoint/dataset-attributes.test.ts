import { expect, test } from 'vitest';
import { bytesOf } from '../base/byte-source.ts';
import { inspectDataset } from './dataset.ts';
import { writeSafetensors, type TensorToWrite } from './write-safetensors.ts';

const u8 = (name: string, shape: readonly number[], bytes: readonly number[]): TensorToWrite => ({
  name,
  dtype: 'U8',
  shape,
  bytes: Uint8Array.from(bytes),
});
const items = [u8('images', [3, 1, 1], [0, 0, 0]), u8('labels', [3], [0, 1, 1])];
const read = (attributes: readonly TensorToWrite[], names: Readonly<Record<string, string>>) =>
  inspectDataset(bytesOf(writeSafetensors([...items, ...attributes], names)));

test('a dataset tells what its items differ in, by name', async () => {
  const attributes = [u8('attribute.skin', [3], [1, 1, 255]), u8('attribute.age', [3], [0, 1, 0])];
  const names = { 'attribute.skin': '["light","dark"]', 'attribute.age': '["young","old"]' };
  expect(await read(attributes, names)).toMatchObject({
    attributes: [
      {
        name: 'age',
        values: [
          { name: 'young', count: 2 },
          { name: 'old', count: 1 },
        ],
      },
      {
        name: 'skin',
        values: [
          { name: 'light', count: 0 },
          { name: 'dark', count: 2 },
        ],
      },
    ],
  });
});

test('most datasets tell nothing', async () => {
  expect(await read([], {})).toMatchObject({ attributes: [] });
});

const age = (values: readonly number[]) => u8('attribute.age', [values.length], values);

test.each<[string, readonly TensorToWrite[], Readonly<Record<string, string>>]>([
  ['without names', [age([0, 0, 0])], {}],
  ['with names that are no list', [age([0, 0, 0])], { 'attribute.age': '{"0":"young"}' }],
  ['with a name twice', [age([0, 0, 0])], { 'attribute.age': '["young","young"]' }],
  ['with a cross in a name', [age([0, 0, 0])], { 'attribute.age': '["young × old"]' }],
  ['with a name that hides', [age([0, 0, 0])], { 'attribute.age': '["yo\\u202eung"]' }],
  ['with a value without name', [age([0, 1, 0])], { 'attribute.age': '["young"]' }],
  ['of fewer items', [age([0, 0])], { 'attribute.age': '["young"]' }],
  ['without a name of its own', [u8('attribute.', [3], [0, 0, 0])], { 'attribute.': '["young"]' }],
  [
    'by the hundred',
    Array.from({ length: 17 }, (_, i) => u8(`attribute.${i}`, [3], [0, 0, 0])),
    Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`attribute.${i}`, '["young"]'])),
  ],
])('attributes %s are refused', async (_, attributes, names) => {
  await expect(read(attributes, names)).rejects.toMatchObject({ code: 'CHECKPOINT_DATASET_MALFORMED' });
});

test('names in broken JSON are refused with its position', async () => {
  await expect(read([age([0, 0, 0])], { 'attribute.age': '["young"' })).rejects.toMatchObject({
    code: 'CHECKPOINT_JSON_MALFORMED',
  });
});
