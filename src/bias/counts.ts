import type { Digest } from '../base/digest.ts';

/**
 * Words of this room. A *bias report* submits counts, never rates: the hub computes. An *attribute* splits a
 * dataset into *groups*; a *harm* is what a difference between them would do to people. A *verdict* is what the
 * hub says of the largest difference between two groups.
 */
export interface BiasPayload {
  readonly dataset: Digest;
  readonly protocol: Digest;
  readonly attribute: string;
  readonly harms: readonly Harm[];
  readonly counts: Counts;
  readonly context: string | null;
  readonly limitations: string | null;
  /** The submitter's own values by metric id, as decimal text; compared with the computed ones. */
  readonly metrics: Readonly<Record<string, string>>;
}

export type Counts =
  | { readonly kind: 'CONFUSION'; readonly groups: readonly ConfusionGroup[] }
  | { readonly kind: 'TALLY'; readonly groups: readonly TallyGroup[] };

/** Predictions of one group against its labels. */
export interface ConfusionGroup {
  readonly name: string;
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
}

/** k of n items of one group had the counted outcome. */
export interface TallyGroup {
  readonly name: string;
  readonly k: number;
  readonly n: number;
}

/** What is withheld, served worse, or said of people; a closed list, so that reports can be compared. */
export const HARMS = ['allocation', 'quality-of-service', 'stereotyping', 'denigration', 'erasure'] as const;
export type Harm = (typeof HARMS)[number];
