import { expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { auditOutcome } from './audit.ts';
import { METRICS, type Metric } from './metric-registry.ts';
import type { Claim, Run } from './run.ts';
import { standingSentence } from './standing.ts';
import { isStale } from './staleness.ts';

const D = digestOf('');
const claim: Claim = {
  coreDigest: D,
  protocolDigest: D,
  metric: METRICS[0] as Metric,
  value: 0.9,
  itemCount: 1000,
  decimals: 3,
  margin: null,
  se: 0,
  outputsDigest: null,
  publisherId: 'publisher',
};
const run = (value: number, se = 0): Run => ({
  id: 'run',
  evaluatorId: 'e',
  coreDigest: D,
  protocolDigest: D,
  value,
  se,
  itemCount: 1000,
  outputsDigest: null,
  predictionsDigest: null,
  challengeAnswer: null,
  isByHand: false,
  conditions: { hardwareClass: 'cpu', stackId: 'a', details: {} },
});

test.each([
  ['the settled value', run(0.9), 'PASSED'],
  ['a value at the border', run(0.9095), 'PASSED'],
  ['another value', run(0.91), 'FAILED'],
  ['a value that may be the same', run(0.9, 0.01), 'INCONCLUSIVE'],
  ['a forged result', null, 'FAILED'],
] as const)('an audit that gives %s', (_, result, outcome) => {
  expect(auditOutcome({ claim, run: result, isUnproven: false })).toBe(outcome);
});

test('an audit whose challenge answer shows that nothing was run fails, whatever its value', () => {
  expect(auditOutcome({ claim, run: run(0.9), isUnproven: true })).toBe('FAILED');
});

test.each([
  [{ passed: 0, failed: 0 }, false, 'not vetted: never audited'],
  [{ passed: 3, failed: 0 }, false, 'not vetted: 3 audits passed'],
  [{ passed: 4, failed: 0 }, false, 'vetted: 4 audits passed'],
  [{ passed: 9, failed: 1 }, false, 'vetted: 1 of 10 audits failed'],
  [{ passed: 0, failed: 1 }, true, 'not vetted: trusted, but 1 of 1 audit failed'],
  [{ passed: 0, failed: 0 }, true, 'vetted: trusted by the hub’s owner'],
  [{ passed: 1, failed: 0 }, true, 'vetted: trusted, 1 audit passed'],
])('of %j, trusted %s, people read: %s', (audits, isTrusted, sentence) => {
  expect(standingSentence(audits, isTrusted)).toBe(sentence);
});

test('a score is stale 18 months after the last run, and not a moment sooner', () => {
  const ranAt = new Date('2026-01-31T12:00:00Z');
  expect(isStale(ranAt, new Date('2027-07-31T12:00:00Z'))).toBe(false);
  expect(isStale(ranAt, new Date('2027-07-31T12:00:01Z'))).toBe(true);
});
