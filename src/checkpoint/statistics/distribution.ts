import type { Histogram } from './tensor-statistics.ts';

/** Ascending cells of values: `counts[i]` values lie in `lows[i]..highs[i]`; one value where both are equal. */
export interface Distribution {
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  readonly counts: Float64Array;
}

/**
 * The values at the usual ranks, between two neighbours by line as numpy does it; inside a cell the values are taken
 * to lie evenly.
 */
export function quantilesOf(cells: Distribution, count: number): readonly number[] {
  const lowAt = rankReader(cells);
  const highAt = rankReader(cells);
  return PROBABILITIES.map((probability) => {
    const rank = probability * (count - 1);
    const low = lowAt(Math.floor(rank));
    const high = highAt(Math.ceil(rank));
    return low + (high - low) * (rank - Math.floor(rank));
  });
}

/** Null where the range is past F64's; whole counts that add up to the cells' counts. */
export function histogramOf(cells: Distribution, min: number, max: number): Histogram | null {
  const width = (max - min) / BINS;
  if (!Number.isFinite(width)) return null;
  const shares = new Float64Array(width > 0 ? BINS : 1);
  for (let i = 0; i < cells.counts.length; i++) {
    const [low, high] = [cells.lows[i] ?? 0, cells.highs[i] ?? 0];
    spread(shares, (low - min) / width, (high - min) / width, cells.counts[i] ?? 0);
  }
  return { min, max, counts: wholeCounts(shares) };
}

const PROBABILITIES = [0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999];
const BINS = 64;

/** For ranks that never fall. */
function rankReader({ lows, highs, counts }: Distribution): (rank: number) => number {
  let at = 0;
  let before = 0;
  return (rank) => {
    while (at < counts.length - 1 && rank >= before + (counts[at] ?? 0)) {
      before += counts[at] ?? 0;
      at++;
    }
    const [low, high] = [lows[at] ?? 0, highs[at] ?? 0];
    return low + ((high - low) * (rank - before + 0.5)) / (counts[at] ?? 1);
  };
}

function spread(shares: Float64Array, from: number, to: number, count: number): void {
  const last = shares.length - 1;
  const bin = (place: number) => Math.min(last, Math.max(0, Math.floor(place || 0)));
  const [first, end] = [bin(from), bin(to)];
  for (let i = first; i <= end; i++) {
    const share = first === end ? 1 : (Math.min(to, i + 1) - Math.max(from, i)) / (to - from);
    shares[i] = (shares[i] ?? 0) + count * share;
  }
}

/** Rounds where the bins meet, so that nothing is lost or counted twice. */
function wholeCounts(shares: Float64Array): readonly number[] {
  let sum = 0;
  let given = 0;
  return Array.from(shares, (share) => {
    sum += share;
    const count = Math.round(sum) - given;
    given += count;
    return count;
  });
}
