import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkpointLevel, checkpointScore, type HeadlineClaim } from './aggregate.ts';
import { digestOf } from '../base/digest.ts';
import type { GroupRuns } from './group-verdict.ts';
import type { Evaluator } from './independence.ts';
import { METRICS, type Metric } from './metric-registry.ts';
import { assess, reproducibility } from './reproducibility.ts';
import type { Claim, Run } from './run.ts';

const ACCURACY = METRICS[0] as Metric;
const D = digestOf('');
const CLAIM: Claim = {
  coreDigest: D,
  protocolDigest: D,
  metric: ACCURACY,
  value: 0.5,
  itemCount: 1000,
  decimals: 3,
  margin: null,
  se: 0,
  outputsDigest: null,
  publisherId: 'publisher',
};

const OPTIONS = { seed: 20_260_101, numRuns: 1000 };
const AGREEING = fc.double({ min: 0.496, max: 0.504, noNaN: true });
const DISAGREEING = fc.double({ min: 0.6, max: 0.9, noNaN: true });
const groupOf = (value: fc.Arbitrary<number>, isSelf: fc.Arbitrary<boolean> = fc.constant(false)) =>
  fc.record({
    isSelf,
    reliability: fc.double({ min: 0.05, max: 0.99, noNaN: true }),
    values: fc.array(value, { minLength: 1, maxLength: 4 }),
    hardwareClass: fc.constantFrom('cpu', 'gpu'),
    stackId: fc.constantFrom('a', 'b'),
  });
const GROUPS = fc
  .array(groupOf(fc.oneof(AGREEING, DISAGREEING), fc.boolean()), { maxLength: 6 })
  .map((groups) => groups.map(numbered));

type Drawn = Parameters<typeof numbered>[0];

function numbered(
  {
    isSelf,
    reliability,
    values,
    hardwareClass,
    stackId,
  }: {
    isSelf: boolean;
    reliability: number;
    values: readonly number[];
    hardwareClass: string;
    stackId: string;
  },
  i: number,
): GroupRuns {
  const conditions = { hardwareClass, stackId, details: {} };
  const runs = values.map((value, j) => runOf(`${i}-${j}`, value, conditions));
  return { id: `g${i}`, isSelf, reliability, isOneHost: false, runs };
}

function runOf(id: string, value: number, conditions: Run['conditions']): Run {
  const digests = {
    coreDigest: D,
    protocolDigest: D,
    outputsDigest: null,
    predictionsDigest: null,
    challengeAnswer: null,
  };
  return { id, evaluatorId: id, value, se: 0, itemCount: 1000, conditions, ...digests };
}

function check<T>(extra: fc.Arbitrary<T>, property: (groups: readonly GroupRuns[], extra: T) => void) {
  fc.assert(fc.property(GROUPS, extra, property), OPTIONS);
}

const added = (groups: readonly GroupRuns[], drawn: Drawn) => [...groups, numbered(drawn, groups.length)];

describe('the score', () => {
  test('never falls when a group agrees', () => {
    check(groupOf(AGREEING), (groups, drawn) => {
      const [before, after] = [assess(CLAIM, groups), assess(CLAIM, added(groups, drawn))];
      expect(after.score).toBeGreaterThanOrEqual((before.score ?? 0) - 1e-12);
      expect(after.interval[0]).toBeGreaterThanOrEqual(before.interval[0] - 1e-12);
    });
  });

  test('never rises when a group disagrees', () => {
    check(groupOf(DISAGREEING), (groups, drawn) => {
      const [before, after] = [assess(CLAIM, groups), assess(CLAIM, added(groups, drawn))];
      expect(after.score).toBeLessThanOrEqual((before.score ?? 1) + 1e-12);
      expect(after.interval[0]).toBeLessThanOrEqual(before.interval[0] + 1e-12);
    });
  });

  test('does not move with the publisher’s own runs', () => {
    check(groupOf(fc.oneof(AGREEING, DISAGREEING), fc.constant(true)), (groups, drawn) => {
      const [before, after] = [assess(CLAIM, groups), assess(CLAIM, added(groups, drawn))];
      expect([after.score, after.interval, after.cvStar]).toEqual([
        before.score,
        before.interval,
        before.cvStar,
      ]);
    });
  });

  test('does not depend on the order of groups and runs', () => {
    check(fc.constant(null), (groups) => {
      const turned = groups.toReversed().map((group) => ({ ...group, runs: group.runs.toReversed() }));
      const [one, other] = [assess(CLAIM, groups), assess(CLAIM, turned)];
      expect(other).toEqual({
        ...one,
        groups: one.groups.map((group) => ({ ...group, runs: group.runs.toReversed() })),
      });
    });
  });

  test('does not depend on the unit', () => {
    const percent = { ...ACCURACY, scaleMax: 100, deltaAbs: 'NONE' } as const;
    const share = { ...percent, scaleMax: 1 };
    check(fc.constant(null), (groups) => {
      const scaled = groups.map((group) => ({
        ...group,
        runs: group.runs.map((run) => ({ ...run, value: run.value * 100 })),
      }));
      const one = assess({ ...CLAIM, metric: share, decimals: 3 }, groups);
      const other = assess({ ...CLAIM, metric: percent, value: 50, decimals: 1 }, scaled);
      expect([other.score, other.level, other.state]).toEqual([one.score, one.level, one.state]);
    });
  });

  test('does not move when a group repeats its own median', () => {
    check(fc.nat(), (groups, pick) => {
      const before = assess(CLAIM, groups);
      const chosen = before.groups[pick % Math.max(1, groups.length)];
      if (!chosen) return;
      const repeated = groups.map((group) => {
        if (group.id !== chosen.id) return group;
        const conditions = (group.runs[0] as Run).conditions;
        return { ...group, runs: [...group.runs, runOf('again', chosen.value, conditions)] };
      });
      const after = assess(CLAIM, repeated);
      expect([after.score, after.interval, after.level]).toEqual([
        before.score,
        before.interval,
        before.level,
      ]);
    });
  });

  test('moves A and B by at most ½ for any number of unvetted groups', () => {
    const sybils = fc.array(groupOf(fc.oneof(AGREEING, DISAGREEING)), { maxLength: 40 });
    check(sybils, (groups, drawn) => {
      const vetted = groups.filter((group) => group.reliability >= 0.5);
      const crowd = drawn.map((each) => ({ ...each, reliability: each.reliability / 2 }));
      const all = [...vetted, ...crowd.map((each, i) => numbered(each, vetted.length + 100 + i))];
      const [before, after] = [assess(CLAIM, vetted), assess(CLAIM, all)];
      const moved = after.agreeing - before.agreeing + (after.disagreeing - before.disagreeing);
      expect(moved).toBeLessThanOrEqual(0.5 + 1e-9);
      expect(['R0', 'R1', before.level]).toContain(after.level);
      // Where a vetted group has spoken, they move nothing at all.
      if (before.score !== null)
        expect([after.score, after.interval]).toEqual([before.score, before.interval]);
    });
  });
});

describe('evaluators who say anything of themselves', () => {
  const NAMES = ['publisher', 'v0', 'v1', 'v2', 's0', 's1', 's2', 's3'];
  const person = (id: string, passed: number): fc.Arbitrary<Evaluator> =>
    fc.record({
      id: fc.constant(id),
      hosts: fc.subarray(['h0', 'h1', 'h2', 'h3']),
      conflicts: fc.subarray(NAMES.filter((name) => name !== id)),
      audits: fc.constant({ passed, failed: 0 }),
      isTrusted: fc.constant(false),
      organisations: fc.constant([]),
      domains: fc.constant([]),
      payers: fc.constant([]),
    });
  const values = fc.oneof(AGREEING, DISAGREEING);
  const crowd = fc.tuple(
    fc.tuple(...['v0', 'v1', 'v2'].map((id) => fc.tuple(person(id, 20), values))),
    fc.tuple(...['s0', 's1', 's2', 's3'].map((id) => fc.tuple(person(id, 3), values))),
    person('publisher', 0),
  );
  const runsOf = (people: readonly (readonly [Evaluator, number])[]) =>
    people.map(([{ id }, value]) => ({ ...runOf(id, value, CONDITIONS), evaluatorId: id }));
  const CONDITIONS = { hardwareClass: 'cpu', stackId: 'a', details: {} };
  const judge = (people: readonly (readonly [Evaluator, number])[], publisher: Evaluator) =>
    reproducibility(CLAIM, runsOf(people), [...people.map(([one]) => one), publisher]);

  test('move no score of vetted ones while they are unvetted themselves', () => {
    fc.assert(
      fc.property(crowd, ([vetted, sybils, publisher]) => {
        const before = judge(vetted, publisher);
        fc.pre(before.score !== null);
        const after = judge([...vetted, ...sybils], publisher);
        expect([after.score, after.interval]).toEqual([before.score, before.interval]);
        expect(after.state).toBe(before.state);
      }),
      OPTIONS,
    );
  });

  test('are judged the same in any order', () => {
    fc.assert(
      fc.property(crowd, ([vetted, sybils, publisher]) => {
        const people = [...vetted, ...sybils];
        const [one, other] = [judge(people, publisher), judge(people.toReversed(), publisher)];
        expect([other.score, other.level, other.state]).toEqual([one.score, one.level, one.state]);
        expect(other.groups.map(({ id }) => id)).toEqual(one.groups.map(({ id }) => id));
      }),
      OPTIONS,
    );
  });
});

describe('the checkpoint', () => {
  const url = new URL('../../test/vectors/science/checkpointScore.json', import.meta.url);
  const { cases } = JSON.parse(readFileSync(url, 'utf8')) as {
    cases: { name: string; claims: HeadlineClaim[]; expect: number }[];
  };

  test.each(cases)('$name', ({ claims, expect: wanted }) => {
    expect(checkpointScore(claims)).toBeCloseTo(wanted, 9);
  });

  test('has the level of its worst claim, and nothing without claims', () => {
    expect(checkpointLevel(['R3', 'R1', 'R4'])).toBe('R1');
    expect(checkpointLevel(['R0', 'RX'])).toBe('RX');
    expect([checkpointLevel([]), checkpointScore([])]).toEqual([null, null]);
  });
});
