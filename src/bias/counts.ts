import type { Digest } from '../base/digest.ts';
import type { Proportion } from '../evaluation/statistics/proportion.ts';
import type { FromRun } from './from-run/grouping.ts';
import type { BbqTally } from './metrics/bbq.ts';
import type { CrowsPairsTally } from './metrics/crows-pairs.ts';
import type { StereosetTerm } from './metrics/stereoset.ts';
import type { ScoreHistogram } from './metrics/subgroup-auc.ts';
import type { WeatAssociations } from './metrics/weat.ts';

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
  /** Where the groups are cells of several attributes: each by itself. */
  readonly marginals: readonly Marginal[];
  /** The run that was counted; null where its author counted something else. */
  readonly from: FromRun | null;
  readonly context: string | null;
  readonly limitations: string | null;
  /** The submitter's own values by metric id, as decimal text; compared with the computed ones. */
  readonly metrics: Readonly<Record<string, string>>;
}

/** One of several attributes whose values cross: the sums of their cells. */
export interface Marginal {
  readonly attribute: string;
  readonly counts: GroupCounts;
}

export type Counts = GroupCounts | ScoreCounts | BenchmarkCounts;

export type GroupCounts =
  | { readonly kind: 'CONFUSION'; readonly groups: readonly ConfusionGroup[] }
  | { readonly kind: 'TALLY'; readonly groups: readonly TallyGroup[] };

/** How many items of each label and group fall into each bin of the model's score. */
export interface ScoreCounts {
  readonly kind: 'SCORES';
  readonly groups: readonly ScoreHistogram[];
}

/** Published benchmarks of stereotypes, by what their items were answered with. */
export type BenchmarkCounts =
  | {
      readonly kind: 'BBQ';
      readonly ambiguous: BbqTally;
      readonly disambiguated: BbqTally;
      /** Disambiguated questions whose right answer follows the stereotype; null where nobody counted them apart. */
      readonly aligned: Proportion | null;
    }
  | { readonly kind: 'CROWS_PAIRS'; readonly tally: CrowsPairsTally }
  | { readonly kind: 'STEREOSET'; readonly terms: readonly StereosetTerm[] }
  | { readonly kind: 'WEAT'; readonly associations: WeatAssociations };

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
