/** Values that a challenge shows of one item at most; 8 blends of them are 16 KiB. */
export const SHOWN_MAX = 512;

/** How many of `length` values are shown: all, or every second, third … one. */
export function shownOf(length: number): number {
  return Math.ceil(length / strideOf(length));
}

/** Those of each item. */
export function spread(answers: Float32Array, length: number): Float32Array {
  const stride = strideOf(length);
  return answers.filter((_, at) => (at % length) % stride === 0);
}

function strideOf(length: number): number {
  return Math.ceil(length / SHOWN_MAX);
}
