/** Stands for "no class" in a byte of predictions, so that a protocol has at most 255 classes here. */
export const NO_CLASS = 255;

/**
 * The predicted class of each row of logits [n, classes]: the largest logit, the lowest index among equals.
 * A row with a NaN predicts nothing: every comparison with NaN is false, and any order would be an invention.
 */
export function predictionsOf(logits: Float32Array, classes: number): Uint8Array {
  const predictions = new Uint8Array(logits.length / classes);
  for (let row = 0; row < predictions.length; row++) {
    const predicted = likeliest(logits, row * classes, classes);
    predictions[row] = predicted < 0 ? NO_CLASS : predicted;
  }
  return predictions;
}

/** The index of the largest of `width` values from `start`, −1 where one is NaN. */
export function likeliest(values: Float32Array, start: number, width: number): number {
  let best = 0;
  for (let i = 0; i < width; i++) {
    const value = values[start + i] ?? Number.NaN;
    if (Number.isNaN(value)) return -1;
    if (value > (values[start + best] ?? value)) best = i;
  }
  return best;
}

/** 1 where the prediction is the label; no class never is. */
export function rightOf(predictions: Uint8Array, labels: Uint8Array): Uint8Array {
  return predictions.map((predicted, i) => (predicted !== NO_CLASS && predicted === labels[i] ? 1 : 0));
}

export function countUndecided(predictions: Uint8Array): number {
  return predictions.reduce((sum, predicted) => sum + (predicted === NO_CLASS ? 1 : 0), 0);
}

/** Makes every NaN the canonical quiet one, in place: payloads are noise, and the items' digest covers them. */
export function canonicalizeNaN(values: Float32Array): void {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < bits.length; i++) if (((bits[i] ?? 0) & 0x7fffffff) > 0x7f800000) bits[i] = 0x7fc00000;
}
