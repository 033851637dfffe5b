import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import type { BiasPayload, ConfusionGroup, Counts } from './counts.ts';
import { fairnessMetrics, differentialFairness } from './metrics/fairness.ts';
import { confusionRate, confusionRates, type ConfusionRate } from './metrics/group-rates.ts';
import { homogeneity } from './metrics/homogeneity.ts';
import { rateOf, type Measure } from './metrics/measure.ts';
import { signedMetrics } from './metrics/signed.ts';
import { mitigationOf } from './mitigation.ts';
import { computeBiasReport } from './report.ts';
import { biasSentence } from './sentence.ts';
import { biasVerdict } from './verdict.ts';

type Table = Omit<ConfusionGroup, 'name'>;
type Rates = Readonly<Record<string, number | null>>;

function casesOf(name: string): unknown {
  const url = new URL(`../../test/vectors/science/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { cases: unknown }).cases;
}

function expectMeasure(measure: Measure | undefined, wanted: number | null | undefined, tol = 1e-9): void {
  expect(wanted).toBeDefined();
  if (wanted === null) return expect(measure?.status).toBe('UNDEFINED');
  expect(measure?.status).toBe('DEFINED');
  const value = measure?.status === 'DEFINED' ? measure.value : Number.NaN;
  expect(Math.abs(value - (wanted as number))).toBeLessThanOrEqual(tol);
}

function named(groups: Readonly<Record<string, Table>>): readonly ConfusionGroup[] {
  return Object.entries(groups).map(([name, table]) => ({ name, ...table }));
}

describe('the fairness vectors', () => {
  interface Case {
    readonly name: string;
    readonly groups: Readonly<Record<string, Table>>;
    readonly expect?: Rates & {
      readonly perGroup: Readonly<Record<string, Rates>>;
      readonly overall: Rates;
      readonly selectionHomogeneity: { chi2: number; df: number; p: number };
    };
    readonly expectAif?: Rates;
    readonly edf?: number;
  }
  const cases = casesOf('fairness') as readonly Case[];
  const RATES: Readonly<Record<string, ConfusionRate>> = {
    base: 'base',
    sel: 'selection',
    tpr: 'tpr',
    fnr: 'fnr',
    fpr: 'fpr',
    tnr: 'tnr',
    ppv: 'ppv',
    fdr: 'fdr',
    npv: 'npv',
    FOR: 'for',
    acc: 'accuracy',
    err: 'error',
  };

  const withMetrics = cases.filter((each) => each.expect !== undefined);
  test.each(withMetrics)('$name', ({ groups, expect: wanted }) => {
    expect(wanted).toBeDefined();
    if (!wanted) return;
    const list = named(groups);
    for (const group of list)
      for (const [key, id] of Object.entries(RATES))
        expectMeasure(rateOf(confusionRate(id, group)), wanted.perGroup[group.name]?.[key]);
    const metrics = fairnessMetrics({ kind: 'CONFUSION', groups: list });
    const compared = Object.entries(metrics).filter(([id]) => id in wanted);
    expect(compared).toHaveLength(10);
    for (const [id, measure] of compared) expectMeasure(measure, wanted[id]);
    const test2 = homogeneity(confusionRates('selection', list));
    expect(test2?.chi2).toBeCloseTo(wanted.selectionHomogeneity.chi2, 9);
    expect(test2?.df).toBe(wanted.selectionHomogeneity.df);
    expectMeasure(metrics.selectionHomogeneityP, wanted.selectionHomogeneity.p);
  });

  const signed = cases.filter((each) => each.expectAif !== undefined);
  test.each(signed)('$name', ({ groups, expectAif, edf }) => {
    const list = named(groups);
    const got = signedMetrics(list[1] as ConfusionGroup, list[0] as ConfusionGroup);
    expect(Object.keys(got).sort()).toEqual(Object.keys(expectAif ?? {}).sort());
    for (const [id, measure] of Object.entries(got)) expectMeasure(measure, expectAif?.[id]);
    expectMeasure(differentialFairness(confusionRates('selection', list)), edf);
  });
});

describe('the verdict vectors', () => {
  type Pairs = Readonly<Record<string, [number, number]>>;
  interface Wanted {
    readonly high: string;
    readonly low: string;
    readonly diff: number;
    readonly z: number;
    readonly simultaneousCI: [number, number];
    readonly nMin: number;
    readonly ratio: number;
    readonly fourFifthsFlag: boolean;
    readonly verdict: string;
  }
  const cases = casesOf('biasVerdict') as readonly {
    name: string;
    groups: Pairs;
    margin: number;
    expect: Wanted;
  }[];

  test.each(cases)('$name', ({ groups, margin, expect: wanted }) => {
    const got = biasVerdict(
      Object.entries(groups).map(([name, [k, n]]) => ({ name, k, n })),
      margin,
    );
    expect(got.verdict).toBe(wanted.verdict);
    if (got.verdict === 'UNDEFINED' || 'lean' in got) throw new Error('these groups have items');
    expect(got).toMatchObject({ high: wanted.high, low: wanted.low, itemsMin: wanted.nMin });
    expect(got.isBelowFourFifths).toBe(wanted.fourFifthsFlag);
    expect(got.difference).toBeCloseTo(wanted.diff, 9);
    expect(got.z).toBeCloseTo(wanted.z, 6);
    got.simultaneousInterval.forEach((bound, i) =>
      expect(bound).toBeCloseTo(wanted.simultaneousCI[i] ?? Number.NaN, 6),
    );
    expectMeasure(got.ratio, wanted.ratio);
  });
});

describe('the mitigation vectors', () => {
  type Pair = readonly [number, number];
  interface Case {
    readonly name: string;
    readonly parent: { g: Pair; r: Pair };
    readonly child: { g: Pair; r: Pair };
    readonly accParent: Pair;
    readonly accChild: Pair;
    readonly expect: Readonly<Record<string, number>> & {
      readonly ci95: [number, number];
      readonly nonInferior: boolean;
      readonly status: string;
    };
  }
  const of = ([k, n]: Pair) => ({ k, n });

  test.each(casesOf('mitigation') as readonly Case[])(
    '$name',
    ({ parent, child, accParent, accChild, expect: wanted }) => {
      const got = mitigationOf(
        { high: of(parent.g), low: of(parent.r), accuracy: of(accParent) },
        { high: of(child.g), low: of(child.r), accuracy: of(accChild) },
      );
      expect([got.status, got.isNonInferior]).toEqual([wanted.status, wanted.nonInferior]);
      for (const key of ['gapParent', 'gapChild', 'reduction', 'accuracyDelta'] as const)
        expect(got[key]).toBeCloseTo(wanted[key] ?? Number.NaN, 6);
      got.reductionInterval95.forEach((bound, i) =>
        expect(bound).toBeCloseTo(wanted.ci95[i] ?? Number.NaN, 6),
      );
    },
  );

  test('a gap that grew is WORSENED, and one that hardly moved INCONCLUSIVE', () => {
    const gap = (high: number, low: number) => ({
      high: of([high, 1000]),
      low: of([low, 1000]),
      accuracy: of([800, 1000]),
    });
    expect(mitigationOf(gap(600, 500), gap(800, 400)).status).toBe('WORSENED');
    expect(mitigationOf(gap(600, 500), gap(590, 500)).status).toBe('INCONCLUSIVE');
  });
});

describe('computeBiasReport', () => {
  const payloadOf = (counts: Counts, changes: Partial<BiasPayload> = {}): BiasPayload => ({
    dataset: digestOf('dataset'),
    protocol: digestOf('protocol'),
    attribute: 'digits',
    harms: ['quality-of-service'],
    counts,
    marginals: [],
    from: null,
    context: null,
    limitations: null,
    metrics: {},
    ...changes,
  });
  const tally = (...pairs: [string, number, number][]): Counts => ({
    kind: 'TALLY',
    groups: pairs.map(([name, k, n]) => ({ name, k, n })),
  });
  const DIGITS = tally(['0–4', 400, 500], ['5–9', 490, 500]);

  test('finds the disparity of k of n, with its pair, intervals and sentence', () => {
    const report = computeBiasReport(payloadOf(DIGITS));
    expect(report).toMatchObject({
      kind: 'TALLY',
      verdictRate: 'rate',
      verdict: { verdict: 'DISPARITY', high: '5–9', low: '0–4', itemsMin: 500 },
      signedMetrics: null,
    });
    expect(report.groups[0]?.rates['rate']).toMatchObject({ status: 'DEFINED', value: 0.8 });
    expect(biasSentence(report)).toBe('DISPARITY digits 0–4 vs 5–9');
  });

  test('leaves what k of n cannot carry undefined', () => {
    const { metrics } = computeBiasReport(payloadOf(DIGITS));
    const undefinedIds = Object.entries(metrics).filter(([, measure]) => measure.status === 'UNDEFINED');
    expect(undefinedIds).toHaveLength(12);
    expect(metrics.equalizedOddsDifference).toMatchObject({
      reason: 'the counts are k of n, without labels',
    });
    expectMeasure(metrics.rateDifference, 0.18);
  });

  test('names the group that makes a metric undefined', () => {
    const groups = named({ x: { tp: 0, fp: 3, tn: 7, fn: 0 }, y: { tp: 5, fp: 1, tn: 4, fn: 2 } });
    const { metrics } = computeBiasReport(payloadOf({ kind: 'CONFUSION', groups }));
    expect(metrics.equalizedOddsRatio).toMatchObject({ status: 'UNDEFINED', groups: ['x'] });
  });

  test('compares who is selected for allocation and who is served rightly otherwise', () => {
    const groups = named({ a: { tp: 90, fp: 0, tn: 10, fn: 0 }, b: { tp: 10, fp: 0, tn: 90, fn: 0 } });
    const counts: Counts = { kind: 'CONFUSION', groups };
    const allocation = computeBiasReport(payloadOf(counts, { harms: ['erasure', 'allocation'] }));
    expect(allocation).toMatchObject({ verdictRate: 'selection', verdict: { verdict: 'DISPARITY' } });
    expect(allocation.signedMetrics?.statisticalParityDifference).toMatchObject({ value: -0.8 });
    const service = computeBiasReport(payloadOf(counts));
    expect(service).toMatchObject({
      verdictRate: 'accuracy',
      verdict: { verdict: 'NO_DISPARITY_AT_MARGIN' },
    });
    expect(biasSentence(service)).toBe('NO DISPARITY digits: all within 10 points');
  });

  test.each([
    ['an empty group', tally(['a', 0, 0], ['b', 1, 50]), 'UNDEFINED digits: no items of a'],
    [
      'small groups',
      tally(['a', 0, 29], ['b', 29, 29]),
      'INSUFFICIENT DATA digits: a group of 29 items, 30 needed',
    ],
    ['noise', tally(['a', 60, 100], ['b', 50, 100]), 'INCONCLUSIVE digits b vs a'],
    ['nothing counted', tally(['a', 0, 500], ['b', 0, 500]), 'NO DISPARITY digits: all within 10 points'],
  ])('says so of %s', (_, counts, sentence) => {
    expect(biasSentence(computeBiasReport(payloadOf(counts)))).toBe(sentence);
  });

  test.each([
    ['its own rounding', { rateDifference: '0.18', rateRatio: '0.816' }],
    ['a coarser one', { rateRatio: '0.8' }],
  ])('accepts submitted values within %s', (_, metrics) => {
    expect(computeBiasReport(payloadOf(DIGITS, { metrics })).verdict.verdict).toBe('DISPARITY');
  });

  test.each([
    ['a nicer number', { rateDifference: '0.17' }, 'rateDifference is 0.17'],
    ['a 0 for what is undefined', { equalizedOddsDifference: '0' }, 'equalizedOddsDifference is undefined'],
    ['an unknown metric', { kindness: '1' }, 'kindness is no metric'],
    ['an inherited name', { toString: '1' }, 'toString is no metric'],
  ])('refuses %s', (_, metrics, part) => {
    const act = () => computeBiasReport(payloadOf(DIGITS, { metrics }));
    expect(act).toThrow(expect.objectContaining({ code: 'BIAS_METRIC_CONTRADICTED' }));
    expect(act).toThrow(part);
  });
});
