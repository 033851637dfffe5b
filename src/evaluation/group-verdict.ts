import type { Run } from './run.ts';
import type { Verdict } from './verdict.ts';

/** The runs of one independent group: what `assess` weighs. */
export interface GroupRuns {
  readonly id: string;
  readonly isSelf: boolean;
  /** ρ of its most reliable member. */
  readonly reliability: number;
  /** All runs come from one machine. */
  readonly isOneHost: boolean;
  readonly runs: readonly Run[];
}

export interface GroupVerdict extends Verdict, GroupRuns {
  /** Reliable enough to count, and not the publisher's own. */
  readonly isVetted: boolean;
  readonly weight: number;
  /** Far from the other groups: shown, never dropped. */
  readonly isOutlier: boolean;
}
