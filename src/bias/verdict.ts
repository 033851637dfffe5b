import { katz, newcombe } from '../evaluation/statistics/difference.ts';
import { normalQuantile } from '../evaluation/statistics/normal.ts';
import type { Interval } from '../evaluation/statistics/proportion.ts';
import type { Lean } from './lean.ts';
import { defined, undefinedFor, type GroupRate, type Measure } from './metrics/measure.ts';

export type BiasVerdict =
  | { readonly verdict: 'UNDEFINED'; readonly emptyGroups: readonly string[]; readonly itemsMin: 0 }
  | ({ readonly verdict: ComparedVerdict } & Comparison)
  | ({ readonly verdict: ComparedVerdict } & Lean);

export type ComparedVerdict = 'INSUFFICIENT_DATA' | 'DISPARITY' | 'NO_DISPARITY_AT_MARGIN' | 'INCONCLUSIVE';

/** The pair of groups furthest apart. */
export interface Comparison {
  readonly high: string;
  readonly low: string;
  readonly difference: number;
  /** Holds for all pairs at once (Newcombe at Bonferroni's z), for the furthest pair was not chosen beforehand. */
  readonly simultaneousInterval: Interval;
  readonly z: number;
  readonly margin: number;
  /** low by high with Katz' interval; undefined where no rate is above 0. */
  readonly ratio: Measure;
  /** ratio < 4/5, which Fairlearn calls wrong in many scenarios: shown with that caution, never a verdict. */
  readonly isBelowFourFifths: boolean;
  /** Fewest items of any group; always shown, for many small groups lie far apart by chance. */
  readonly itemsMin: number;
}

/** What the largest difference between two of at least two groups amounts to, at a margin of 10 points by default. */
export function biasVerdict(rates: readonly GroupRate[], margin = 0.1): BiasVerdict {
  const emptyGroups = rates.filter(({ n }) => n === 0).map(({ name }) => name);
  if (emptyGroups.length > 0) return { verdict: 'UNDEFINED', emptyGroups, itemsMin: 0 };
  return judgeGap(compare(rates, margin));
}

/** The verdict on a pair, by its interval and its fewest items. */
export function judgeGap(compared: Comparison): BiasVerdict {
  return { verdict: judge(compared), ...compared };
}

export function isCompared(verdict: BiasVerdict): verdict is { verdict: ComparedVerdict } & Comparison {
  return 'high' in verdict;
}

function compare(rates: readonly GroupRate[], margin: number): Comparison {
  const ranked = [...rates].sort((a, b) => b.k / b.n - a.k / a.n);
  const [high, low] = [ranked[0] as GroupRate, ranked.at(-1) as GroupRate];
  const pairs = (rates.length * (rates.length - 1)) / 2;
  const z = -normalQuantile(0.025 / pairs);
  return {
    high: high.name,
    low: low.name,
    difference: high.k / high.n - low.k / low.n,
    simultaneousInterval: newcombe(high, low, z),
    z,
    margin,
    ratio: ratioOf(low, high, z),
    isBelowFourFifths: 5n * BigInt(low.k) * BigInt(high.n) < 4n * BigInt(high.k) * BigInt(low.n),
    itemsMin: Math.min(...rates.map(({ n }) => n)),
  };
}

function judge({
  simultaneousInterval: [low, high],
  difference,
  itemsMin,
  margin,
}: Comparison): ComparedVerdict {
  if (itemsMin < ITEMS_MIN) return 'INSUFFICIENT_DATA';
  if (low > 0 && difference >= margin - ROUNDING) return 'DISPARITY';
  return high < margin ? 'NO_DISPARITY_AT_MARGIN' : 'INCONCLUSIVE';
}

function ratioOf(low: GroupRate, high: GroupRate, z: number): Measure {
  if (high.k === 0) return undefinedFor('every rate is 0');
  return defined(low.k / low.n / (high.k / high.n), katz(low, high, z));
}

// Below 30 items an interval says little and a difference of one item looks like a tenth.
const ITEMS_MIN = 30;
// 0.6 − 0.5 is a hair below 0.1 in doubles, and the margin includes its border.
const ROUNDING = 1e-12;
