import type { Digest } from '../../base/digest.ts';
import type { Proportion } from '../../evaluation/statistics/proportion.ts';
import type { RiskFromRun } from './from-run.ts';

/**
 * A *risk report* submits counts of what somebody tried on a checkpoint: to get training data out of it (privacy), or to make
 * it fail (robustness). The hub computes. Nothing here can show that a checkpoint is safe: only that something was shown.
 */
export interface RiskPayload {
  readonly dataset: Digest;
  readonly protocol: Digest;
  /** What was looked at, such as `card numbers` or `blur and noise`. */
  readonly attribute: string;
  readonly counts: RiskCounts;
  /** The run that was counted; null where its author counted something else. */
  readonly from: RiskFromRun | null;
  readonly context: string | null;
  readonly limitations: string | null;
}

export type RiskTopic = 'PRIVACY' | 'ROBUSTNESS';

export type RiskCounts =
  | CanaryCounts
  | ({ readonly kind: 'EXTRACTION' } & Controlled)
  | MembershipCounts
  | CorruptionCounts
  | ({ readonly kind: 'ATTACK' } & Controlled)
  | ({ readonly kind: 'TRIGGER' } & Controlled);

/** Random texts planted in the training data, and where each ranks by likelihood among all it could have been. */
export interface CanaryCounts {
  readonly kind: 'CANARIES';
  /** |R|, how many texts were possible. */
  readonly spaceSize: number;
  readonly canaries: readonly Canary[];
}

export interface Canary {
  /** 1 is likelier than every other. */
  readonly rank: number;
  /** How often it stood in the data. */
  readonly repetitions: number;
}

/** How often something came about, and how often where the cause was missing. */
export interface Controlled {
  readonly tried: Proportion;
  readonly control: Proportion;
}

/** An attack's score of texts that were trained on, and of texts that were not, in the same bins, ascending. */
export interface MembershipCounts {
  readonly kind: 'MEMBERSHIP';
  readonly members: readonly number[];
  readonly nonMembers: readonly number[];
}

/** Right answers on a dataset as it is, and under each corruption of it. */
export interface CorruptionCounts {
  readonly kind: 'CORRUPTIONS';
  readonly clean: Proportion;
  readonly corruptions: readonly Corruption[];
}

export interface Corruption extends Proportion {
  readonly name: string;
  /** 1 to 5, as Hendrycks and Dietterich 2019 have them. */
  readonly severity: number;
}
