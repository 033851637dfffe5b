import { expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { assertAccuracy } from './accuracy-of-counts.ts';
import type { BiasPayload, Counts } from './counts.ts';

const payload = (counts: Counts, harms: BiasPayload['harms'] = ['quality-of-service']): BiasPayload => ({
  dataset: digestOf('data'),
  protocol: digestOf('protocol'),
  attribute: 'digit',
  harms,
  counts,
  marginals: [],
  from: null,
  context: null,
  limitations: null,
  metrics: {},
});
const tally = (a: number, b: number, n = 500): Counts => ({
  kind: 'TALLY',
  groups: [
    { name: 'a', k: a, n },
    { name: 'b', k: b, n },
  ],
});
const table = (right: number): Counts => ({
  kind: 'CONFUSION',
  groups: [
    { name: 'a', tp: right, fp: 0, tn: 0, fn: 500 - right },
    { name: 'b', tp: 0, fp: 0, tn: 500, fn: 0 },
  ],
});
const known = { value: 0.9, tolerance: 0.01, items: 1000, classes: 10 };
const binary = { ...known, classes: 2 };
const contradicted = expect.objectContaining({ code: 'BIAS_ACCURACY_CONTRADICTED' });

test.for<[string, BiasPayload, typeof known]>([
  ['the same accuracy', payload(tally(480, 420)), known],
  ['one within its tolerance', payload(tally(480, 411)), known],
  ['k of what was wrong', payload(tally(20, 80)), known],
  ['k of something else: another harm', payload(tally(1, 2), ['denigration']), known],
  ['groups that leave items out', payload(tally(20, 20, 100)), known],
  ['groups that overlap', payload(tally(20, 20, 1000)), known],
  ['one class of ten against all others', payload(table(100)), known],
  ['two classes with the same accuracy', payload(table(400)), binary],
])('%s is let through', ([, report, accuracy]) => {
  expect(() => assertAccuracy(report, accuracy)).not.toThrow();
});

test.for<[string, BiasPayload, typeof known]>([
  ['k of n', payload(tally(480, 300)), known],
  ['confusion tables of two classes', payload(table(250)), binary],
])('another accuracy by %s is refused', ([, report, accuracy]) => {
  expect(() => assertAccuracy(report, accuracy)).toThrow(contradicted);
});
