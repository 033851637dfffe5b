import { invariant } from '../../base/errors.ts';
import { betaQuantile } from './beta.ts';
import { Z_95 } from './normal.ts';

/** k of n items; n ≥ 1, for a share of nothing has no interval. */
export interface Proportion {
  readonly k: number;
  readonly n: number;
}

/** [low, high]. */
export type Interval = readonly [low: number, high: number];

/** Wilson's score interval (Wilson 1927); exactly 0 at k = 0 and exactly 1 at k = n. */
export function wilson({ k, n }: Proportion, z = Z_95): Interval {
  assertProportion(k, n);
  const p = k / n;
  const zz = (z * z) / n;
  const centre = (p + zz / 2) / (1 + zz);
  const half = (z * Math.sqrt((p * (1 - p)) / n + zz / (4 * n))) / (1 + zz);
  return [k === 0 ? 0 : Math.max(0, centre - half), k === n ? 1 : Math.min(1, centre + half)];
}

/** Jeffreys' interval, bounds fixed to 0 and 1 at k = 0 and k = n (Brown, Cai & DasGupta 2001). */
export function jeffreys({ k, n }: Proportion, alpha = 0.05): Interval {
  assertProportion(k, n);
  const quantile = (p: number) => betaQuantile(p, k + 0.5, n - k + 0.5);
  return [k === 0 ? 0 : quantile(alpha / 2), k === n ? 1 : quantile(1 - alpha / 2)];
}

function assertProportion(k: number, n: number): void {
  invariant(n >= 1 && k >= 0 && k <= n, `a proportion needs 0 ≤ k ≤ n and n ≥ 1, got ${k} of ${n}`);
}
