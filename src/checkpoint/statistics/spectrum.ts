/** Singular values of a 2-D tensor, described; descriptive only: trained and random weights overlap in all of it. */
export interface Spectrum {
  /** Largest singular value. */
  readonly spectralNorm: number;
  /** Σσ² / σ²max. */
  readonly stableRank: number;
  /** Exponent of the power law fitted to the tail of σ²; null below 50 eigenvalues. */
  readonly alpha: number | null;
  /** Rows and columns that were sampled, where the whole was over the limit; null for the whole. */
  readonly sampledShape: readonly [number, number] | null;
}
