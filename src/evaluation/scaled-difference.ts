/**
 * The largest |a - b| as a share of the range of `expected`. Steps of the last bit say nothing near zero; this says
 * how far an answer is off on the scale the model answers on. A NaN or Infinity that is not on both sides is infinitely
 * far off, and so is another length.
 */
export function scaledDifference(expected: ArrayLike<number>, received: ArrayLike<number>): number {
  if (expected.length !== received.length) return Number.POSITIVE_INFINITY;
  let [low, high, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [expected[i] ?? 0, received[i] ?? 0];
    if (Number.isFinite(a)) [low, high] = [Math.min(low, a), Math.max(high, a)];
    if (Object.is(a, b) || a === b) continue;
    const difference = Math.abs(a - b);
    largest = Math.max(largest, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
  }
  if (largest === 0) return 0;
  return largest / (high > low ? high - low : Math.max(Math.abs(high), Number.MIN_VALUE));
}
