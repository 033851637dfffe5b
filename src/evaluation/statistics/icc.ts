import { invariant } from '../../base/errors.ts';
import { meanOf } from './mean.ts';

/** Intraclass correlations of single ratings (Shrout & Fleiss 1979). */
export interface IntraclassCorrelations {
  /** Each target rated by other raters. */
  readonly icc11: number;
  /** Raters drawn by chance, all rate all. */
  readonly icc21: number;
  /** These raters and no others. */
  readonly icc31: number;
}

/** `matrix` has a row for each target and a column for each rater, at least two of both. */
export function intraclass(matrix: readonly (readonly number[])[]): IntraclassCorrelations {
  const [n, k] = [matrix.length, matrix[0]?.length ?? 0];
  invariant(n >= 2 && k >= 2 && matrix.every((row) => row.length === k), 'ICC needs a full 2×2 or more');
  const grand = meanOf(matrix.flat());
  const rows = matrix.map(meanOf);
  const columns = Array.from({ length: k }, (_, j) => meanOf(matrix.map((row) => row[j] ?? 0)));
  const total = squares(matrix.flat(), grand);
  const between = k * squares(rows, grand);
  const raters = n * squares(columns, grand);
  const bms = between / (n - 1);
  const wms = (total - between) / (n * (k - 1));
  const jms = raters / (k - 1);
  const ems = (total - between - raters) / ((n - 1) * (k - 1));
  return {
    icc11: (bms - wms) / (bms + (k - 1) * wms),
    icc21: (bms - ems) / (bms + (k - 1) * ems + (k * (jms - ems)) / n),
    icc31: (bms - ems) / (bms + (k - 1) * ems),
  };
}

function squares(values: readonly number[], mean: number): number {
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
