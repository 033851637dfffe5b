import { expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import type { GroupRuns } from './group-verdict.ts';
import { metricOf } from './metric-registry.ts';
import { unprovenRuns } from './proof.ts';
import { assess } from './reproducibility.ts';
import type { Claim } from './run.ts';

const D = digestOf('all the same');
const claim: Claim = {
  coreDigest: D,
  protocolDigest: D,
  metric: metricOf('accuracy', 1),
  value: 0.9,
  itemCount: 1000,
  decimals: 2,
  margin: null,
  se: 0,
  outputsDigest: null,
  publisherId: 'publisher',
};

const VETTED = 0.6;
const NEW = 0.05;

/** One run of one group: what it measured, and which answer it gave. */
function group(id: string, reliability: number, value: number, challengeAnswer: number | null): GroupRuns {
  const conditions = { hardwareClass: 'cpu', stackId: 'ort', details: {} };
  const run = { id, evaluatorId: id, coreDigest: D, protocolDigest: D, value, se: 0, itemCount: 1000 };
  const runs = [{ ...run, outputsDigest: null, predictionsDigest: null, challengeAnswer, conditions }];
  return { id, isSelf: false, reliability, isOneHost: false, runs };
}

const unproven = (...groups: readonly GroupRuns[]) =>
  [...unprovenRuns(claim, groups)].map(({ id }) => id).join();

test('an agreement whose answer contradicts the only vetted one is unproven', () => {
  expect(unproven(group('honest', VETTED, 0.9, 1), group('copier', NEW, 0.9, 2))).toBe('copier');
  expect(unproven(group('honest', VETTED, 0.9, 1), group('by hand', NEW, 0.9, null))).toBe('by hand');
  expect(unproven(group('honest', VETTED, 0.9, 1), group('honest too', NEW, 0.9, 1))).toBe('');
});

test('a disagreement needs no proof', () => {
  expect(unproven(group('honest', VETTED, 0.9, 1), group('other', NEW, 0.5, 2))).toBe('');
});

test('unvetted answers contradict nobody, however many they are', () => {
  const sybils = Array.from({ length: 40 }, (_, i) => group(`sybil ${i}`, NEW, 0.9, 2));
  expect(unproven(group('newcomer', NEW, 0.9, 1), ...sybils)).toBe('');
});

test('two vetted groups that contradict each other stand, until a third decides', () => {
  const [a, b] = [group('a', VETTED, 0.9, 1), group('b', VETTED, 0.9, 2)];
  expect(unproven(a, b)).toBe('');
  expect(unproven(a, b, group('c', VETTED, 0.9, 1))).toBe('b');
});

test('the publisher’s own answer contradicts nobody', () => {
  const self = { ...group('self', VETTED, 0.9, 1), isSelf: true };
  expect(unproven(self, group('newcomer', NEW, 0.9, 2))).toBe('');
});

test('an unproven run is listed and weighs nothing', () => {
  const honest = group('honest', VETTED, 0.9, 1);
  const result = assess(claim, [honest, group('copier', NEW, 0.9, 2)]);
  expect(result.unprovenRunIds).toEqual(['copier']);
  expect(result.score).toBe(assess(claim, [honest]).score);
});
