import { Z_90, Z_95 } from '../evaluation/statistics/normal.ts';
import type { Interval, Proportion } from '../evaluation/statistics/proportion.ts';

/** The same two groups, and the overall accuracy where it is known, of one checkpoint; each n ≥ 1. */
export interface Gap {
  readonly high: Proportion;
  readonly low: Proportion;
  readonly accuracy: Proportion | null;
}

export type MitigationStatus = 'OVERCORRECTED' | 'WORSENED' | 'TRADE_OFF' | 'VERIFIED' | 'INCONCLUSIVE';

export interface Mitigation {
  readonly status: MitigationStatus;
  readonly gapParent: number;
  readonly gapChild: number;
  /** By how much the gap shrank, positive is better. */
  readonly reduction: number;
  readonly reductionInterval95: Interval;
  /** Null where either accuracy is not known. */
  readonly accuracyDelta: number | null;
  /** The child is less than 2 points worse, at 5 %. */
  readonly isNonInferior: boolean | null;
}

/** Whether a child closed its parent's gap; both measured under the same protocol on the same dataset. */
export function mitigationOf(parent: Gap, child: Gap): Mitigation {
  const [gapParent, gapChild] = [gapOf(parent), gapOf(child)];
  const reduction = Math.sign(gapParent) * (gapParent - gapChild);
  const half = Z_95 * errorOf([parent.high, parent.low, child.high, child.low]);
  const reductionInterval95: Interval = [reduction - half, reduction + half];
  const { accuracyDelta, isNonInferior } = accuracyOf(parent.accuracy, child.accuracy);
  const status = statusOf(gapParent, child, reductionInterval95, isNonInferior);
  return { status, gapParent, gapChild, reduction, reductionInterval95, accuracyDelta, isNonInferior };
}

function statusOf(
  gapParent: number,
  child: Gap,
  [low, high]: Interval,
  isNonInferior: boolean | null,
): MitigationStatus {
  const gapChild = gapOf(child);
  const isFlipped = gapChild * gapParent < 0 && Math.abs(gapChild) > Z_95 * errorOf([child.high, child.low]);
  if (isFlipped) return 'OVERCORRECTED';
  if (high < 0) return 'WORSENED';
  // A child that answers nothing has no gap either: without the accuracy a closed gap proves nothing.
  if (low <= 0 || isNonInferior === null) return 'INCONCLUSIVE';
  return isNonInferior ? 'VERIFIED' : 'TRADE_OFF';
}

function accuracyOf(parent: Proportion | null, child: Proportion | null) {
  if (!parent || !child) return { accuracyDelta: null, isNonInferior: null };
  const accuracyDelta = shareOf(child) - shareOf(parent);
  const isNonInferior = accuracyDelta - Z_90 * errorOf([parent, child]) > -ACCURACY_LOSS_MAX;
  return { accuracyDelta, isNonInferior };
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
