/** A power law fitted to the tail of a list of eigenvalues. */
export interface PowerLawFit {
  readonly alpha: number;
  /** (α − 1) / √n. */
  readonly deviation: number;
}

/**
 * Maximum likelihood for each possible start of the tail, and the start whose Kolmogorov distance is smallest (Clauset
 * 2009, as WeightWatcher's WW_powerlaw does it). Eigenvalues come lowest first; null where fewer than 50 count.
 */
export function fitPowerLaw(eigenvalues: Float64Array): PowerLawFit | null {
  const values = eigenvalues.filter((value) => value > EIGENVALUE_MIN);
  if (values.length < EIGENVALUES_NEEDED) return null;
  const logs = values.map(Math.log);
  let best = { alpha: 0, distance: Number.POSITIVE_INFINITY, tail: 0 };
  let sum = 0;
  for (let start = values.length - 1; start >= 0; start--) {
    const tail = values.length - start;
    const first = logs[start] ?? 0;
    sum += first;
    // Equal values have no slope; one value has none either.
    if ((logs.at(-1) ?? 0) - first < EQUAL) continue;
    const alpha = 1 + tail / (sum - tail * first);
    const distance = distanceOf(logs, start, alpha);
    if (distance <= best.distance) best = { alpha, distance, tail };
  }
  if (best.tail === 0) return null;
  return { alpha: best.alpha, deviation: (best.alpha - 1) / Math.sqrt(best.tail) };
}

/** What WeightWatcher drops. */
const EIGENVALUE_MIN = 1e-5;
/** WeightWatcher fits from 10 on, which is too few to say anything. */
const EIGENVALUES_NEEDED = 50;
/** In logarithms: below it two eigenvalues differ by rounding. */
const EQUAL = 1e-9;

/** The largest gap between the tail's own distribution and the law's. */
function distanceOf(logs: Float64Array, start: number, alpha: number): number {
  const tail = logs.length - start;
  const first = logs[start] ?? 0;
  let largest = 0;
  for (let i = 0; i < tail; i++) {
    const expected = 1 - Math.exp((1 - alpha) * ((logs[start + i] ?? 0) - first));
    largest = Math.max(largest, Math.abs(expected - i / tail));
  }
  return largest;
}
