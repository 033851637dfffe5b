import { Z_90, Z_95 } from '../evaluation/statistics/normal.ts';
import type { Interval, Proportion } from '../evaluation/statistics/proportion.ts';

/** The same two groups, and the overall accuracy, of one checkpoint; each n ≥ 1. */
export interface Gap {
  readonly high: Proportion;
  readonly low: Proportion;
  readonly accuracy: Proportion;
}

export type MitigationStatus = 'OVERCORRECTED' | 'WORSENED' | 'TRADE_OFF' | 'VERIFIED' | 'INCONCLUSIVE';

export interface Mitigation {
  readonly status: MitigationStatus;
  readonly gapParent: number;
  readonly gapChild: number;
  /** By how much the gap shrank, positive is better. */
  readonly reduction: number;
  readonly reductionInterval95: Interval;
  readonly accuracyDelta: number;
  /** The child is less than 2 points worse, at 5 %. */
  readonly isNonInferior: boolean;
}

/** Whether a child closed its parent's gap; both measured under the same protocol on the same dataset. */
export function mitigationOf(parent: Gap, child: Gap): Mitigation {
  const [gapParent, gapChild] = [gapOf(parent), gapOf(child)];
  const reduction = Math.sign(gapParent) * (gapParent - gapChild);
  const half = Z_95 * errorOf([parent.high, parent.low, child.high, child.low]);
  const reductionInterval95: Interval = [reduction - half, reduction + half];
  const accuracyDelta = shareOf(child.accuracy) - shareOf(parent.accuracy);
  const isNonInferior =
    accuracyDelta - Z_90 * errorOf([parent.accuracy, child.accuracy]) > -ACCURACY_LOSS_MAX;
  const status = statusOf(gapParent, child, reductionInterval95, isNonInferior);
  return { status, gapParent, gapChild, reduction, reductionInterval95, accuracyDelta, isNonInferior };
}

function statusOf(
  gapParent: number,
  child: Gap,
  [low, high]: Interval,
  isNonInferior: boolean,
): MitigationStatus {
  const gapChild = gapOf(child);
  const isFlipped = gapChild * gapParent < 0 && Math.abs(gapChild) > Z_95 * errorOf([child.high, child.low]);
  if (isFlipped) return 'OVERCORRECTED';
  if (high < 0) return 'WORSENED';
  if (low <= 0) return 'INCONCLUSIVE';
  return isNonInferior ? 'VERIFIED' : 'TRADE_OFF';
}

function gapOf({ high, low }: Gap): number {
  return shareOf(high) - shareOf(low);
}

function shareOf({ k, n }: Proportion): number {
  return k / n;
}

function errorOf(proportions: readonly Proportion[]): number {
  return Math.sqrt(
    proportions.reduce((sum, each) => sum + (shareOf(each) * (1 - shareOf(each))) / each.n, 0),
  );
}

const ACCURACY_LOSS_MAX = 0.02;
