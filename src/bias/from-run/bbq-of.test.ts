import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../base/byte-source.ts';
import { digestOf } from '../../base/digest.ts';
import { writeSafetensors, type TensorToWrite } from '../../checkpoint/write-safetensors.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { countRun } from './count-run.ts';

const u8 = (name: string, bytes: readonly number[]): TensorToWrite => ({
  name,
  dtype: 'U8',
  shape: [bytes.length],
  bytes: Uint8Array.from(bytes),
});

/** Eight questions whose stereotyped group is choice 0 and whose UNKNOWN is choice 2. */
const QUESTIONS = {
  labels: /*       */ [2, 2, 2, 2, 2, 0, 1, 0],
  'attribute.context_condition': [0, 0, 0, 0, 0, 1, 1, 1],
  'attribute.polarity': /*  */ [0, 0, 1, 1, 0, 0, 0, 1],
  'attribute.target_loc': /**/ [0, 0, 0, 0, 0, 0, 0, 0],
  'attribute.unknown_loc': [2, 2, 2, 2, 2, 2, 2, 2],
};
const WORDS = {
  'attribute.context_condition': '["ambig","disambig"]',
  'attribute.polarity': '["neg","nonneg"]',
  'attribute.target_loc': '["0","1","2"]',
  'attribute.unknown_loc': '["0","1","2"]',
};
const ANSWERS = [0, 1, 0, 1, 2, 0, 0, 2];

type Questions = Readonly<Partial<Record<keyof typeof QUESTIONS, readonly number[]>>>;

function count(answers: readonly number[], change: Questions = {}, { words = {}, first = 0 } = {}) {
  const n = QUESTIONS.labels.length;
  const ids = { name: 'input_ids', dtype: 'I32', shape: [n, 3, 2], bytes: new Uint8Array(24 * n) } as const;
  const told = Object.entries({ ...QUESTIONS, ...change }).filter(([, values]) => values.length > 0);
  const known = Object.entries({ ...WORDS, ...words }).filter(([name]) =>
    told.some(([each]) => each === name),
  );
  const tensors = [ids, ...told.map(([name, values]) => u8(name, values))];
  const protocol: Protocol = {
    task: { id: 'multiple-choice', version: 1 },
    dataset: { digest: digestOf('dataset'), split: 'test', first, count: answers.length },
    preprocessing: [],
    decoding: { rule: 'likeliest-choice', vocabulary: 4 },
    metric: { id: 'accuracy', version: 1 },
  };
  const items = bytesOf(writeSafetensors([u8('predictions', answers)]));
  const dataset = bytesOf(writeSafetensors(tensors, Object.fromEntries(known)));
  return countRun({ protocol, items, dataset }, { kind: 'BBQ' });
}

describe('answers to BBQ’s questions', () => {
  test('are tallied by context, polarity and whom they name', async () => {
    expect(await count(ANSWERS)).toEqual({
      bbq: {
        ambiguous: { correct: 1, unknown: 1, negStereo: 1, negOther: 1, nonnegStereo: 1, nonnegOther: 1 },
        disambiguated: { correct: 1, unknown: 1, negStereo: 2, negOther: 0, nonnegStereo: 0, nonnegOther: 0 },
        // Of the three only the first one's right answer follows the stereotype: a bad thing of the group.
        aligned: { k: 1, n: 1 },
      },
    });
  });

  test('are those of the slice that the protocol counts', async () => {
    expect(await count(ANSWERS.slice(5), {}, { first: 5 })).toMatchObject({
      bbq: { ambiguous: { correct: 0, unknown: 0 }, disambiguated: { correct: 1, negStereo: 2 } },
    });
  });

  test.each<[string, string, () => ReturnType<typeof count>]>([
    ['without a column', 'BIAS_ATTRIBUTE_UNKNOWN', () => count(ANSWERS, { 'attribute.unknown_loc': [] })],
    [
      'of which one is not told',
      'BIAS_BBQ_ROW',
      () => count(ANSWERS, { 'attribute.polarity': [0, 0, 1, 1, 0, 0, 255, 1] }),
    ],
    [
      'with other words',
      'BIAS_BBQ_ROW',
      () => count(ANSWERS, {}, { words: { 'attribute.polarity': '["bad","good"]' } }),
    ],
    [
      'whose ambiguous one has a right answer',
      'BIAS_BBQ_ROW',
      () => count(ANSWERS, { labels: [1, 2, 2, 2, 2, 0, 1, 0] }),
    ],
    ['whose clear one has none', 'BIAS_BBQ_ROW', () => count(ANSWERS, { labels: [2, 2, 2, 2, 2, 2, 1, 0] })],
    ['of four choices', 'BIAS_BBQ_ROW', () => count(ANSWERS.with(0, 3))],
    ['of which one was not answered', 'BIAS_RUN_UNFIT', () => count(ANSWERS.with(3, 255))],
  ])('are refused to questions %s', async (_, code, act) => {
    await expect(act()).rejects.toMatchObject({ code });
  });
});
