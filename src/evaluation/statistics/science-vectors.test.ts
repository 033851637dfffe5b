import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { betaQuantile } from './beta.ts';
import { DTYPE_TOLERANCES, isClose, ulp32 } from './closeness.ts';
import { katz, newcombe } from './difference.ts';
import { eigenTrust } from './eigen-trust.ts';
import { f1Interval } from './f1.ts';
import { isGrimConsistent } from './grim.ts';
import { holm } from './holm.ts';
import { intraclass } from './icc.ts';
import { krippendorff, type Measure } from './krippendorff.ts';
import { normalCdf, normalQuantile, Z_90, Z_95 } from './normal.ts';
import { precision } from './precision.ts';
import { jeffreys, wilson } from './proportion.ts';
import { tQuantile } from './student.ts';
import { tost } from './tost.ts';

interface Suite<Case> {
  readonly tol?: number;
  readonly cases: readonly Case[];
}

function suite<Case>(name: string): Suite<Case> {
  const url = new URL(`../../../test/vectors/science/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Suite<Case>;
}

function expectClose(actual: number | readonly number[], expected: number | readonly number[], tol: number) {
  const [left, right] = [[actual].flat(), [expected].flat()];
  expect(left).toHaveLength(right.length);
  left.forEach((value, i) => expect(Math.abs(value - (right[i] as number))).toBeLessThanOrEqual(tol));
}

describe('the published numbers', () => {
  const qra = suite<{
    name: string;
    values: number[];
    scaleMin: number;
    expect: Record<string, number> & { ci95_sStar?: number[]; reason?: string };
  }>('qra');
  test.each(qra.cases)('CV* of $name', ({ values, scaleMin, expect: wanted }) => {
    const got = precision(values, scaleMin);
    if (got.status === 'UNDEFINED') return expect(got.reason).toBe(wanted.reason);
    expect(wanted.reason).toBeUndefined();
    for (const key of ['n', 'mean', 's', 'c4', 'sStar', 'cvStar'] as const)
      expectClose(got[key], wanted[key] as number, 1e-6);
    expectClose(got.sStarInterval95, wanted.ci95_sStar as number[], 1e-6);
  });

  const proportions = suite<{ k: number; n: number; wilson95: number[]; jeffreys95: number[] }>(
    'proportionCI',
  );
  test.each(proportions.cases)('intervals of $k/$n', (given) => {
    expectClose(wilson(given), given.wilson95, 1e-6);
    expectClose(jeffreys(given), given.jeffreys95, 1e-6);
  });

  const differences = suite<{
    a: [number, number];
    b: [number, number];
    newcombe95: number[];
    katzRatio95: number[] | null;
  }>('differenceCI');
  test.each(differences.cases)('difference of $a and $b', ({ a, b, newcombe95, katzRatio95 }) => {
    const [left, right] = [
      { k: a[0], n: a[1] },
      { k: b[0], n: b[1] },
    ];
    expectClose(newcombe(left, right), newcombe95, 1e-6);
    const ratio = katz(left, right);
    if (katzRatio95 === null) return expect(ratio).toBeNull();
    expectClose(ratio ?? [], katzRatio95.slice(1), 1e-6);
  });

  const f1 = suite<{ tp: number; fp: number; fn: number; f1: number; ci95: number[] }>('f1CI');
  test.each(f1.cases)('F1 of $tp/$fp/$fn', (given) => {
    const got = f1Interval(given);
    expectClose([got?.f1 ?? Number.NaN, ...(got?.interval ?? [])], [given.f1, ...given.ci95], 1e-6);
  });

  const equivalence = suite<Record<string, number> & { equivalent: boolean }>('tost');
  test.each(equivalence.cases)('TOST of $d ± $se in $delta', (given) => {
    const got = tost(given.d as number, given.se as number, given.delta as number);
    expectClose(
      [got.pLower, got.pUpper, got.p],
      [given.p_lower as number, given.p_upper as number, given.p as number],
      1e-6,
    );
    expect(got.isEquivalent).toBe(given.equivalent);
  });

  const quantiles = suite<{ p: number; a: number; b: number; x: number }>('betaQuantile');
  test.each(quantiles.cases)('quantile $p of Beta($a, $b)', ({ p, a, b, x }) => {
    expectClose(betaQuantile(p, a, b), x, 1e-6);
  });

  test.each(suite<{ p: number[]; adj: number[] }>('holm').cases)('Holm of $p', ({ p, adj }) => {
    expectClose(holm(p), adj, 1e-12);
  });

  const grim = suite<{ rate: number; decimals: number; n: number; consistent: boolean }>('grim');
  test.each(grim.cases)('GRIM of $rate over $n', ({ rate, decimals, n, consistent }) => {
    expect(isGrimConsistent(rate, decimals, n)).toBe(consistent);
  });
});

describe('the published numbers of agreement', () => {
  const alpha = suite<{ observers: string; expect: Record<Measure, number> }>('krippendorff');
  test.each(alpha.cases)('Krippendorff’s α of $observers', ({ observers, expect: wanted }) => {
    const ratings = observers
      .split('|')
      .map((row) => row.split(' ').map((word) => (word === '.' ? null : Number(word))));
    for (const measure of ['nominal', 'ordinal', 'interval', 'ratio'] as const)
      expectClose(krippendorff(ratings, measure) ?? Number.NaN, wanted[measure], 1e-9);
  });

  test('α is null where nothing can disagree', () => {
    expect(krippendorff([[1, 1, null], [1]], 'nominal')).toBeNull();
    expect(krippendorff([], 'interval')).toBeNull();
  });

  const icc = suite<{ matrix: number[][]; expect: Record<'icc11' | 'icc21' | 'icc31', number> }>('icc');
  test.each(icc.cases)('ICC of Shrout and Fleiss', ({ matrix, expect: wanted }) => {
    const got = intraclass(matrix);
    for (const form of ['icc11', 'icc21', 'icc31'] as const) expectClose(got[form], wanted[form], 1e-9);
  });

  test.each(suite<{ a: number; b: number; ulp: number }>('ulp32').cases)(
    '$a and $b are $ulp floats apart',
    ({ a, b, ulp }) => {
      expect(ulp32(a, b)).toBe(ulp);
      expect(ulp32(b, a)).toBe(ulp);
    },
  );

  test('the tolerances of dtypes, and the border between close and not', () => {
    const { source: _, ...wanted } = suite('dtypeTolerance') as unknown as Record<string, unknown>;
    expect(DTYPE_TOLERANCES).toEqual(wanted);
    const { F16 } = DTYPE_TOLERANCES;
    expect([isClose(1.001, 1, F16), isClose(1.0011, 1, F16)]).toEqual([true, false]);
    expect([isClose(0.000_01, 0, F16), isClose(0.000_011, 0, F16)]).toEqual([true, false]);
  });

  const trust = suite<{ local: number[][]; pretrust: number[]; a: number; expect: number[] }>('eigenTrust');
  test.each(trust.cases)('EigenTrust of four', ({ local, pretrust, a, expect: wanted }) => {
    const got = eigenTrust(local, pretrust, a);
    expectClose(got, wanted, 1e-9);
    expectClose(
      got.reduce((sum, value) => sum + value, 0),
      1,
      1e-12,
    );
  });
});

describe('quantiles', () => {
  test('agree with the printed tables', () => {
    expectClose(tQuantile(0.975, 6), 2.446911851, 1e-8);
    expectClose(tQuantile(0.025, 1), -12.706204736, 1e-7);
    expectClose(normalQuantile(0.975), Z_95, 1e-12);
    expectClose(normalQuantile(0.95), Z_90, 1e-12);
    expectClose(normalCdf(-9) / 1.1285884059538405e-19, 1, 1e-9);
  });

  test('refuse a share of nothing', () => {
    expect(() => wilson({ k: 0, n: 0 })).toThrow('n ≥ 1');
    expect(f1Interval({ tp: 0, fp: 0, fn: 0 })).toBeNull();
  });
});
