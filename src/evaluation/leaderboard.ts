import type { Interval } from './statistics/proportion.ts';

export interface Standing {
  readonly value: number;
  /** Null where nobody knows: then the value stands for itself. */
  readonly interval: Interval | null;
}

/** The places that somebody may have: one more than are surely better, and all but those that are surely worse. */
export type RankRange = readonly [best: number, worst: number];

export type Better = 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER';

/**
 * One is surely better than another where their intervals don't touch. What touches may stand in either order, and has its
 * place as a range: an order of values that overlap would be an order of chance.
 */
export function rankRanges(standings: readonly Standing[], better: Better): readonly RankRange[] {
  const ends = standings.map((standing) => endsOf(standing, better));
  const [worsts, bests] = [
    ends.map(([worst]) => worst).sort(ascending),
    ends.map(([, best]) => best).sort(ascending),
  ];
  return ends.map(([worst, best]) => [
    1 + (worsts.length - countUpTo(worsts, best)),
    standings.length - countBelow(bests, worst),
  ]);
}

/** Best first, by value; equal ones in the order they came. */
export function byValue({ value: a }: Standing, { value: b }: Standing, better: Better): number {
  return better === 'HIGHER_IS_BETTER' ? b - a : a - b;
}

// On a scale where more is better, whatever the metric.
function endsOf({ value, interval }: Standing, better: Better): readonly [worst: number, best: number] {
  const [low, high] = interval ?? [value, value];
  return better === 'HIGHER_IS_BETTER' ? [low, high] : [-high, -low];
}

const ascending = (a: number, b: number) => a - b;

function countUpTo(sorted: readonly number[], limit: number): number {
  return firstIndex(sorted, (value) => value > limit);
}

function countBelow(sorted: readonly number[], limit: number): number {
  return firstIndex(sorted, (value) => value >= limit);
}

function firstIndex(sorted: readonly number[], isPast: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isPast(sorted[middle] ?? Number.NaN)) high = middle;
    else low = middle + 1;
  }
  return low;
}
