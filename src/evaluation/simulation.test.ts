import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { auditOutcome } from './audit.ts';
import { calibrationOf, calibrationSentence, type Forecast } from './calibration.ts';
import type { Evaluator } from './independence.ts';
import { METRICS, type Metric } from './metric-registry.ts';
import { isVetted, reliabilityOf } from './reliability.ts';
import { reproducibility } from './reproducibility.ts';
import type { Claim, Run } from './run.ts';
import { scoreSteps } from './steps.ts';

const D = digestOf('');
const CLAIM: Claim = {
  coreDigest: D,
  protocolDigest: D,
  metric: METRICS[0] as Metric,
  value: 0.714,
  itemCount: 1000,
  decimals: 3,
  margin: null,
  se: 0,
  outputsDigest: null,
  publisherId: 'publisher',
};
const [RIGHT, WRONG] = [0.714, 0.6];
/** Of all tickets, as the hub draws them: one audit for six jobs. */
const AUDIT_SHARE = 1 / 7;

function runBy(evaluatorId: string, value: number): Run {
  const digests = {
    coreDigest: D,
    protocolDigest: D,
    outputsDigest: null,
    predictionsDigest: null,
    challengeAnswer: null,
  };
  const conditions = { hardwareClass: 'cpu', stackId: 'a', details: {} };
  return { id: `of ${evaluatorId}`, evaluatorId, value, se: 0, itemCount: 1000, conditions, ...digests };
}

function evaluator(id: string, passed: number, failed = 0): Evaluator {
  const none = { organisations: [], domains: [], hosts: [], payers: [], conflicts: [] };
  return { id, ...none, audits: { passed, failed }, isTrusted: false };
}

/** The same numbers each time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('a thousand sybils', () => {
  const sybils = Array.from({ length: 1000 }, (_, i) => evaluator(`sybil ${i}`, 0));
  const lies = sybils.map(({ id }) => runBy(id, WRONG));

  test.each([1, 2, 3])('move a score with %i vetted groups by nothing', (count) => {
    const vetted = Array.from({ length: count }, (_, i) => evaluator(`vetted ${i}`, 4));
    const runs = vetted.map(({ id }) => runBy(id, RIGHT));
    const before = reproducibility(CLAIM, runs, vetted);
    const after = reproducibility(CLAIM, [...runs, ...lies], [...vetted, ...sybils]);
    expect(Math.abs((after.score ?? 0) - (before.score ?? 1))).toBe(0);
    expect([after.level, after.state, after.interval]).toEqual([before.level, before.state, before.interval]);
  });

  test('say of a claim that no vetted group ran no more than ten of them, and never above R1', () => {
    const praise = sybils.map(({ id }) => runBy(id, RIGHT));
    const all = reproducibility(CLAIM, praise, sybils);
    const ten = reproducibility(CLAIM, praise.slice(0, 10), sybils.slice(0, 10));
    expect(all.score).toBeCloseTo(2 / 3, 9);
    expect(all.score).toBeCloseTo(ten.score ?? 0, 9);
    expect(all.level).toBe('R1');
    expect(reproducibility(CLAIM, lies, sybils)).toMatchObject({ level: 'R0', state: 'OK' });
  });
});

describe('an evaluator that falsifies every result', () => {
  const falsified = auditOutcome({ claim: CLAIM, run: runBy('liar', WRONG), isUnproven: false });

  /** After how many results it is not vetted, given the audits it passed before; null when it never happens. */
  function caughtAfter(random: () => number, passed: number, resultsMax: number): number | null {
    let failed = 0;
    for (let result = 1; result <= resultsMax; result++) {
      if (random() < AUDIT_SHARE) failed += Number(falsified === 'FAILED');
      if (failed > 0 && !isVetted(reliabilityOf({ passed, failed }, passed === 0))) return result;
    }
    return null;
  }

  test('is caught within 60 results with a probability of at least .998, trusted or not', () => {
    // At the design's least share of a tenth it is 1 − .9^60 = .9982.
    expect(1 - 0.9 ** 60).toBeGreaterThan(0.998);
    const random = randomFrom(7);
    const caught = Array.from({ length: 20_000 }, () => caughtAfter(random, 0, 60));
    expect(caught.filter((at) => at !== null).length / caught.length).toBeGreaterThanOrEqual(0.998);
  });

  test('after twenty clean audits loses its vetting within 150 results with a probability of at least .95', () => {
    const random = randomFrom(11);
    const caught = Array.from({ length: 5000 }, () => caughtAfter(random, 20, 150));
    expect(caught.filter((at) => at !== null).length / caught.length).toBeGreaterThanOrEqual(0.95);
  });
});

describe('a published score', () => {
  // The design's world: four claims of five are reproduced by .97 of those who try, the fifth by .10.
  function forecastsOf(seed: number, claims: number, passed: number): readonly (readonly Forecast[])[] {
    const random = randomFrom(seed);
    const evaluators = Array.from({ length: 5 }, (_, i) => evaluator(`e${i}`, passed));
    return Array.from({ length: claims }, () => {
      const rate = random() < 0.8 ? 0.97 : 0.1;
      const runs = evaluators.map(({ id }) => runBy(id, random() < rate ? RIGHT : WRONG));
      return scoreSteps(CLAIM, runs, evaluators, runs.length).map(({ before, verdict, isPredicted }) => {
        expect(isPredicted).toBe(true);
        return { predicted: before.score ?? 0.5, agreed: verdict?.agreement === 'AGREE' };
      });
    });
  }

  test('is better than climatology after one run, and better still after each', () => {
    const forecasts = forecastsOf(3, 2000, 57);
    const briers = [0, 1, 2, 3, 4].map((after) => calibrationOf(forecasts.map((steps) => steps[after]!)));
    const measured = briers.map(({ brier }) => brier ?? 1);
    // .25 is what knowing nothing costs; the design measured .107, .076, .064, .056 at the same reliability.
    [0.25, 0.107, 0.076, 0.064, 0.056].forEach((wanted, i) =>
      expect(Math.abs((measured[i] ?? 1) - wanted)).toBeLessThan(0.01),
    );
    const published = calibrationOf(forecasts.flatMap((steps) => steps.slice(1)));
    expect(published.brier).toBeLessThan((published.climatology ?? 0) / 1.5);
    expect(calibrationSentence(published)).toContain('the scores told something');
    expect(published.bins.reduce((sum, { count }) => sum + count, 0)).toBe(published.count);
  });

  test('that is no better than the mean says so', () => {
    const guess = [true, true, false, true].map((agreed) => ({ predicted: 0.25, agreed }));
    expect(calibrationSentence(calibrationOf(guess))).toContain('nothing beyond the mean');
    expect(calibrationOf([])).toEqual({ count: 0, brier: null, climatology: null, bins: [] });
    expect(calibrationSentence(calibrationOf([]))).toContain('no score was followed');
  });
});
