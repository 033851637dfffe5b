import { describe, expect, test } from 'vitest';
import type { EachItem } from './metrics/measured.ts';
import { pairedOutcomes, unpairedMeans, unpairedShares, verdictOf } from './regression.ts';

const right = (...answers: readonly number[]): EachItem => ({
  kind: 'RIGHT',
  right: Uint8Array.from(answers),
});
const likelihood = (sums: readonly number[], tokens: readonly number[]): EachItem => ({
  kind: 'RATIO',
  sums: Float64Array.from(sums),
  weights: Int32Array.from(tokens),
});
const repeated = (counts: readonly (readonly [child: number, parent: number, times: number])[]) =>
  [0, 1].map((who) =>
    right(...counts.flatMap(([a, b, times]) => Array<number>(times).fill(who === 0 ? a : b))),
  );

describe('right and wrong answers to the same items', () => {
  test('are counted by what became of each', () => {
    const [child, parent] = repeated([
      [1, 1, 20],
      [1, 0, 12],
      [0, 1, 2],
      [0, 0, 16],
    ]);
    const found = pairedOutcomes(child!, parent!);
    expect(found).toMatchObject({ isPaired: true, items: 50, flips: { rightToWrong: 2, wrongToRight: 12 } });
    expect(found?.difference).toBeCloseTo(0.2, 12);
    expect(found?.flips?.p).toBeCloseTo(212 / 2 ** 14, 10);
    expect(verdictOf(found!, 'HIGHER_IS_BETTER', 0)).toBe('IMPROVED');
    expect(verdictOf(found!, 'HIGHER_IS_BETTER', 0.1)).toBe('NO_DIFFERENCE_SHOWN');
  });

  test('show by pairs what two intervals hide', () => {
    const [child, parent] = repeated([
      [1, 1, 700],
      [0, 1, 20],
      [1, 0, 2],
      [0, 0, 278],
    ]);
    expect(verdictOf(pairedOutcomes(child!, parent!)!, 'HIGHER_IS_BETTER', 0)).toBe('REGRESSED');
    const apart = unpairedShares({ correct: 702, items: 1000 }, { correct: 720, items: 1000 });
    expect(verdictOf(apart, 'HIGHER_IS_BETTER', 0)).toBe('NO_DIFFERENCE_SHOWN');
    expect(apart.difference).toBeCloseTo(-0.018, 12);
  });
});

describe('likelihoods of the same items', () => {
  test('have the paired t interval where all items are as long', () => {
    // Differences −1, −2, −3 over one token each: mean −2, deviation 1, t(2) = 4.302653.
    const found = pairedOutcomes(likelihood([1, 1, 1], [1, 1, 1]), likelihood([2, 3, 4], [1, 1, 1]));
    expect(found?.difference).toBe(-2);
    expect(found?.interval[0]).toBeCloseTo(-2 - 4.302652729911275 / Math.sqrt(3), 9);
    expect(verdictOf(found!, 'LOWER_IS_BETTER', 0)).toBe('NO_DIFFERENCE_SHOWN');
  });

  test('less is better', () => {
    const sums = Array.from({ length: 50 }, (_, i) => 5 + (i % 3) / 10);
    const child = likelihood(
      sums.map((sum) => sum - 0.5),
      Array<number>(50).fill(2),
    );
    const found = pairedOutcomes(child, likelihood(sums, Array<number>(50).fill(2)));
    expect(found?.difference).toBeCloseTo(-0.25, 12);
    expect(verdictOf(found!, 'LOWER_IS_BETTER', 0)).toBe('IMPROVED');
  });

  test('of other lengths are not paired', () => {
    expect(pairedOutcomes(likelihood([1, 1], [1, 2]), likelihood([1, 1], [2, 1]))).toBeNull();
    expect(pairedOutcomes(likelihood([1, 1], [1, 2]), right(1, 0))).toBeNull();
  });
});

test('means without items differ with both errors', () => {
  const found = unpairedMeans({ value: 3, error: 0.3, items: 10 }, { value: 2, error: 0.4 });
  expect(found.interval[1]).toBeCloseTo(1 + 1.959963984540054 * 0.5, 12);
  expect(verdictOf(found, 'LOWER_IS_BETTER', 0)).toBe('REGRESSED');
});
