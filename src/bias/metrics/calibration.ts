import { defined, undefinedFor, type Measure } from './measure.ts';

/** Items whose confidence fell into one bin. */
export interface ConfidenceBin {
  readonly n: number;
  readonly confidenceSum: number;
  /** How many of them were right. */
  readonly correct: number;
}

/** ECE = Σ_b |correct − Σ confidence| / n: how far confidence lies from being right, on average. */
export function expectedCalibrationError(bins: readonly ConfidenceBin[]): Measure {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  if (n === 0) return undefinedFor('no items');
  return defined(bins.reduce((sum, bin) => sum + Math.abs(bin.correct - bin.confidenceSum), 0) / n);
}
