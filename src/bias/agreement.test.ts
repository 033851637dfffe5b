import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { biasAgreement } from './agreement.ts';
import type { BiasPayload, Counts } from './counts.ts';

const payload = (counts: Counts, harms: BiasPayload['harms'] = ['quality-of-service']): BiasPayload => ({
  dataset: digestOf('data'),
  protocol: digestOf('protocol'),
  attribute: 'age',
  harms,
  counts,
  marginals: [],
  from: null,
  context: null,
  limitations: null,
  metrics: {},
});
const tally = (...rates: readonly number[]) =>
  payload({
    kind: 'TALLY',
    groups: rates.map((rate, i) => ({ name: `g${i}`, k: Math.round(rate * 1000), n: 1000 })),
  });

describe('two reports', () => {
  test.for<[string, BiasPayload, BiasPayload, string]>([
    ['agree though their decimals differ', tally(0.9, 0.7), tally(0.91, 0.72), 'AGREES'],
    [
      'contradict when the intervals of the gap are disjoint',
      tally(0.9, 0.7),
      tally(0.9, 0.4),
      'CONTRADICTS',
    ],
    ['contradict when the gap lies the other way', tally(0.9, 0.7), tally(0.7, 0.9), 'CONTRADICTS'],
    ['contradict when one excludes what the other found', tally(0.9, 0.7), tally(0.9, 0.89), 'CONTRADICTS'],
    ['agree that there is no disparity', tally(0.9, 0.9), tally(0.91, 0.9), 'AGREES'],
    ['leave it open where only one can say', tally(0.9, 0.79), tally(0.9, 0.82), 'OPEN'],
    ['leave it open where the pair is not counted', tally(0.9, 0.7), renamed(tally(0.9, 0.7)), 'OPEN'],
    ['leave it open where a group is too small', tally(0.9, 0.7), small(), 'OPEN'],
  ])('%s', ([, one, other, expected]) => {
    expect(biasAgreement(one, other)).toBe(expected);
    expect(biasAgreement(one, one)).toBe(one.counts.kind === 'TALLY' ? 'AGREES' : expected);
  });

  test('are judged by the first one’s harms', () => {
    const groups = [
      { name: 'a', tp: 450, fp: 50, tn: 450, fn: 50 },
      { name: 'b', tp: 200, fp: 0, tn: 700, fn: 100 },
    ];
    const counts: Counts = { kind: 'CONFUSION', groups };
    const one = payload(counts, ['allocation']);
    expect(biasAgreement(one, payload(counts, ['stereotyping']))).toBe('AGREES');
  });

  test('of scores are compared by their areas', () => {
    const scores = (positives: readonly number[], negatives: readonly number[]) =>
      payload({
        kind: 'SCORES',
        groups: [
          { name: 'a', positives: [10, 490], negatives: [490, 10] },
          { name: 'b', positives, negatives },
        ],
      });
    const wide = scores([250, 250], [250, 250]);
    expect(biasAgreement(wide, scores([240, 260], [250, 250]))).toBe('AGREES');
    expect(biasAgreement(wide, scores([12, 488], [488, 12]))).toBe('CONTRADICTS');
  });

  test('of a benchmark are compared by their leans', () => {
    const pairs = (hits: number) =>
      payload({
        kind: 'CROWS_PAIRS',
        tally: { stereoPairs: 1000, stereoHits: hits, antiPairs: 0, antiHits: 0, neutral: 0 },
      });
    expect(biasAgreement(pairs(700), pairs(710))).toBe('AGREES');
    expect(biasAgreement(pairs(700), pairs(300))).toBe('CONTRADICTS');
    expect(biasAgreement(pairs(700), pairs(505))).toBe('CONTRADICTS');
  });
});

function renamed({ counts, ...rest }: BiasPayload): BiasPayload {
  if (counts.kind !== 'TALLY') return { counts, ...rest };
  return {
    ...rest,
    counts: { ...counts, groups: counts.groups.map((group) => ({ ...group, name: `x${group.name}` })) },
  };
}

function small(): BiasPayload {
  return payload({
    kind: 'TALLY',
    groups: [
      { name: 'g0', k: 9, n: 10 },
      { name: 'g1', k: 7, n: 10 },
    ],
  });
}
