/** Central moments of a part of a tensor: sums of (value − mean)², ³ and ⁴ beside the mean. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
}

export const NO_MOMENTS: Moments = { count: 0, mean: 0, m2: 0, m3: 0, m4: 0 };

/**
 * Of values whose sum is known: the mean first, so that nothing cancels however far the values lie from 0. Even and
 * odd places have sums of their own, for each addition waits for the one before.
 */
export function momentsOf(values: Float64Array, count: number, sum: number): Moments {
  if (count === 0) return NO_MOMENTS;
  const mean = sum / count;
  let even2 = 0;
  let even3 = 0;
  let even4 = 0;
  let odd2 = 0;
  let odd3 = 0;
  let odd4 = 0;
  const last = count - (count % 2);
  for (let i = 0; i < last; i += 2) {
    const even = (values[i] ?? 0) - mean;
    const odd = (values[i + 1] ?? 0) - mean;
    const evenSquare = even * even;
    const oddSquare = odd * odd;
    even2 += evenSquare;
    even3 += evenSquare * even;
    even4 += evenSquare * evenSquare;
    odd2 += oddSquare;
    odd3 += oddSquare * odd;
    odd4 += oddSquare * oddSquare;
  }
  const rest = last < count ? (values[last] ?? 0) - mean : 0;
  return {
    count,
    mean,
    m2: even2 + odd2 + rest ** 2,
    m3: even3 + odd3 + rest ** 3,
    m4: even4 + odd4 + rest ** 4,
  };
}

/** Of both parts together (Pébay 2008, SAND2008-6212, equations 2.1 and 3.1). */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const delta = b.mean - a.mean;
  const [shareA, shareB] = [a.count / count, b.count / count];
  const product = a.count * shareB;
  const square = delta * delta;
  return {
    count,
    mean: a.mean + delta * shareB,
    m2: a.m2 + b.m2 + square * product,
    m3:
      a.m3 +
      b.m3 +
      square * delta * product * (shareA - shareB) +
      3 * delta * (shareA * b.m2 - shareB * a.m2),
    m4:
      a.m4 +
      b.m4 +
      square * square * product * (shareA * shareA - shareA * shareB + shareB * shareB) +
      6 * square * (shareA * shareA * b.m2 + shareB * shareB * a.m2) +
      4 * delta * (shareA * b.m3 - shareB * a.m3),
  };
}
