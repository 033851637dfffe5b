import { invariant } from '../../base/errors.ts';
import { logGamma } from './gamma.ts';
import { Z_95 } from './normal.ts';
import { wilson, type Interval } from './proportion.ts';

/** What two of them said of the same items: both right, only the first, only the second, neither. */
export interface PairedCounts {
  readonly both: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly neither: number;
}

/** Interval of the first's share less the second's over the same items (Newcombe 1998 for paired data, method 10). */
export function pairedDifference(
  { both, onlyFirst, onlySecond, neither }: PairedCounts,
  z = Z_95,
): { readonly difference: number; readonly interval: Interval } {
  const n = both + onlyFirst + onlySecond + neither;
  invariant(n >= 1, 'a difference over the same items needs an item');
  const [k1, k2] = [both + onlyFirst, both + onlySecond];
  const [p1, p2] = [k1 / n, k2 / n];
  const [low1, high1] = wilson({ k: k1, n }, z);
  const [low2, high2] = wilson({ k: k2, n }, z);
  const phi = correlationOf(both * neither - onlyFirst * onlySecond, [k1, n - k1, k2, n - k2], n);
  const side = (x: number, y: number) => Math.sqrt(Math.max(0, x * x - 2 * phi * x * y + y * y));
  // Taken from counts, so that equal counts give exactly 0.
  const difference = (onlyFirst - onlySecond) / n;
  return {
    difference,
    interval: [difference - side(p1 - low1, high2 - p2), difference + side(high1 - p1, p2 - low2)],
  };
}

/** The exact two-sided p of McNemar's test: of items that one alone got right, as lopsided a split or worse by chance. */
export function mcNemar({ onlyFirst, onlySecond }: Pick<PairedCounts, 'onlyFirst' | 'onlySecond'>): number {
  const n = onlyFirst + onlySecond;
  let tail = 0;
  for (let k = 0; k <= Math.min(onlyFirst, onlySecond); k++)
    tail += Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) - n * Math.LN2);
  return Math.min(1, 2 * tail);
}

// Positive correlation is taken half an item less per item, as the method has it, so that it is not overstated.
function correlationOf(excess: number, margins: readonly number[], n: number): number {
  const product = margins.reduce((all, margin) => all * margin, 1);
  const numerator = excess > 0 ? Math.max(excess - n / 2, 0) : excess;
  return product === 0 ? 0 : numerator / Math.sqrt(product);
}
