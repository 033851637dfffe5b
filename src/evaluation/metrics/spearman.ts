import type { MeasuredItems } from './measured.ts';

/**
 * Rank correlation, ties sharing the mean of their ranks: Pearson's of the ranks. Its standard error is Bonett and
 * Wright's (2000), √((1 + ρ²/2)/(n − 3)) on Fisher's scale, brought back by 1 − ρ². NaN where one side is constant.
 */
export function spearman(given: ArrayLike<number>, right: ArrayLike<number>): MeasuredItems {
  const n = given.length;
  const value = correlation(ranksOf(given), ranksOf(right));
  const onFishersScale = n > 3 ? Math.sqrt((1 + value ** 2 / 2) / (n - 3)) : null;
  const samplingError = onFishersScale === null ? null : (1 - value ** 2) * onFishersScale;
  return { value, samplingError, correct: null, undecided: 0, units: null, each: null };
}

function ranksOf(values: ArrayLike<number>): readonly number[] {
  const order = Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0),
  );
  const ranks = order.map(() => 0);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    for (let place = from; place < to; place++) ranks[order[place] ?? 0] = (from + to - 1) / 2;
    from = to;
  }
  return ranks;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (a.length - 1) / 2;
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + (value - mean) * ((y[i] ?? 0) - mean), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}
