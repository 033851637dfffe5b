import { expect, test } from 'vitest';
import { bytesOf } from '../base/byte-source.ts';
import { floats } from './dataset-answers.ts';
import { inspectDataset } from './dataset.ts';
import { datasetOfJson } from './json-dataset.ts';

const read = (json: unknown) => inspectDataset(bytesOf(datasetOfJson(JSON.stringify(json))));

test('rows of numbers with their values are a dataset', async () => {
  const bytes = bytesOf(datasetOfJson('{"features": [[0.5, 1], [2, -3e2]], "values": [1.25, 7]}'));
  const dataset = await inspectDataset(bytes);
  expect(dataset).toMatchObject({ kind: 'FEATURES', n: 2, dims: [2], labelsOffset: null });
  const at = { shape: [2, 2], offset: dataset.kind === 'FEATURES' ? dataset.featuresOffset : 0 };
  expect([...(await floats(bytes, at))]).toEqual([0.5, 1, 2, -300]);
  expect(dataset.answers.values && [...(await floats(bytes, dataset.answers.values))]).toEqual([1.25, 7]);
});

test('questions with their choices, and whom they are about', async () => {
  const dataset = await read({
    input_ids: [
      [
        [1, 2],
        [1, 3],
      ],
      [
        [4, 2],
        [4, 3],
      ],
      [
        [5, 2],
        [5, 3],
      ],
    ],
    labels: [0, 1, 1],
    'attribute.region': ['north', null, 'east'],
  });
  expect(dataset).toMatchObject({ kind: 'TOKENS', n: 3, choices: 2, length: 2 });
  expect(dataset.attributes).toMatchObject([
    {
      name: 'region',
      values: [
        { name: 'east', count: 1 },
        { name: 'north', count: 1 },
      ],
    },
  ]);
});

test('equal JSON gives equal bytes, whatever the order of its fields', () => {
  expect(datasetOfJson('{"features": [[1]], "labels": [0]}')).toEqual(
    datasetOfJson('{ "labels": [0], "features": [[1]] }'),
  );
});

test.each([
  ['a list', '[]', 'CHECKPOINT_DATASET_MALFORMED'],
  ['no JSON', '{', 'CHECKPOINT_JSON_MALFORMED'],
  ['a field twice', '{"labels": [0], "labels": [1]}', 'CHECKPOINT_JSON_MALFORMED'],
  ['an unknown tensor', '{"code": [1]}', 'CHECKPOINT_DATASET_MALFORMED'],
  ['a name of every object', '{"constructor": [1]}', 'CHECKPOINT_DATASET_MALFORMED'],
  ['rows of two lengths', '{"features": [[1, 2], [1]]}', 'CHECKPOINT_DATASET_MALFORMED'],
  ['words for numbers', '{"features": [["a"]]}', 'CHECKPOINT_DATASET_MALFORMED'],
  ['half a label', '{"features": [[1]], "labels": [0.5]}', 'CHECKPOINT_DATASET_MALFORMED'],
  ['a label beyond a byte', '{"features": [[1]], "labels": [256]}', 'CHECKPOINT_DATASET_MALFORMED'],
  ['a bomb of brackets', '{"features": [[[[[[[1]]]]]]]}', 'CHECKPOINT_JSON_MALFORMED'],
])('%s is refused', (_, json, code) => {
  expect(() => datasetOfJson(json)).toThrow(expect.objectContaining({ code }));
});

test('a value that is no number any more as a float is refused where the dataset is read', async () => {
  await expect(read({ features: [[1]], values: [1e300] })).rejects.toMatchObject({
    code: 'CHECKPOINT_DATASET_MALFORMED',
  });
});

test.each([
  ['targets that go on after their end', { features: [[1]], targets: [[1, -1, 2]] }],
  ['targets below −1', { features: [[1]], targets: [[-2]] }],
  ['targets of fewer items', { features: [[1], [2]], targets: [[1]] }],
  ['boxes without labels', { images: [[[0]]], boxes: [[[0, 0, 1, 1]]] }],
  ['a box inside out', { images: [[[0]]], boxes: [[[5, 0, 1, 1]]], box_labels: [[0]] }],
  ['a box left of the image', { images: [[[0]]], boxes: [[[-1, 0, 1, 1]]], box_labels: [[0]] }],
  ['values in a table', { features: [[1]], values: [[1]] }],
])('a dataset with %s is refused', async (_, json) => {
  await expect(read(json)).rejects.toMatchObject({ code: 'CHECKPOINT_DATASET_MALFORMED' });
});

test('a place for a box may be empty', async () => {
  const json = {
    images: [[[0]]],
    boxes: [
      [
        [0, 0, 1, 1],
        [0, 0, 0, 0],
      ],
    ],
    box_labels: [[3, 255]],
  };
  expect(await read(json)).toMatchObject({ kind: 'IMAGES', answers: { boxes: { shape: [1, 2, 4] } } });
});
