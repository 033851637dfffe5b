import { meanOf } from './mean.ts';

/**
 * Standard error of a value that is no mean, by leaving out one of up to 64 groups of items at a time (Efron & Tibshirani,
 * 1993, ch. 11): √((g−1)/g · Σ(θᵢ − θ̄)²). Item i is in group i mod g, so equal files give equal errors and no dice are
 * needed. Null for fewer than two items, and where a part has no value.
 */
export function jackknifeError(
  n: number,
  valueOf: (isIn: (item: number) => boolean) => number | null,
): number | null {
  const groups = Math.min(GROUPS_MAX, n);
  if (groups < 2) return null;
  const parts = Array.from({ length: groups }, (_, group) => valueOf((item) => item % groups !== group));
  if (!parts.every((part) => part !== null)) return null;
  const mean = meanOf(parts);
  const squares = parts.reduce((sum, part) => sum + (part - mean) ** 2, 0);
  return Math.sqrt(((groups - 1) / groups) * squares);
}

const GROUPS_MAX = 64;
