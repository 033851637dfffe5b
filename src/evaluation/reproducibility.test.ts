import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import type { GroupRuns } from './group-verdict.ts';
import type { Evaluator } from './independence.ts';
import { METRICS, type Metric } from './metric-registry.ts';
import { assess, reproducibility } from './reproducibility.ts';
import type { Claim, Run } from './run.ts';
import { reproducibilitySentence } from './sentence.ts';
import { betaQuantile } from './statistics/beta.ts';

const CORE = digestOf('core');
const PROTOCOL = digestOf('protocol');

function claimOf(changes: Partial<Claim> = {}): Claim {
  return {
    coreDigest: CORE,
    protocolDigest: PROTOCOL,
    metric: METRICS[0] as Metric,
    value: 0.714,
    itemCount: 1000,
    decimals: 3,
    margin: null,
    se: 0,
    outputsDigest: null,
    publisherId: 'publisher',
    ...changes,
  };
}

function runBy(evaluatorId: string, value: number, changes: Partial<Run> = {}): Run {
  return {
    id: `${evaluatorId}-${value}`,
    evaluatorId,
    coreDigest: CORE,
    protocolDigest: PROTOCOL,
    value,
    se: 0,
    itemCount: 1000,
    outputsDigest: null,
    predictionsDigest: null,
    challengeAnswer: null,
    conditions: { hardwareClass: 'cpu:x86_64:ort-cpu', stackId: 'a', details: {} },
    ...changes,
  };
}

function evaluator(id: string, changes: Partial<Evaluator> = {}): Evaluator {
  const none = { organisations: [], domains: [], hosts: [], payers: [], conflicts: [] };
  return { id, ...none, audits: { passed: 20, failed: 0 }, isTrusted: false, ...changes };
}

interface VectorRun {
  readonly group: string;
  readonly v: number;
  readonly hw: string;
  readonly stack: string;
  readonly rho: number;
  readonly self: boolean;
  readonly se: number;
}
interface VectorCase {
  readonly name: string;
  readonly claim: { v0: number; decimals: number; margin: number | null; se0: number; runs: VectorRun[] };
  readonly expect: {
    delta: number;
    groups: { group: string; verdict: string; D: number; self: boolean; w?: number }[];
    A: number;
    B: number;
    score: number | null;
    ci90: [number, number] | null;
    level: string;
    state: string;
    cvStar: number | null;
  };
}

describe('the reproScore vectors', () => {
  const url = new URL('../../test/vectors/science/reproScore.json', import.meta.url);
  const { cases } = JSON.parse(readFileSync(url, 'utf8')) as { cases: VectorCase[] };

  test.each(cases)('$name', ({ claim: given, expect: wanted }) => {
    const claim = claimOf({ value: given.v0, decimals: given.decimals, margin: given.margin, se: given.se0 });
    const got = assess(claim, groupsOf(given.runs));
    expect(got.tolerance).toBeCloseTo(wanted.delta, 9);
    expect([got.level, got.state]).toEqual([wanted.level, wanted.state]);
    expect(got.groups.map((group) => [group.id, group.agreement, group.isSelf])).toEqual(
      wanted.groups.map((group) => [group.group, group.verdict, group.self]),
    );
    got.groups.forEach((group, i) => {
      expect(group.difference).toBeCloseTo(wanted.groups[i]?.D ?? Number.NaN, 6);
      expect(group.weight).toBeCloseTo(wanted.groups[i]?.w ?? 0, 6);
    });
    expectNear(got.agreeing, wanted.A);
    expectNear(got.disagreeing, wanted.B);
    expectNear(got.score, wanted.score);
    expectNear(got.cvStar, wanted.cvStar);
    // The vectors leave the interval of no evidence out; here it is the prior's.
    const interval = wanted.ci90 ?? [betaQuantile(0.05, 0.5, 0.5), betaQuantile(0.95, 0.5, 0.5)];
    got.interval.forEach((bound, i) => expectNear(bound, interval[i] ?? null));
  });
});

function groupsOf(runs: readonly VectorRun[]): readonly GroupRuns[] {
  return [...Map.groupBy(runs, (run) => run.group)].map(([id, own]) => ({
    id,
    isSelf: own.some((run) => run.self),
    reliability: Math.max(...own.map((run) => run.rho)),
    isOneHost: false,
    runs: own.map((run, i) =>
      runBy(id, run.v, {
        id: `${id}-${i}`,
        se: run.se,
        conditions: { hardwareClass: run.hw, stackId: run.stack, details: {} },
      }),
    ),
  }));
}

function expectNear(got: number | null, wanted: number | null): void {
  if (wanted === null) return expect(got).toBeNull();
  expect(Math.abs((got ?? Number.NaN) - wanted)).toBeLessThanOrEqual(1e-6);
}

describe('reproducibility', () => {
  const sentence = (...given: Parameters<typeof reproducibility>) =>
    reproducibilitySentence(reproducibility(...given));
  const OUTPUTS = digestOf('outputs');
  const bits = (id: string) => ({ id, outputsDigest: OUTPUTS, predictionsDigest: digestOf('predictions') });

  test('says nothing beyond the claim without runs', () => {
    const result = reproducibility(claimOf(), [], []);
    expect(result).toMatchObject({ score: null, level: 'R0', state: 'OK', cvStar: null });
    expect(result.interval[1] - result.interval[0]).toBeGreaterThan(0.98);
    expect(reproducibilitySentence(result)).toBe('claimed, not yet repeated');
  });

  test('calls two keys on the publisher’s host a repetition, never a reproduction, trusted or not', () => {
    const host = { hosts: ['host-key'], isTrusted: true };
    const people = [evaluator('publisher', host), evaluator('second', host)];
    const runs = [runBy('publisher', 0.714, bits('1')), runBy('second', 0.714, bits('2'))];
    const result = reproducibility(claimOf(), runs, people);
    expect(result).toMatchObject({ score: null, level: 'R1', badges: ['bitwise@cpu:x86_64:ort-cpu'] });
    expect(reproducibilitySentence(result)).toBe('repeated, bitwise ×2 (one host)');
  });

  test('passes no R2 on one machine that is not the publisher’s', () => {
    const host = { hosts: ['host-key'] };
    const runs = ['a', 'b', 'c'].map((id, i) =>
      runBy(id, 0.714, { id, conditions: { hardwareClass: `hw${i}`, stackId: `stack${i}`, details: {} } }),
    );
    const people = ['a', 'b', 'c'].map((id) => evaluator(id, host));
    expect(reproducibility(claimOf(), runs, people).level).toBe('R2');
    const apart = ['a', 'b', 'c'].map((id) => evaluator(id, { audits: { passed: 100, failed: 0 } }));
    expect(reproducibility(claimOf(), runs, apart).level).toBe('R4');
  });

  test('says who reproduced, and how exactly', () => {
    const people = [evaluator('a'), evaluator('b'), evaluator('c')];
    const equal = [runBy('a', 0.714, bits('1')), runBy('b', 0.714, bits('2'))];
    const claim = claimOf({ outputsDigest: OUTPUTS });
    expect(sentence(claim, equal, people)).toBe('reproduced by 2 of 2, bitwise');
    expect(reproducibility(claim, equal, people).groups[0]?.toleranceClass).toBe('T0');
    const other = equal.map((run) => ({ ...run, outputsDigest: digestOf(run.id) }));
    expect(sentence(claim, other, people)).toBe('reproduced by 2 of 2, same predictions');
    expect(sentence(claimOf({ outputsDigest: digestOf('claimed') }), equal, people)).not.toContain('bitwise');
    const far = [runBy('a', 0.6), runBy('b', 0.6)];
    expect(sentence(claim, far, people)).toBe('not reproduced by 2 of 2');
    expect(sentence(claim, far.slice(1), people)).toBe('disputed: not reproduced by 1 of 1');
    expect(sentence(claim, [...equal, runBy('c', 0.6)], people)).toBe(
      'contested: reproduced by 2 of 3, bitwise',
    );
  });

  test('calls agreement of unvetted evaluators a repetition', () => {
    const people = ['a', 'b'].map((id) => evaluator(id, { audits: { passed: 3, failed: 0 } }));
    const runs = people.map(({ id }) => runBy(id, 0.714, bits(id)));
    const result = reproducibility(claimOf(), runs, people);
    expect(result).toMatchObject({ level: 'R1', badges: [] });
    expect(reproducibilitySentence(result)).toBe('repeated, bitwise ×2 (unvetted)');
  });

  test('does not let an idle reliable member lend its weight', () => {
    const people = [
      evaluator('idle', { domains: ['x.org'] }),
      evaluator('new', { domains: ['x.org'], audits: { passed: 0, failed: 0 } }),
    ];
    expect(reproducibility(claimOf(), [runBy('new', 0.714)], people).groups[0]?.isVetted).toBe(false);
  });

  test('lets nobody speak through a vetted evaluator by naming its host', () => {
    const liars = ['x', 'y', 'z'].map((id) =>
      evaluator(id, { hosts: ['h'], audits: { passed: 3, failed: 0 } }),
    );
    const people = [evaluator('a', { hosts: ['h'] }), ...liars];
    const runs = [runBy('a', 0.714), ...liars.map(({ id }) => runBy(id, 0.5))];
    const result = reproducibility(claimOf(), runs, people);
    expect(result).toMatchObject({ level: 'R2', silentRunIds: ['x-0.5', 'y-0.5', 'z-0.5'] });
    expect(result.groups.map(({ id, runs: heard }) => [id, heard.length])).toEqual([['a', 1]]);
  });

  test('takes agreement away from who is tied to the publisher, and disagreement only by their own word', () => {
    const doubters = ['a', 'b'].map((id) => evaluator(id, { hosts: [`host of ${id}`] }));
    const copied = evaluator('publisher', {
      hosts: ['host of a', 'host of b'],
      conflicts: ['a'],
      audits: { passed: 0, failed: 0 },
    });
    const people = [...doubters, copied];
    const against = reproducibility(claimOf(), [runBy('a', 0.5), runBy('b', 0.5)], people);
    expect(against).toMatchObject({ level: 'RX', state: 'NOT_REPRODUCED' });
    expect(against.groups.map(({ id, isSelf }) => [id, isSelf])).toEqual([
      ['a', false],
      ['b', false],
    ]);
    const inFavour = reproducibility(claimOf(), [runBy('a', 0.714), runBy('b', 0.714)], people);
    expect(inFavour).toMatchObject({ level: 'R1', score: null });
    const own = doubters.map((doubter) => ({ ...doubter, conflicts: ['publisher'] }));
    const tied = reproducibility(claimOf(), [runBy('a', 0.5), runBy('b', 0.5)], [...own, copied]);
    expect(tied).toMatchObject({ level: 'R0', groups: [{ isSelf: true }] });
  });

  test('sets runs of other bytes, protocols and item counts aside', () => {
    const runs = [
      runBy('a', 0.714, { id: '1', coreDigest: digestOf('other') }),
      runBy('a', 0.714, { id: '2', protocolDigest: digestOf('other') }),
      runBy('a', 0.714, { id: '3', itemCount: 999 }),
    ];
    const result = reproducibility(claimOf(), runs, [evaluator('a')]);
    expect(result).toMatchObject({ relatedRunIds: ['1', '2', '3'], groups: [], level: 'R0' });
  });

  test('labels who profits from a difference without changing the verdict', () => {
    const loss = METRICS.find((metric) => metric.id === 'loss') as Metric;
    const higher = (metric: Metric) =>
      reproducibility(claimOf({ metric }), [runBy('a', 0.8)], [evaluator('a')]).groups[0];
    expect(higher(METRICS[0] as Metric)).toMatchObject({ agreement: 'DISAGREE', bias: 'UNDER_CLAIMED' });
    expect(higher(loss)).toMatchObject({ agreement: 'DISAGREE', bias: 'OVER_CLAIMED' });
  });

  test('accepts a margin of five times the default and refuses a wider one', () => {
    const judge = (margin: number) =>
      reproducibility(claimOf({ margin }), [runBy('a', 0.745)], [evaluator('a')]).groups[0];
    expect(judge(0.0357)).toMatchObject({ agreement: 'AGREE', toleranceClass: 'T3' });
    expect(() => judge(0.0358)).toThrow(expect.objectContaining({ code: 'EVALUATION_MARGIN_TOO_WIDE' }));
  });

  test.each([
    ['a value off the scale', { value: 1.01 }, {}, 'EVALUATION_CLAIM_MALFORMED'],
    ['a claim of nothing', { itemCount: 0 }, {}, 'EVALUATION_CLAIM_MALFORMED'],
    ['endless decimals', { decimals: -1 }, {}, 'EVALUATION_CLAIM_MALFORMED'],
    ['a run that is not a number', {}, { value: Number.NaN }, 'EVALUATION_RUN_MALFORMED'],
    ['a negative error', {}, { se: -1 }, 'EVALUATION_RUN_MALFORMED'],
    ['an evaluator nobody listed', {}, { evaluatorId: 'x' }, 'EVALUATION_EVALUATOR_UNKNOWN'],
  ])('refuses %s', (_, claim, run, code) => {
    const act = () => reproducibility(claimOf(claim), [runBy('a', 0.7, run)], [evaluator('a')]);
    expect(act).toThrow(expect.objectContaining({ code }));
  });

  test('refuses to count one run or one evaluator twice', () => {
    const run = runBy('a', 0.714);
    expect(() => reproducibility(claimOf(), [run, run], [evaluator('a')])).toThrow('twice');
    expect(() => reproducibility(claimOf(), [run], [evaluator('a'), evaluator('a')])).toThrow('twice');
  });
});
