import { invariant } from '../../base/errors.ts';
import { bisect } from './bisect.ts';
import { upperGamma } from './gamma.ts';

/** z of a two-sided 95 % interval. */
export const Z_95 = 1.959963984540054;
/** z of a one-sided test at 5 %, and of a two-sided 90 % interval. */
export const Z_90 = 1.6448536269514722;

/** P(Z ≤ z) of the standard normal, exact in the far tails too. */
export function normalCdf(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2;
  return z > 0 ? 1 - tail : tail;
}

/** The z below which the standard normal holds the share p, for 0 < p < 1. */
export function normalQuantile(p: number): number {
  invariant(p > 0 && p < 1, `normalQuantile needs 0 < p < 1, got ${p}`);
  if (p > 0.5) return -normalQuantile(1 - p);
  return bisect(normalCdf, p, -40, 0);
}
