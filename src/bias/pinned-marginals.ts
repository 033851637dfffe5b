import { canonicalJson } from '../base/canonical-json.ts';
import type { DatasetMarginals } from './dataset-marginals.ts';

/** What one standing report says of a dataset's groups. */
export interface CountedMarginals {
  readonly logIndex: number;
  /** Its author's independent group. */
  readonly groupId: string;
  /** A vetted contributor's, or the dataset's own publisher's. */
  readonly isTrusted: boolean;
  /** The hub itself counted the groups in the dataset, by one of its attributes. */
  readonly isOfDataset: boolean;
  readonly marginals: DatasetMarginals;
}

export interface Pin {
  readonly marginals: DatasetMarginals;
  /** The reports that it rests on. */
  readonly logIndexes: readonly number[];
}

/**
 * Which marginals a dataset is known by from now on: those the hub counted in the dataset itself, else the first that two
 * independent groups agree on, one of them trusted. One liar pins nothing, and no number of unvetted keys does.
 */
export function pinOf(reports: readonly CountedMarginals[]): Pin | null {
  const own = reports.find(({ isOfDataset }) => isOfDataset);
  // Which labels are the good ones was the reporter's choice: only sizes are the dataset's.
  if (own) return { marginals: sizesOf(own.marginals), logIndexes: [own.logIndex] };
  for (const [i, later] of reports.entries()) {
    const same = reports.slice(0, i).find((earlier) => isAgreed(earlier, later));
    if (same) return { marginals: later.marginals, logIndexes: [same.logIndex, later.logIndex] };
  }
  return null;
}

function isAgreed(one: CountedMarginals, other: CountedMarginals): boolean {
  if (one.groupId === other.groupId || !(one.isTrusted || other.isTrusted)) return false;
  return canonicalJson(one.marginals) === canonicalJson(other.marginals);
}

function sizesOf(marginals: DatasetMarginals): DatasetMarginals {
  return Object.fromEntries(Object.entries(marginals).map(([name, { n }]) => [name, { n, positives: null }]));
}
