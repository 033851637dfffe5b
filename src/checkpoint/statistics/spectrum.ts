import { eigenvaluesOf } from './eigenvalues.ts';
import { gramOf } from './gram.ts';
import { fitPowerLaw } from './power-law.ts';

/** Singular values of a 2-D tensor, described; descriptive only: trained and random weights overlap in all of it. */
export interface Spectrum {
  /** Largest singular value. */
  readonly spectralNorm: number;
  /** Σσ² / σ²max. */
  readonly stableRank: number;
  /** Exponent of the power law fitted to the tail of σ²; null below 50 eigenvalues. */
  readonly alpha: number | null;
  /** (α − 1) / √n, with n the length of the tail: the fit's own uncertainty. */
  readonly alphaDeviation: number | null;
  /** α · log10 σ²max (Martin & Mahoney's α̂). */
  readonly weightedAlpha: number | null;
  /** Rows and columns that were sampled, where the whole was over the limit; null for the whole. */
  readonly sampledShape: readonly [number, number] | null;
}

/** A matrix, row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/**
 * Of σ², the eigenvalues of the smaller Gram matrix: exact to about 1e-7 of the largest, which is what F32 holds. Null
 * where nothing is left to describe: a value that is not finite, or only zeros.
 */
export function spectrumOf(matrix: Matrix, sampledShape: Spectrum['sampledShape']): Spectrum | null {
  const gram = gramOf(matrix);
  const eigenvalues = eigenvaluesOf(gram, Math.min(matrix.rows, matrix.columns));
  const largest = eigenvalues.at(-1) ?? 0;
  if (!(largest > 0) || !eigenvalues.every(Number.isFinite)) return null;
  const fit = fitPowerLaw(eigenvalues);
  return {
    spectralNorm: Math.sqrt(largest),
    stableRank: eigenvalues.reduce((sum, value) => sum + Math.max(value, 0), 0) / largest,
    alpha: fit?.alpha ?? null,
    alphaDeviation: fit?.deviation ?? null,
    weightedAlpha: fit === null ? null : fit.alpha * Math.log10(largest),
    sampledShape,
  };
}

/** Multiplications that a spectrum costs, near enough to share out a budget that is the same on every machine. */
export function spectrumCost(rows: number, columns: number): number {
  const [short, long] = [Math.min(rows, columns), Math.max(rows, columns)];
  return (short * short * long) / 2 + short ** 3;
}
