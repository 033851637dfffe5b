import { invariant } from '../base/errors.ts';
import type { Better } from './leaderboard.ts';
import type { EachItem } from './metrics/measured.ts';
import { meanPerToken } from './negative-log-likelihood.ts';
import { newcombe } from './statistics/difference.ts';
import { Z_95 } from './statistics/normal.ts';
import { mcNemar, pairedDifference } from './statistics/paired-shares.ts';
import type { Interval } from './statistics/proportion.ts';
import { tQuantile } from './statistics/student.ts';

/*
 * regression   a child against its parent under one protocol: what became worse of what was trained further. Over the same
 *              items it is paired, which shows differences that the intervals of both values hide
 */

export interface Difference {
  /** The child's less the parent's. Of likelihoods it is in nats a token, whatever the metric makes of them. */
  readonly difference: number;
  /** 95 %, over the choice of items. */
  readonly interval: Interval;
  /** Whether it is over the same items, one by one. */
  readonly isPaired: boolean;
  readonly flips: Flips | null;
  readonly items: number;
}

/** Items whose answer became right or wrong. */
export interface Flips {
  readonly rightToWrong: number;
  readonly wrongToRight: number;
  /** McNemar's exact two-sided p. */
  readonly p: number;
}

export type RegressionVerdict = 'IMPROVED' | 'REGRESSED' | 'NO_DIFFERENCE_SHOWN';

/** By the whole interval: a difference is shown where all of it is beyond the margin. */
export function verdictOf(
  { interval: [low, high] }: Difference,
  better: Better,
  margin: number,
): RegressionVerdict {
  const [isUp, isDown] = [low > margin, high < -margin];
  if (!isUp && !isDown) return 'NO_DIFFERENCE_SHOWN';
  return isUp === (better === 'HIGHER_IS_BETTER') ? 'IMPROVED' : 'REGRESSED';
}

/** Item by item; both are answers to the same items in the same order. */
export function pairedOutcomes(child: EachItem, parent: EachItem): Difference | null {
  if (child.kind === 'RIGHT' && parent.kind === 'RIGHT') return pairedRight(child.right, parent.right);
  if (child.kind === 'RATIO' && parent.kind === 'RATIO') return pairedRatio(child, parent);
  return null;
}

/** From two values whose items are not known one by one; wider, for what is hard is hard for both. */
export function unpairedShares(
  child: { readonly correct: number; readonly items: number },
  parent: { readonly correct: number; readonly items: number },
): Difference {
  const [a, b] = [
    { k: child.correct, n: child.items },
    { k: parent.correct, n: parent.items },
  ];
  const rest = { isPaired: false, flips: null, items: child.items };
  return { difference: a.k / a.n - b.k / b.n, interval: newcombe(a, b), ...rest };
}

export function unpairedMeans(
  child: { readonly value: number; readonly error: number; readonly items: number },
  parent: { readonly value: number; readonly error: number },
): Difference {
  const difference = child.value - parent.value;
  const half = Z_95 * Math.hypot(child.error, parent.error);
  const interval: Interval = [difference - half, difference + half];
  return { difference, interval, isPaired: false, flips: null, items: child.items };
}

function pairedRight(child: Uint8Array, parent: Uint8Array): Difference {
  invariant(child.length === parent.length, 'paired answers are to the same items');
  const counts = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 };
  for (const [i, isRight] of child.entries()) {
    const wasRight = parent[i] === 1;
    if (isRight === 1) counts[wasRight ? 'both' : 'onlyFirst'] += 1;
    else counts[wasRight ? 'onlySecond' : 'neither'] += 1;
  }
  return {
    ...pairedDifference(counts),
    isPaired: true,
    flips: { rightToWrong: counts.onlySecond, wrongToRight: counts.onlyFirst, p: mcNemar(counts) },
    items: child.length,
  };
}

type Ratio = Extract<EachItem, { kind: 'RATIO' }>;

// The difference of two ratios over the same weights is a ratio too, of the differences, with the error of one.
function pairedRatio(child: Ratio, parent: Ratio): Difference | null {
  const items = child.sums.length;
  const isSame = child.weights.every((weight, i) => weight === parent.weights[i]);
  if (items < 2 || items !== parent.sums.length || !isSame) return null;
  const differences = child.sums.map((sum, i) => sum - (parent.sums[i] ?? Number.NaN));
  const { mean: difference, samplingError } = meanPerToken(differences, child.weights);
  const half = tQuantile(0.975, items - 1) * samplingError;
  return { difference, interval: [difference - half, difference + half], isPaired: true, flips: null, items };
}
