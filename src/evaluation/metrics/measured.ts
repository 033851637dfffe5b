import { meanPerToken } from '../negative-log-likelihood.ts';

/** What the answers to all items are worth under a protocol's metric. */
export interface Measured {
  readonly value: number;
  /** How far another choice of items would move it; null where the counts alone tell it, or nothing does. */
  readonly samplingError: number | null;
  /** Right items; null for a metric that counts none. */
  readonly correct: number | null;
  /** Items whose answer holds a NaN: they have no prediction and count as wrong. */
  readonly undecided: number;
  /** Tokens, words or frames that a mean is over; null where it is over items. */
  readonly units: number | null;
}

/** Answers one by one: which are right, or sums and weights whose ratio is the metric. */
export type EachItem =
  | { readonly kind: 'RIGHT'; readonly right: Uint8Array }
  | { readonly kind: 'RATIO'; readonly sums: Float64Array; readonly weights: Int32Array };

/** The same with what it was made of, for a comparison of two runs over the same items; null where items have no part. */
export interface MeasuredItems extends Measured {
  readonly each: EachItem | null;
}

/** A share of items. */
export function shareOf(right: Uint8Array, undecided = 0): MeasuredItems {
  const correct = right.reduce((sum, isRight) => sum + isRight, 0);
  const each = { kind: 'RIGHT', right } as const;
  return { value: correct / right.length, samplingError: null, correct, undecided, units: null, each };
}

/** Σ sums / Σ weights, with the standard error of a ratio over items. */
export function ratioOf(sums: Float64Array, weights: Int32Array, undecided = 0): MeasuredItems {
  const { mean, samplingError, tokens } = meanPerToken(sums, weights);
  const each = { kind: 'RATIO', sums, weights } as const;
  return { value: mean, samplingError, correct: null, undecided, units: tokens, each };
}

/** The mean over items, each of weight one. */
export function meanOfItems(values: Float64Array): MeasuredItems {
  return { ...ratioOf(values, new Int32Array(values.length).fill(1)), units: null };
}
