import { chiSquareTail } from '../../evaluation/statistics/gamma.ts';
import type { GroupRate } from './measure.ts';

/** Pearson's χ² on the 2×G table of counted and not counted items; null where a row or column is empty. */
export function homogeneity(
  rates: readonly GroupRate[],
): { readonly chi2: number; readonly df: number; readonly p: number } | null {
  const [k, n] = [sumOf(rates.map((rate) => rate.k)), sumOf(rates.map((rate) => rate.n))];
  if (k === 0 || k === n || rates.some((rate) => rate.n === 0)) return null;
  const chi2 = sumOf(
    rates.map((rate) => (rate.k - (rate.n * k) / n) ** 2 / (((rate.n * k) / n) * (1 - k / n))),
  );
  const df = rates.length - 1;
  return { chi2, df, p: chiSquareTail(chi2, df) };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
