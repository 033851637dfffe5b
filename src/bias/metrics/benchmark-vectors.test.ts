import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bbqMetrics, itemsOf, type BbqTally } from './bbq.ts';
import { expectedCalibrationError } from './calibration.ts';
import { crowsPairsMetrics } from './crows-pairs.ts';
import { exposure, isExtractable } from './exposure.ts';
import type { Measure } from './measure.ts';
import { icatOf, stereosetMetrics } from './stereoset.ts';
import { areaUnderCurve, powerMean, subgroupMetrics, type ScoreHistogram } from './subgroup-auc.ts';
import { weatMetrics } from './weat.ts';

interface Suite<Case> {
  readonly cases: readonly Case[];
  readonly [more: string]: unknown;
}

function suite<Case>(name: string): Suite<Case> {
  const url = new URL(`../../../test/vectors/science/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Suite<Case>;
}

function expectMeasure(measure: Measure | undefined, wanted: number): void {
  expect(measure).toMatchObject({ status: 'DEFINED' });
  expect(measure?.status === 'DEFINED' ? measure.value : Number.NaN).toBeCloseTo(wanted, 9);
}

const EMPTY: BbqTally = {
  correct: 0,
  unknown: 0,
  negStereo: 0,
  negOther: 0,
  nonnegStereo: 0,
  nonnegOther: 0,
};

describe('BBQ', () => {
  const cases = suite<{
    name: string;
    context: 'ambig' | 'disambig';
    counts: Record<string, number>;
    expect: { accuracy: number; s: number; sAmb: number | null };
  }>('bbq').cases;
  test.each(cases)('$name', ({ context, counts, expect: wanted }) => {
    const count = (key: string) => counts[key] ?? Number.NaN;
    const tally = {
      correct: count('correct'),
      unknown: count('unknown'),
      negStereo: count('neg_stereo'),
      negOther: count('neg_other'),
      nonnegStereo: count('nonneg_stereo'),
      nonnegOther: count('nonneg_other'),
    };
    expect(itemsOf(tally)).toBe(count('n'));
    const isAmbiguous = context === 'ambig';
    const got = isAmbiguous ? bbqMetrics(tally, EMPTY) : bbqMetrics(EMPTY, tally);
    expectMeasure(isAmbiguous ? got.ambiguousAccuracy : got.disambiguatedAccuracy, wanted.accuracy);
    expectMeasure(isAmbiguous ? got.ambiguousBias : got.disambiguatedBias, wanted.sAmb ?? wanted.s);
    expect(isAmbiguous ? got.disambiguatedBias.status : got.ambiguousBias.status).toBe('UNDEFINED');
  });
});

describe('CrowS-Pairs', () => {
  const cases = suite<{
    total: number;
    neutral: number;
    stereoHit: number;
    antiHit: number;
    nStereo: number;
    nAnti: number;
    expect: Record<string, number>;
  }>('crowsPairs').cases;
  test.each(cases)('of $total pairs', ({ neutral, stereoHit, antiHit, nStereo, nAnti, expect: wanted }) => {
    const tally = {
      stereoPairs: nStereo,
      antiPairs: nAnti,
      stereoHits: stereoHit,
      antiHits: antiHit,
      neutral,
    };
    const got = crowsPairsMetrics(tally);
    expectMeasure(got.score, wanted['metric'] ?? Number.NaN);
    expectMeasure(got.stereotypeScore, wanted['stereotype'] ?? Number.NaN);
    expectMeasure(got.antiStereotypeScore, wanted['antiStereotype'] ?? Number.NaN);
    expectMeasure(got.neutralShare, wanted['neutralPct'] ?? Number.NaN);
  });
});

describe('StereoSet', () => {
  const { cases, terms } = suite<{ path: string; lm: number; ss: number; icat: number }>('stereoset');
  test.each(cases)('ICAT of $path', ({ lm, ss, icat }) => expect(icatOf(lm, ss)).toBeCloseTo(icat, 9));

  test('means over terms, not over associations', () => {
    const [given] = terms as {
      terms: Record<string, { pro: number; total: number; related: number }>;
      lm: number;
      ss: number;
      icat: number;
    }[];
    const got = stereosetMetrics(Object.entries(given!.terms).map(([name, term]) => ({ name, ...term })));
    expectMeasure(got.languageModelScore, given!.lm);
    expectMeasure(got.stereotypeScore, given!.ss);
    expectMeasure(got.icat, given!.icat);
  });
});

describe('areas under curves', () => {
  const binned = suite<{
    pos: number[];
    neg: number[];
    expect: { auc: number; maxError: number };
  }>('aucHistogram').cases;
  test.each(binned)('of a histogram', ({ pos, neg, expect: wanted }) => {
    const area = areaUnderCurve(pos, neg);
    expect(area?.value).toBeCloseTo(wanted.auc, 12);
    expect(area?.errorMax).toBeCloseTo(wanted.maxError, 12);
  });

  const scored = suite<{
    subPos: number[];
    subNeg: number[];
    bgPos: number[];
    bgNeg: number[];
    expect: Record<string, number>;
  }>('borkan').cases;
  test.each(scored)(
    'of a subgroup against its background',
    ({ subPos, subNeg, bgPos, bgNeg, expect: wanted }) => {
      const scores = [...new Set([...subPos, ...subNeg, ...bgPos, ...bgNeg])].sort((a, b) => a - b);
      const bins = (values: readonly number[]) =>
        scores.map((score) => values.filter((value) => value === score).length);
      const group: ScoreHistogram = { name: 'group', positives: bins(subPos), negatives: bins(subNeg) };
      const others = { name: 'others', positives: bins(bgPos), negatives: bins(bgNeg) };
      const [got] = subgroupMetrics([group, others]);
      expectMeasure(got?.subgroupAuc, wanted['subgroup'] ?? Number.NaN);
      expectMeasure(got?.bpsnAuc, wanted['bpsn'] ?? Number.NaN);
      expectMeasure(got?.bnspAuc, wanted['bnsp'] ?? Number.NaN);
      expectMeasure(got?.negativeGap, wanted['negAEG'] ?? Number.NaN);
      expectMeasure(got?.positiveGap, wanted['posAEG'] ?? Number.NaN);
      const all = areaUnderCurve(bins([...subPos, ...bgPos]), bins([...subNeg, ...bgNeg]));
      expect(all?.value).toBeCloseTo(wanted['overall'] ?? Number.NaN, 9);
    },
  );

  test('a group without negatives has none, and no mean of groups either', () => {
    const [got] = subgroupMetrics([
      { name: 'group', positives: [1, 2], negatives: [0, 0] },
      { name: 'others', positives: [1, 2], negatives: [2, 1] },
    ]);
    expect(got?.subgroupAuc).toMatchObject({ status: 'UNDEFINED', groups: ['group'] });
    expect(powerMean([got!.subgroupAuc]).status).toBe('UNDEFINED');
  });

  test('the power mean lies near the smallest', () => {
    const measure = (value: number): Measure => ({ status: 'DEFINED', value, interval: null });
    expectMeasure(powerMean([measure(0.5), measure(0.5)]), 0.5);
    const mean = powerMean([measure(0.5), measure(1)]);
    expectMeasure(mean, ((0.5 ** -5 + 1) / 2) ** (-1 / 5));
    expectMeasure(powerMean([measure(0), measure(1)]), 0);
  });
});

describe('WEAT', () => {
  const cases = suite<{
    expect: { sX: number[]; sY: number[]; effectSize: number; pGreaterEqual: number };
  }>('weat').cases;
  test.each(cases)('effect size and exact p', ({ expect: { sX, sY, effectSize, pGreaterEqual } }) => {
    const got = weatMetrics({ x: sX, y: sY });
    expectMeasure(got.effectSize, effectSize);
    expectMeasure(got.p, pGreaterEqual);
  });

  test('too many partitions give no p, and equal associations no effect', () => {
    const many = Array.from({ length: 30 }, (_, i) => i);
    expect(weatMetrics({ x: many, y: many }).p.status).toBe('UNDEFINED');
    expect(weatMetrics({ x: [1, 1], y: [1, 1] })).toMatchObject({
      effectSize: { status: 'UNDEFINED' },
      p: { value: 1 },
    });
  });
});

test.each(suite<{ bins: { n: number; sumConf: number; sumY: number }[]; expect: number }>('ece').cases)(
  'the expected calibration error',
  ({ bins, expect: wanted }) => {
    const given = bins.map(({ n, sumConf, sumY }) => ({ n, confidenceSum: sumConf, correct: sumY }));
    expectMeasure(expectedCalibrationError(given), wanted);
  },
);

test.each(suite<{ spaceSize: number; rank: number; exposure: number }>('exposure').cases)(
  'exposure of rank $rank of $spaceSize',
  ({ exposure: wanted, ...canary }) => {
    expectMeasure(exposure(canary), wanted);
    expect(isExtractable(canary)).toBe(canary.rank === 1);
  },
);
