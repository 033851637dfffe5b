/**
 * −log softmax(logits)[label] in nats of one row, in float64 and from left to right, so that equal logits give equal
 * bits everywhere. NaN where a logit is NaN or none is finite, infinite where the label's logit is -Infinity.
 */
export function negativeLogLikelihood(
  logits: Float32Array,
  start: number,
  width: number,
  label: number,
): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < width; i++) highest = Math.max(highest, logits[start + i] ?? Number.NaN);
  let sum = 0;
  for (let i = 0; i < width; i++) sum += Math.exp((logits[start + i] ?? Number.NaN) - highest);
  return Math.log(sum) - ((logits[start + label] ?? Number.NaN) - highest);
}

/** A mean over the tokens of all sequences, and how far another choice of sequences would move it. */
export interface MeanPerToken {
  readonly mean: number;
  readonly samplingError: number;
  readonly tokens: number;
}

/**
 * Σ sums / Σ tokens, added in order. Tokens of one sequence are not independent, so the standard error is that of a
 * ratio over sequences: √(n/(n−1) · Σ(sumᵢ − mean·tokensᵢ)²) / Σ tokens; 0 for a single sequence.
 */
export function meanPerToken(sums: Float64Array, tokens: Int32Array): MeanPerToken {
  const [n, total] = [sums.length, tokens.reduce((sum, count) => sum + count, 0)];
  const mean = sums.reduce((sum, each) => sum + each, 0) / total;
  const squares = sums.reduce((sum, each, i) => sum + (each - mean * (tokens[i] ?? 0)) ** 2, 0);
  const samplingError = n < 2 ? 0 : Math.sqrt((n / (n - 1)) * squares) / total;
  return { mean, samplingError, tokens: total };
}
