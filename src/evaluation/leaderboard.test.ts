import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byValue, rankRanges, type Standing } from './leaderboard.ts';

const at = (value: number, half: number | null): Standing => ({
  value,
  interval: half === null ? null : [value - half, value + half],
});

test('places are ranges where intervals touch', () => {
  const standings = [at(0.9, 0.01), at(0.8, 0.05), at(0.78, 0.05), at(0.76, 0.05), at(0.1, 0.01)];
  expect(rankRanges(standings, 'HIGHER_IS_BETTER')).toEqual([
    [1, 1],
    [2, 4],
    [2, 4],
    [2, 4],
    [5, 5],
  ]);
});

test('overlap is not passed on: the ends of a chain may be apart', () => {
  const standings = [at(3, 0.6), at(2, 0.6), at(1, 0.6)];
  expect(rankRanges(standings, 'HIGHER_IS_BETTER')).toEqual([
    [1, 2],
    [1, 3],
    [2, 3],
  ]);
});

test('without intervals places are places, and equal values share theirs', () => {
  const standings = [at(3, null), at(2, null), at(2, null), at(1, null)];
  expect(rankRanges(standings, 'HIGHER_IS_BETTER')).toEqual([
    [1, 1],
    [2, 3],
    [2, 3],
    [4, 4],
  ]);
});

test('where less is better, the least is first', () => {
  expect(rankRanges([at(3, 0.1), at(1, 0.1)], 'LOWER_IS_BETTER')).toEqual([
    [2, 2],
    [1, 1],
  ]);
  expect([at(3, null), at(1, null)].sort((a, b) => byValue(a, b, 'LOWER_IS_BETTER'))[0]?.value).toBe(1);
});

test('is what comparing each with each gives', () => {
  const standing = fc.record({
    value: fc.integer({ min: 0, max: 20 }),
    half: fc.integer({ min: 0, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(standing), (drawn) => {
      const all = drawn.map(({ value, half }) => at(value, half));
      const low = ({ interval }: Standing) => interval?.[0] ?? 0;
      const high = ({ interval }: Standing) => interval?.[1] ?? 0;
      const slow = all.map((own) => [
        1 + all.filter((other) => low(other) > high(own)).length,
        all.length - all.filter((other) => high(other) < low(own)).length,
      ]);
      expect(rankRanges(all, 'HIGHER_IS_BETTER')).toEqual(slow);
    }),
  );
});
