import { normalCdf } from './normal.ts';

/**
 * Two one-sided tests that a difference `d` with standard error `se` > 0 lies inside ±delta
 * (Schuirmann 1987, normal approximation). `p` is the larger of the two.
 */
export function tost(d: number, se: number, delta: number, alpha = 0.05) {
  const pLower = normalCdf(-(d + delta) / se);
  const pUpper = normalCdf((d - delta) / se);
  const p = Math.max(pLower, pUpper);
  return { pLower, pUpper, p, isEquivalent: p < alpha };
}
