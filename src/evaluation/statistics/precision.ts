import { logGamma } from './gamma.ts';
import type { Interval } from './proportion.ts';
import { tQuantile } from './student.ts';
import { meanOf } from './mean.ts';

/** CV* in percent with its parts, or why there is none. `mean` and `s` are of the values shifted to start at 0. */
export type Precision =
  | { readonly status: 'UNDEFINED'; readonly n: number; readonly reason: 'n<2' | 'mean<=0' }
  | {
      readonly status: 'DEFINED';
      readonly n: number;
      readonly mean: number;
      readonly s: number;
      readonly c4: number;
      readonly sStar: number;
      /** Of s*; the low end may be negative for n ≤ 4: print it clipped at 0. */
      readonly sStarInterval95: Interval;
      readonly cvStar: number;
    };

/** Coefficient of variation corrected for small samples (Belz, Popović & Mille, ACL 2022). */
export function precision(values: readonly number[], scaleMin: number): Precision {
  const n = values.length;
  if (n < 2) return { status: 'UNDEFINED', n, reason: 'n<2' };
  const shifted = values.map((value) => value - scaleMin);
  const mean = meanOf(shifted);
  if (mean <= 0) return { status: 'UNDEFINED', n, reason: 'mean<=0' };
  const s = deviationOf(shifted, mean);
  const c4 = Math.sqrt(2 / (n - 1)) * Math.exp(logGamma(n / 2) - logGamma((n - 1) / 2));
  const sStar = s / c4;
  const half = s === 0 ? 0 : (tQuantile(0.975, n - 1) * s * s * Math.sqrt(2 / (n - 1))) / (2 * sStar);
  const cvStar = ((1 + 1 / (4 * n)) * 100 * sStar) / mean;
  return { status: 'DEFINED', n, mean, s, c4, sStar, sStarInterval95: [sStar - half, sStar + half], cvStar };
}

/** Equal values deviate by 0 exactly, not by what rounding left of their mean. */
function deviationOf(values: readonly number[], mean: number): number {
  if (values.every((value) => value === values[0])) return 0;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
