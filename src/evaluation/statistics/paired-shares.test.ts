import { describe, expect, test } from 'vitest';
import { mcNemar, pairedDifference } from './paired-shares.ts';

const counts = (both: number, onlyFirst: number, onlySecond: number, neither: number) => ({
  both,
  onlyFirst,
  onlySecond,
  neither,
});

describe('a difference over the same items', () => {
  test('has the interval of Newcombe’s method 10 for 20, 12, 2 and 16 of 50', () => {
    const { difference, interval } = pairedDifference(counts(20, 12, 2, 16));
    expect(difference).toBeCloseTo(0.2, 12);
    expect(interval[0]).toBeCloseTo(0.0562, 4);
    expect(interval[1]).toBeCloseTo(0.3292, 4);
  });

  test('is the other way round with the two changed over', () => {
    const { difference, interval } = pairedDifference(counts(20, 2, 12, 16));
    const [low, high] = pairedDifference(counts(20, 12, 2, 16)).interval;
    expect(difference).toBeCloseTo(-0.2, 12);
    expect(interval[0]).toBeCloseTo(-high, 12);
    expect(interval[1]).toBeCloseTo(-low, 12);
  });

  test('equal answers differ by nothing, and that is not certain', () => {
    const { difference, interval } = pairedDifference(counts(60, 0, 0, 40));
    expect(difference).toBe(0);
    expect(interval[0]).toBeLessThan(0);
    expect(interval[1]).toBeGreaterThan(0);
  });

  test('answers all right and all wrong differ by everything', () => {
    const { difference, interval } = pairedDifference(counts(0, 100, 0, 0));
    expect(difference).toBe(1);
    expect(interval[0]).toBeGreaterThan(0.9);
  });
});

describe('McNemar’s test', () => {
  test.each([
    // 2 · (1 + 14 + 91) / 2^14, by hand.
    [12, 2, (2 * (1 + 14 + 91)) / 2 ** 14],
    [0, 0, 1],
    [5, 5, 1],
    [0, 10, 2 / 2 ** 10],
  ])('of %i against %i', (onlyFirst, onlySecond, p) => {
    expect(mcNemar({ onlyFirst, onlySecond })).toBeCloseTo(p, 10);
  });
});
