import { assert, double, float, integer, property, tuple, array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meanPerToken, negativeLogLikelihood } from './negative-log-likelihood.ts';

const nll = (logits: number[], label: number) =>
  negativeLogLikelihood(Float32Array.from(logits), 0, logits.length, label);

describe('the likelihood of a token', () => {
  test('is an even one where all logits are equal', () => {
    expect(nll([3, 3, 3, 3], 2)).toBeCloseTo(Math.log(4), 15);
  });

  test('is that of the softmax', () => {
    // ln(e¹ + e² + e³) − 2, from a table of 20 digits.
    expect(nll([1, 2, 3], 1)).toBeCloseTo(1.4076059644443804, 15);
  });

  test('is read from its own row', () => {
    expect(negativeLogLikelihood(Float32Array.of(9, 9, 0, 0), 2, 2, 1)).toBeCloseTo(Math.LN2, 15);
  });

  test('holds for logits whose exponent no float holds', () => {
    expect(nll([1000, -1000], 0)).toBe(0);
    expect(nll([1000, -1000], 1)).toBe(2000);
  });

  test.each<[string, number[], number]>([
    ['a NaN anywhere', [0, Number.NaN, 1], 0],
    ['infinity', [Number.POSITIVE_INFINITY, 0], 0],
    ['nothing finite', [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY], 0],
  ])('is NaN for %s', (_, logits, label) => {
    expect(nll(logits, label)).toBeNaN();
  });

  test('is infinite for a label that the model rules out', () => {
    expect(nll([0, Number.NEGATIVE_INFINITY], 1)).toBe(Number.POSITIVE_INFINITY);
  });

  test('is never negative, and does not change with a shift of the logits', () => {
    const small = float({ min: -50, max: 50, noNaN: true });
    assert(
      property(
        array(small, { minLength: 2, maxLength: 20 }),
        integer({ min: 0, max: 1 }),
        (logits, label) => {
          const value = nll(logits, label);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(
            nll(
              logits.map((x) => x + 8),
              label,
            ),
          ).toBeCloseTo(value, 3);
        },
      ),
    );
  });
});

describe('the mean per token', () => {
  test('weighs each token alike', () => {
    expect(meanPerToken(Float64Array.of(2, 9), Int32Array.of(1, 3))).toMatchObject({ mean: 2.75, tokens: 4 });
  });

  test('has the standard error of a mean where all sequences are of one length', () => {
    const sums = Float64Array.of(10, 14, 12, 20);
    // Means 5, 7, 6, 10: deviation 2.160246899469287, by √4.
    expect(meanPerToken(sums, Int32Array.of(2, 2, 2, 2)).samplingError).toBeCloseTo(1.0801234497346435, 14);
  });

  test('of one sequence has no error to tell', () => {
    expect(meanPerToken(Float64Array.of(3), Int32Array.of(2))).toEqual({
      mean: 1.5,
      samplingError: 0,
      tokens: 2,
    });
  });

  test('lies between the least and the greatest', () => {
    const sequence = tuple(double({ min: 0, max: 100, noNaN: true }), integer({ min: 1, max: 50 }));
    assert(
      property(array(sequence, { minLength: 1, maxLength: 30 }), (sequences) => {
        const tokens = Int32Array.from(sequences, ([, count]) => count);
        const { mean } = meanPerToken(
          Float64Array.from(sequences, ([each, count]) => each * count),
          tokens,
        );
        const means = sequences.map(([each]) => each);
        expect(mean).toBeGreaterThanOrEqual(Math.min(...means) - 1e-9);
        expect(mean).toBeLessThanOrEqual(Math.max(...means) + 1e-9);
      }),
    );
  });
});
