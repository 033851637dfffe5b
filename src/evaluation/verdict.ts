import type { Claim, Run } from './run.ts';
import { median } from './statistics/median.ts';
import { Z_90, Z_95 } from './statistics/normal.ts';
import { narrowToleranceOf, slackOf, toleranceOf, type ToleranceClass } from './tolerance.ts';

export type Agreement = 'AGREE' | 'DISAGREE' | 'INCONCLUSIVE';

/** What one group's runs say of a claim. */
export interface Verdict {
  readonly agreement: Agreement;
  /** Median of the group's runs. */
  readonly value: number;
  /** value − claimed value, in the metric's unit. */
  readonly difference: number;
  /** What a difference would mean for the publisher; never part of the agreement. */
  readonly bias: 'OVER_CLAIMED' | 'UNDER_CLAIMED' | 'NONE';
  /** The narrowest class that holds; null unless the group agrees. */
  readonly toleranceClass: ToleranceClass | null;
}

/**
 * One rule for deterministic and stochastic protocols: AGREE when two one-sided tests at 5 % put the difference
 * inside ±δ, DISAGREE when its 95 % interval lies outside, else INCONCLUSIVE: ask for more sampling seeds.
 */
export function verdictOf(claim: Claim, runs: readonly Run[]): Verdict {
  const value = median(runs.map((run) => run.value));
  const difference = value - claim.value;
  const se = Math.hypot(claim.se, median(runs.map((run) => run.se)));
  const agreement = agreementOf(Math.abs(difference), se, toleranceOf(claim) + slackOf(claim));
  const toleranceClass = agreement === 'AGREE' ? classOf(claim, runs, Math.abs(difference), se) : null;
  return { agreement, value, difference, bias: biasOf(claim, difference), toleranceClass };
}

function agreementOf(distance: number, se: number, tolerance: number): Agreement {
  if (distance + Z_90 * se <= tolerance) return 'AGREE';
  if (distance - Z_95 * se > tolerance) return 'DISAGREE';
  return 'INCONCLUSIVE';
}

function classOf(claim: Claim, runs: readonly Run[], distance: number, se: number): ToleranceClass {
  const { outputsDigest } = claim;
  if (outputsDigest !== null && runs.every((run) => run.outputsDigest === outputsDigest)) return 'T0';
  const isNarrow = agreementOf(distance, se, narrowToleranceOf(claim) + slackOf(claim)) === 'AGREE';
  if (isNarrow) return 'T1';
  return claim.margin === null ? 'T2' : 'T3';
}

function biasOf({ metric }: Claim, difference: number): Verdict['bias'] {
  if (difference === 0) return 'NONE';
  const isBetter = difference > 0 === (metric.direction === 'HIGHER_IS_BETTER');
  return isBetter ? 'UNDER_CLAIMED' : 'OVER_CLAIMED';
}
