/**
 * What one streaming pass says of a tensor's values (design: weight statistics). NaN and infinities are counted and
 * left out of every other figure; null where nothing finite is left to speak of, or where a figure is past F64's range.
 * Past a file's first 20,000 tensors quantiles and histogram are null.
 */
export interface TensorStatistics {
  readonly count: number;
  readonly nanCount: number;
  readonly infinityCount: number;
  readonly zeroCount: number;
  /** Different finite values among the first 1,024: few of them in a float tensor hint at quantisation. */
  readonly distinctInSample: number;
  readonly mean: number | null;
  /** Population standard deviation. */
  readonly standardDeviation: number | null;
  /** Third standardised moment; null where the deviation is 0. */
  readonly skewness: number | null;
  /** Fourth standardised moment less 3. */
  readonly excessKurtosis: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Square root of the sum of squares. */
  readonly l2Norm: number | null;
  /**
   * Of the values at 0.1, 1, 5, 25, 50, 75, 95, 99 and 99.9 %. Exact for types of 8 and 16 bits and for tensors of up
   * to 16,384 elements; else within 0.8 % of the value (F32's own bits below the seventh of the fraction are not kept).
   */
  readonly quantiles: readonly number[] | null;
  /** As exact as the quantiles: where they are not, a value may be counted one bin beside its own. */
  readonly histogram: Histogram | null;
}

/** Equal bins from min to max. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly counts: readonly number[];
}
