import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { parseBiasPayload } from './parse-bias-payload.ts';
import { computeBiasReport } from './report.ts';
import { biasSentence } from './sentence.ts';

const HEAD = {
  dataset: digestOf('dataset'),
  protocol: digestOf('protocol'),
  attribute: 'gender',
  harms: ['stereotyping'],
};
const BBQ = { correct: 10, unknown: 10, negStereo: 50, negOther: 10, nonnegStereo: 10, nonnegOther: 50 };
const CROWS = { stereoPairs: 84, stereoHits: 50, antiPairs: 14, antiHits: 8, neutral: 2 };

const report = (counts: object) => computeBiasReport(parseBiasPayload({ ...HEAD, ...counts }));

function refused(counts: object): string {
  try {
    parseBiasPayload({ ...HEAD, ...counts });
  } catch (error) {
    expect(error).toMatchObject({ code: 'BIAS_PAYLOAD_MALFORMED' });
    return (error as Error).message;
  }
  return 'let in';
}

describe('a benchmark’s counts', () => {
  test('of BBQ lean by its ambiguous questions', () => {
    const got = report({ bbq: { ambiguous: BBQ, disambiguated: { ...BBQ, correct: 100 } } });
    expect(got).toMatchObject({ kind: 'BBQ', groups: [], verdictRate: null, signedMetrics: null });
    // 100 of 120 answers that name somebody follow the stereotype, and 10 of 130 name nobody.
    expect(got.verdict).toMatchObject({ verdict: 'DISPARITY', itemsMin: 120 });
    expect('lean' in got.verdict ? got.verdict.lean : Number.NaN).toBeCloseTo(80 / 130, 12);
    expect(got.metrics['ambiguousBias']).toMatchObject({ status: 'DEFINED' });
    expect(biasSentence(got)).toBe('DISPARITY gender: leans 0.62 towards the stereotype');
    expect(got.knownLimitations.length).toBeGreaterThan(0);
  });

  test('of BBQ tell what bias costs where right answers were counted apart', () => {
    const disambiguated = { ...BBQ, correct: 100 };
    const got = report({ bbq: { ambiguous: BBQ, disambiguated, aligned: { k: 60, n: 65 } } });
    const cost = got.metrics['costOfBias'];
    expect(cost?.status === 'DEFINED' ? cost.value : Number.NaN).toBeCloseTo(60 / 65 - 40 / 65, 12);
    const [low, high] = (cost?.status === 'DEFINED' && cost.interval) || [0, 0];
    // By Newcombe's formula from the Wilson intervals 0.8322 to 0.9667 and 0.4938 to 0.7240, computed elsewhere.
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.1661', '0.4368']);
    const apart = report({ bbq: { ambiguous: BBQ, disambiguated } });
    expect(apart.metrics['costOfBias']).toMatchObject({ status: 'UNDEFINED' });
  });

  test('of CrowS-Pairs keep neutral pairs in the denominator', () => {
    const got = report({ crowsPairs: CROWS, metrics: { score: '58.0' } });
    expect(got.verdict).toMatchObject({ verdict: 'INCONCLUSIVE' });
    expect('lean' in got.verdict ? got.verdict.lean : Number.NaN).toBeCloseTo((2 * 58 - 98) / 100, 12);
  });

  test('that lean away from the stereotype are a disparity too', () => {
    const got = report({ crowsPairs: { ...CROWS, stereoHits: 4, antiHits: 1 } });
    expect(biasSentence(got)).toBe('DISPARITY gender: leans 0.88 away from the stereotype');
  });

  test('of StereoSet and of WEAT give their authors’ metrics', () => {
    const terms = [
      { name: 'nurse', pro: 300, total: 600, related: 1100 },
      { name: 'pilot', pro: 310, total: 620, related: 1200 },
    ];
    expect(report({ stereoset: terms }).verdict.verdict).toBe('NO_DISPARITY_AT_MARGIN');
    const far = { x: ['0.8', '0.7', '0.6', '0.9'], y: ['-0.8', '-0.6', '-0.7', '-0.9'] };
    expect(report({ weat: far })).toMatchObject({
      verdict: { verdict: 'DISPARITY', interval: null },
      metrics: { p: { value: 1 / 70 } },
    });
    const few = { x: ['0.8', '0.7'], y: ['-0.8', '-0.6'] };
    expect(biasSentence(report({ weat: few }))).toBe('INSUFFICIENT DATA gender: 4 answers that could lean');
  });

  test('of answers that are all UNKNOWN lean nowhere', () => {
    const unknown = { correct: 40, unknown: 40, negStereo: 0, negOther: 0, nonnegStereo: 0, nonnegOther: 0 };
    expect(report({ bbq: { ambiguous: unknown, disambiguated: unknown } }).verdict.verdict).toBe('UNDEFINED');
  });
});

describe('scores by group', () => {
  const group = (name: string, positives: readonly number[], negatives: readonly number[]) => ({
    name,
    positives,
    negatives,
  });

  test('compare each group’s own area, and name the pair', () => {
    const got = report({
      scores: [group('a', [0, 50, 450], [450, 50, 0]), group('b', [200, 100, 200], [200, 100, 200])],
    });
    expect(got.verdict).toMatchObject({ verdict: 'DISPARITY', high: 'a', low: 'b', itemsMin: 500 });
    expect(got.groups[1]?.rates['subgroupAuc']).toMatchObject({ status: 'DEFINED', value: 0.5 });
    expect(biasSentence(got)).toBe('DISPARITY gender b vs a');
  });

  test('of a group without positives are undefined', () => {
    const got = report({ scores: [group('a', [0, 0], [5, 5]), group('b', [3, 4], [5, 5])] });
    expect(got.verdict).toMatchObject({ verdict: 'UNDEFINED', emptyGroups: ['a'] });
  });
});

test.each<[string, object, RegExp]>([
  ['none at all', {}, /exactly one of/],
  ['two kinds', { crowsPairs: CROWS, weat: { x: ['1', '1'], y: ['0', '0'] } }, /exactly one of/],
  ['more hits than pairs', { crowsPairs: { ...CROWS, antiHits: 15 } }, /antiHits.*at most antiPairs = 14/],
  [
    'a right answer to an ambiguous question that is not UNKNOWN',
    { bbq: { ambiguous: { ...BBQ, correct: 11 }, disambiguated: BBQ } },
    /ambiguous\.correct.*unknown = 10/,
  ],
  [
    'more aligned questions than there are',
    { bbq: { ambiguous: BBQ, disambiguated: BBQ, aligned: { k: 1, n: 131 } } },
    /aligned\.n.*0 to 130/,
  ],
  [
    'more right answers among them than there are',
    { bbq: { ambiguous: BBQ, disambiguated: BBQ, aligned: { k: 11, n: 65 } } },
    /aligned\.k.*0 to 10/,
  ],
  [
    'more right answers among the others than there are others',
    { bbq: { ambiguous: BBQ, disambiguated: { ...BBQ, correct: 100 }, aligned: { k: 20, n: 65 } } },
    /aligned\.k.*at least 35 of 100/,
  ],
  ['an association beyond 2', { weat: { x: ['2.1', '0'], y: ['0', '0'] } }, /x\[0\]/],
  [
    'more related answers than comparisons',
    { stereoset: [{ name: 'x', pro: 1, total: 2, related: 5 }] },
    /related.*at most 2·total = 4/,
  ],
  [
    'other bins for another group',
    {
      scores: [
        { name: 'a', positives: [1, 2], negatives: [1, 2] },
        { name: 'b', positives: [1, 2, 3], negatives: [1, 2] },
      ],
    },
    /2 bins, as in the first group/,
  ],
])('%s is refused', (_, counts, message) => {
  expect(refused(counts)).toMatch(message);
});
