import { expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import type { BiasPayload, Counts } from './counts.ts';
import { biasDifference } from './difference.ts';

const payload = (counts: Counts, harms: BiasPayload['harms'] = ['quality-of-service']): BiasPayload => ({
  dataset: digestOf('data'),
  protocol: digestOf('protocol'),
  attribute: 'digit',
  harms,
  counts,
  context: null,
  limitations: null,
  metrics: {},
  marginals: [],
  from: null,
});
const tally = (low: number, high: number, harms?: BiasPayload['harms']) =>
  payload(
    {
      kind: 'TALLY',
      groups: [
        { name: 'low', k: low, n: 1000 },
        { name: 'high', k: high, n: 1000 },
      ],
    },
    harms,
  );

test.for<[string, BiasPayload, BiasPayload, string]>([
  ['a closed gap with more right answers is verified', tally(980, 60), tally(975, 960), 'VERIFIED'],
  ['a closed gap at the cost of right answers is a trade-off', tally(980, 700), tally(700, 690), 'TRADE_OFF'],
  ['a gap the other way is overcorrected', tally(980, 700), tally(700, 980), 'OVERCORRECTED'],
  ['a wider gap is worsened', tally(980, 700), tally(980, 400), 'WORSENED'],
  ['a gap that hardly moved is inconclusive', tally(980, 700), tally(980, 710), 'INCONCLUSIVE'],
  [
    'where k may be no right answers, a closed gap is inconclusive',
    tally(980, 60, ['denigration']),
    tally(20, 30, ['denigration']),
    'INCONCLUSIVE',
  ],
])('%s', ([, parent, child, status]) => {
  expect(biasDifference(parent, child)).toMatchObject({ status });
});

test('the child is looked at over the pair and by the harms of its ancestor’s report', () => {
  const group = (name: string, tp: number, fp: number) => ({ name, tp, fp, tn: 500 - fp, fn: 500 - tp });
  const parent = payload(
    { kind: 'CONFUSION', groups: [group('a', 450, 50), group('b', 100, 0), group('c', 300, 20)] },
    ['allocation'],
  );
  const child = payload(
    { kind: 'CONFUSION', groups: [group('c', 100, 0), group('b', 440, 40), group('a', 450, 50)] },
    ['stereotyping'],
  );
  expect(biasDifference(parent, child)).toMatchObject({ gapParent: 0.4, status: 'VERIFIED' });
  expect(biasDifference(parent, child)?.gapChild).toBeCloseTo(0.02, 12);
});

test('is null without groups, or without the pair', () => {
  const pairs = payload({
    kind: 'CROWS_PAIRS',
    tally: { stereoPairs: 9, stereoHits: 3, antiPairs: 1, antiHits: 1, neutral: 0 },
  });
  const others = payload({
    kind: 'TALLY',
    groups: [
      { name: 'low', k: 1, n: 2 },
      { name: 'high', k: 0, n: 0 },
    ],
  });
  expect(biasDifference(pairs, pairs)).toBeNull();
  expect(biasDifference(tally(980, 60), others)).toBeNull();
  expect(biasDifference(others, tally(980, 60))).toBeNull();
});
