import { invariant } from '../../base/errors.ts';
import { betaQuantile } from './beta.ts';

/** The t below which Student's distribution with `df` degrees of freedom holds the share p; for 0 < p < 1. */
export function tQuantile(p: number, df: number): number {
  invariant(p > 0 && p < 1 && df > 0, `tQuantile needs 0 < p < 1 and df > 0, got ${p}, ${df}`);
  if (p === 0.5) return 0;
  if (p < 0.5) return -tQuantile(1 - p, df);
  const x = betaQuantile(2 * (1 - p), df / 2, 0.5);
  return Math.sqrt((df * (1 - x)) / x);
}
