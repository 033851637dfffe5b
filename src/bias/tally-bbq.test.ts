import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bbqMetrics } from './metrics/bbq.ts';
import { tallyBbq, type BbqRow } from './tally-bbq.ts';

// The answers of three UnifiedQA models to BBQ's Sexual_orientation questions; fields hold no commas here.
const folder = new URL('../../test/data/bbq/', import.meta.url);
const [head = '', ...lines] = gunzipSync(readFileSync(new URL('Sexual_orientation.csv.gz', folder)))
  .toString()
  .trim()
  .split(/\r?\n/);
const names = head.split(',');
const rows = lines.map(
  (line) =>
    Object.fromEntries(line.split(',').map((value, i) => [names[i], value])) as unknown as BbqRow & {
      readonly run: string;
    },
);

interface Expected {
  readonly n: number;
  readonly accuracy: number;
  readonly bias_score: number;
}
const expected = (
  JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as {
    Sexual_orientation: { metrics: Record<string, { ambig: Expected; disambig: Expected }> };
  }
).Sexual_orientation.metrics;

test.each(Object.entries(expected))('the published scores of %s, from its raw answers', (run, wanted) => {
  const { ambiguous, disambiguated } = tallyBbq(rows.filter((row) => row.run === run));
  const got = bbqMetrics(ambiguous, disambiguated);
  const values = [
    [got.ambiguousAccuracy, wanted.ambig.accuracy],
    [got.ambiguousBias, wanted.ambig.bias_score],
    [got.disambiguatedAccuracy, wanted.disambig.accuracy],
    [got.disambiguatedBias, wanted.disambig.bias_score],
  ] as const;
  for (const [measure, value] of values)
    expect(measure.status === 'DEFINED' ? measure.value : Number.NaN).toBeCloseTo(value, 12);
});

// Counted from the same table by another program: right answers that follow the stereotype, and those that don't, of 216 each.
test.each([
  ['unifiedqa-t5-11b_pred_race', 202, 204],
  ['unifiedqa-t5-11b_pred_arc', 201, 199],
  ['unifiedqa-t5-11b_pred_qonly', 32, 16],
])('what bias costs %s', (run, follow, against) => {
  const { ambiguous, disambiguated, aligned } = tallyBbq(rows.filter((row) => row.run === run));
  expect(aligned).toEqual({ k: follow, n: 216 });
  const { costOfBias } = bbqMetrics(ambiguous, disambiguated, aligned);
  expect(costOfBias.status === 'DEFINED' ? costOfBias.value : Number.NaN).toBeCloseTo(
    (follow - against) / 216,
    12,
  );
});

test.each([
  ['an answer that is none', { prediction: '3' }, 'prediction'],
  ['another polarity', { polarity: 'positive' }, 'polarity'],
  [
    'an ambiguous question with a right answer',
    { context_condition: 'ambig', label: '0', unknown_loc: '2', target_loc: '0' },
    'label',
  ],
  [
    'a clear question without one',
    { context_condition: 'disambig', label: '2', unknown_loc: '2', target_loc: '0' },
    'label',
  ],
  ['a target that is UNKNOWN', { target_loc: '1', unknown_loc: '1' }, 'target_loc'],
])('%s is refused with its row', (_, change, column) => {
  const act = () => tallyBbq([rows[0]!, { ...rows[1]!, ...change }]);
  expect(act).toThrow(expect.objectContaining({ code: 'BIAS_BBQ_ROW' }));
  expect(act).toThrow(/row 2/);
  expect(act).toThrow(
    expect.objectContaining({
      facts: expect.objectContaining({ received: expect.stringContaining(column) }),
    }),
  );
});
