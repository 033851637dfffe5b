import { Z_95 } from './normal.ts';
import { wilson, type Interval } from './proportion.ts';

/** F1 with its "indirect Wilson" interval over the Jaccard index (Lam, Gopal & Qian 2023); null without any positive. */
export function f1Interval(
  { tp, fp, fn }: { readonly tp: number; readonly fp: number; readonly fn: number },
  z = Z_95,
): { readonly f1: number; readonly interval: Interval } | null {
  const n = tp + fp + fn;
  if (n === 0) return null;
  const [low, high] = wilson({ k: tp, n }, z);
  return { f1: f1OfJaccard(tp / n), interval: [f1OfJaccard(low), f1OfJaccard(high)] };
}

function f1OfJaccard(jaccard: number): number {
  return (2 * jaccard) / (1 + jaccard);
}
