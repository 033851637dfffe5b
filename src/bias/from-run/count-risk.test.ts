import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../base/byte-source.ts';
import { digestOf } from '../../base/digest.ts';
import { writeSafetensors, type TensorToWrite } from '../../checkpoint/write-safetensors.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { countRisk } from './count-risk.ts';

const CHOICES = 4;

interface Made {
  readonly ranks: readonly number[];
  readonly choices?: number | null;
  /** The number of each item's name. */
  readonly repetitions?: readonly number[];
  readonly names?: readonly string[];
  readonly first?: number;
  readonly count?: number;
}

function dataset(n: number, { choices = CHOICES, repetitions, names = [] }: Made) {
  const shape = choices === null ? [n, 2] : [n, choices, 2];
  const ids: TensorToWrite = {
    name: 'input_ids',
    dtype: 'I32',
    shape,
    bytes: new Uint8Array(8 * n * (choices ?? 1)),
  };
  if (!repetitions) return writeSafetensors([ids]);
  const attribute: TensorToWrite = {
    name: 'attribute.repetitions',
    dtype: 'U8',
    shape: [n],
    bytes: Uint8Array.from(repetitions),
  };
  return writeSafetensors([ids, attribute], { 'attribute.repetitions': JSON.stringify(names) });
}

function count(made: Made, rule: 'rank-first' | 'likeliest-choice' = 'rank-first') {
  const { ranks, first = 0, count: counted = ranks.length } = made;
  const isCanary = rule === 'rank-first';
  const protocol: Protocol = {
    task: { id: isCanary ? 'canary-exposure' : 'multiple-choice', version: 1 },
    dataset: { digest: digestOf('dataset'), split: 'test', first, count: counted },
    preprocessing: [],
    decoding: { rule, vocabulary: 8 },
    metric: { id: isCanary ? 'exposure' : 'accuracy', version: 1 },
  };
  const predictions: TensorToWrite = {
    name: 'predictions',
    dtype: 'I32',
    shape: [ranks.length],
    bytes: new Uint8Array(Int32Array.from(ranks).buffer),
  };
  const items = bytesOf(writeSafetensors([predictions]));
  return countRisk({ protocol, items, dataset: bytesOf(dataset(first + counted, made)) }, []);
}

describe('canaries of a run', () => {
  test('are its items: the rank of each among the choices, once where nothing tells how often', async () => {
    expect(await count({ ranks: [1, 4, 2] })).toEqual({
      canaries: {
        spaceSize: 4,
        canaries: [
          { rank: 1, repetitions: 1 },
          { rank: 4, repetitions: 1 },
          { rank: 2, repetitions: 1 },
        ],
      },
    });
  });

  test('stood in the data as often as the dataset says, over the slice that the protocol names', async () => {
    const made = { repetitions: [0, 0, 1, 2], names: ['1', '16', '64'], first: 1 };
    expect((await count({ ...made, ranks: [4, 2, 1] })).canaries?.canaries).toEqual([
      { rank: 4, repetitions: 1 },
      { rank: 2, repetitions: 16 },
      { rank: 1, repetitions: 64 },
    ]);
  });

  test.each<[string, Made]>([
    ['a likelihood that is none', { ranks: [1, 0] }],
    ['a rank below the last', { ranks: [1, 5] }],
    ['fewer ranks than items', { ranks: [1, 2], count: 3 }],
    ['more ranks than items', { ranks: [1, 2, 3], count: 2 }],
    ['items of one sequence', { ranks: [1, 1], choices: null }],
    ['more canaries than a report holds', { ranks: Array.from({ length: 1001 }, () => 1) }],
    ['repetitions of some alone', { ranks: [1, 2], repetitions: [0, 255], names: ['1'] }],
    ['repetitions that are words', { ranks: [1, 2], repetitions: [0, 1], names: ['1', 'often'] }],
    ['a canary that was never planted', { ranks: [1, 2], repetitions: [0, 1], names: ['1', '0'] }],
  ])('are not counted with %s', async (_, made) => {
    await expect(count(made)).rejects.toMatchObject({ code: 'BIAS_RUN_UNFIT' });
  });

  test('are not of a run that ranks nothing', async () => {
    await expect(count({ ranks: [1] }, 'likeliest-choice')).rejects.toMatchObject({ code: 'BIAS_RUN_UNFIT' });
  });
});
