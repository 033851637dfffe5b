import { Z_95 } from './normal.ts';
import { wilson, type Interval, type Proportion } from './proportion.ts';

/** Interval of a.k/a.n − b.k/b.n (Newcombe 1998, method 10: from the two Wilson intervals). */
export function newcombe(a: Proportion, b: Proportion, z = Z_95): Interval {
  const [pa, pb] = [a.k / a.n, b.k / b.n];
  const [lowA, highA] = wilson(a, z);
  const [lowB, highB] = wilson(b, z);
  const diff = pa - pb;
  return [diff - Math.hypot(pa - lowA, highB - pb), diff + Math.hypot(highA - pa, pb - lowB)];
}

/** Interval of the ratio of two proportions on the log scale (Katz 1978); null where either count is 0. */
export function katz(a: Proportion, b: Proportion, z = Z_95): Interval | null {
  if (a.k === 0 || b.k === 0) return null;
  const ratio = a.k / a.n / (b.k / b.n);
  const factor = Math.exp(z * Math.sqrt(1 / a.k - 1 / a.n + 1 / b.k - 1 / b.n));
  return [ratio / factor, ratio * factor];
}
