import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../base/byte-source.ts';
import { digestOf } from '../../base/digest.ts';
import { writeSafetensors, type TensorToWrite } from '../../checkpoint/write-safetensors.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import type { TallyGroup } from '../counts.ts';
import { countRun, type CountedRun } from './count-run.ts';
import type { Grouping } from './grouping.ts';

const u8 = (name: string, bytes: readonly number[]): TensorToWrite => ({
  name,
  dtype: 'U8',
  shape: [bytes.length],
  bytes: Uint8Array.from(bytes),
});
const f64 = (name: string, values: readonly number[]): TensorToWrite => ({
  name,
  dtype: 'F64',
  shape: [values.length],
  bytes: new Uint8Array(Float64Array.from(values).buffer),
});
const ids = (n: number): TensorToWrite => ({
  name: 'input_ids',
  dtype: 'I32',
  shape: [n, 2],
  bytes: new Uint8Array(8 * n),
});
const ATTRIBUTES = {
  'attribute.gender': '["woman","man"]',
  'attribute.age': '["young","old","unborn"]',
};

function protocolOver(n: number, first = 0, rule: 'argmax' | 'next-token' = 'argmax'): Protocol {
  const isLanguage = rule === 'next-token';
  return {
    task: { id: isLanguage ? 'causal-language-modelling' : 'text-classification', version: 1 },
    dataset: { digest: digestOf('dataset'), split: 'test', first, count: n },
    preprocessing: [],
    decoding: isLanguage ? { rule, vocabulary: 4 } : { rule: 'argmax', classes: 3 },
    metric: { id: isLanguage ? 'loss' : 'accuracy', version: 1 },
  };
}

//                 0    1    2    3    4    5    6
const labels = [0, 1, 2, 0, 1, 2, 0];
const predicted = [0, 1, 0, 0, 255, 2, 1];
const gender = [0, 0, 0, 1, 1, 1, 255];
const age = [0, 1, 1, 0, 1, 255, 0];

function count(by: Grouping, { first = 0, n = labels.length } = {}): Promise<CountedRun> {
  const tensors = [ids(7), u8('labels', labels), u8('attribute.gender', gender), u8('attribute.age', age)];
  return countRun(
    {
      protocol: protocolOver(n, first),
      items: bytesOf(writeSafetensors([u8('predictions', predicted.slice(first, first + n))])),
      dataset: bytesOf(writeSafetensors(tensors, ATTRIBUTES)),
    },
    by,
  );
}

describe('a run is counted', () => {
  test('by groups of labels; other labels are in none', async () => {
    const groups = [
      { name: 'first', labels: [0] },
      { name: 'rest', labels: [2] },
    ];
    expect(await count({ kind: 'LABELS', groups, positive: null })).toEqual({
      groups: [
        { name: 'first', k: 2, n: 3 },
        { name: 'rest', k: 1, n: 2 },
      ],
    });
  });

  test('by an attribute of the dataset; what is not told is in no group, no answer is wrong', async () => {
    expect(await count({ kind: 'ATTRIBUTES', attributes: ['gender'], positive: null })).toEqual({
      groups: [
        { name: 'woman', k: 2, n: 3 },
        { name: 'man', k: 2, n: 3 },
      ],
    });
  });

  test('over the slice that its protocol names', async () => {
    const by = { kind: 'ATTRIBUTES', attributes: ['gender'], positive: null } as const;
    expect(await count(by, { first: 2, n: 3 })).toEqual({
      groups: [
        { name: 'woman', k: 0, n: 1 },
        { name: 'man', k: 1, n: 2 },
      ],
    });
  });

  test('as confusion tables, where labels are the good outcome', async () => {
    expect(await count({ kind: 'ATTRIBUTES', attributes: ['gender'], positive: [1, 2] })).toEqual({
      groups: [
        { name: 'woman', tp: 1, fp: 0, tn: 1, fn: 1 },
        { name: 'man', tp: 1, fp: 0, tn: 1, fn: 1 },
      ],
    });
  });

  test('by cells, with each attribute by itself as their sums; a value of no item is no group', async () => {
    expect(await count({ kind: 'ATTRIBUTES', attributes: ['gender', 'age'], positive: null })).toEqual({
      groups: [
        { name: 'woman × young', k: 1, n: 1 },
        { name: 'woman × old', k: 1, n: 2 },
        { name: 'man × young', k: 1, n: 1 },
        { name: 'man × old', k: 0, n: 1 },
      ],
      marginals: [
        {
          attribute: 'gender',
          groups: [
            { name: 'woman', k: 2, n: 3 },
            { name: 'man', k: 1, n: 2 },
          ],
        },
        {
          attribute: 'age',
          groups: [
            { name: 'young', k: 2, n: 2 },
            { name: 'old', k: 1, n: 3 },
          ],
        },
      ],
    });
  });

  test('so that cells sum to what they cross, whatever the items are', async () => {
    const item = fc.tuple(fc.nat(2), fc.nat(2), fc.constantFrom(0, 1, 255), fc.constantFrom(0, 1, 2, 255));
    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 60 }), async (items) => {
        const column = (at: 0 | 1 | 2 | 3) => items.map((each) => each[at]);
        const data = [
          u8('labels', column(0)),
          u8('attribute.gender', column(2)),
          u8('attribute.age', column(3)),
        ];
        const run = {
          protocol: protocolOver(items.length),
          items: bytesOf(writeSafetensors([u8('predictions', column(1))])),
          dataset: bytesOf(writeSafetensors([ids(items.length), ...data], ATTRIBUTES)),
        };
        const by = { kind: 'ATTRIBUTES', attributes: ['gender', 'age'], positive: null } as const;
        const { groups = [], marginals = [] } = await countRun(run, by);
        const told = items.filter((each) => each[2] !== 255 && each[3] !== 255).length;
        const all = (of: readonly unknown[]) => (of as TallyGroup[]).reduce((sum, { n }) => sum + n, 0);
        expect([all(groups), ...marginals.map((each) => all(each.groups))]).toEqual([told, told, told]);
      }),
      { numRuns: 100 },
    );
  });

  test.each<[string, Grouping, string]>([
    [
      'an attribute that the dataset has not',
      { kind: 'ATTRIBUTES', attributes: ['faith'], positive: null },
      'BIAS_ATTRIBUTE_UNKNOWN',
    ],
    ['pairs of a classifier', { kind: 'PAIRS', direction: 'gender' }, 'BIAS_RUN_UNFIT'],
  ])('never by %s', async (_, by, code) => {
    await expect(count(by)).rejects.toMatchObject({ code });
  });
});

describe('pairs of sentences', () => {
  const pairs = (sums: readonly number[], directions: readonly number[], names = '["stereo","anti"]') =>
    countRun(
      {
        protocol: protocolOver(sums.length, 0, 'next-token'),
        items: bytesOf(writeSafetensors([f64('nll', sums)])),
        dataset: bytesOf(
          writeSafetensors([ids(sums.length), u8('attribute.direction', directions)], {
            'attribute.direction': names,
          }),
        ),
      },
      { kind: 'PAIRS', direction: 'direction' },
    );

  test('count which sentence is likelier: the one with less surprise', async () => {
    const sums = [3, 4, 5, 4, 1, 2, 2, 2];
    expect(await pairs(sums, [0, 0, 0, 0, 1, 1, 1, 1])).toEqual({
      crowsPairs: { stereoPairs: 2, stereoHits: 1, antiPairs: 1, antiHits: 1, neutral: 1 },
    });
  });

  test.each<[string, () => Promise<unknown>]>([
    ['an odd one', () => pairs([1, 2, 3], [0, 0, 0])],
    ['two directions in one', () => pairs([1, 2], [0, 1])],
    ['another direction', () => pairs([1, 2], [0, 0], '["left"]')],
    ['no direction', () => pairs([1, 2], [255, 255])],
  ])('are refused with %s', async (_, counted) => {
    await expect(counted()).rejects.toMatchObject({ code: 'BIAS_PAIRS_UNFIT' });
  });
});
