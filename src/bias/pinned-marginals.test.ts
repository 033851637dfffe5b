import { expect, test } from 'vitest';
import { marginalsOf } from './dataset-marginals.ts';
import { pinOf, type CountedMarginals } from './pinned-marginals.ts';

const sizes = (a: number, b: number) =>
  marginalsOf({
    kind: 'TALLY',
    groups: [
      { name: 'a', k: 0, n: a },
      { name: 'b', k: 0, n: b },
    ],
  });
let place = 0;
const report = (groupId: string, a: number, more: Partial<CountedMarginals> = {}): CountedMarginals => ({
  logIndex: place++,
  groupId,
  isTrusted: false,
  isOfDataset: false,
  marginals: sizes(a, 100),
  ...more,
});
const trusted = { isTrusted: true };

test('one voice pins nothing, however often or trusted', () => {
  expect(pinOf([])).toBeNull();
  expect(pinOf([report('vera', 50, trusted), report('vera', 50, trusted)])).toBeNull();
});

test('two independent ones pin what they agree on, if one is trusted', () => {
  const [one, two] = [report('ada', 50), report('vera', 50, trusted)];
  expect(pinOf([one, two])).toEqual({ marginals: sizes(50, 100), logIndexes: [one.logIndex, two.logIndex] });
  expect(pinOf([report('ada', 50), report('vera', 51, trusted)])).toBeNull();
});

test('no number of unvetted keys pins a lie, even before the first honest report', () => {
  const lies = ['eve', 'ed', 'emil'].map((name) => report(name, 7));
  expect(pinOf(lies)).toBeNull();
  expect(pinOf([...lies, report('ada', 50), report('vera', 50, trusted)])?.marginals).toEqual(sizes(50, 100));
});

test('what the hub counted in the dataset itself is pinned alone, by sizes', () => {
  const groups = [
    { name: 'a', tp: 10, fp: 10, tn: 20, fn: 10 },
    { name: 'b', tp: 0, fp: 0, tn: 60, fn: 40 },
  ];
  const counted = report('eve', 0, {
    isOfDataset: true,
    marginals: marginalsOf({ kind: 'CONFUSION', groups }),
  });
  expect(pinOf([report('ada', 7), counted])).toEqual({
    marginals: sizes(50, 100),
    logIndexes: [counted.logIndex],
  });
});
