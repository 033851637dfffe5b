import type { ConfusionGroup, TallyGroup } from '../counts.ts';
import type { GroupOf } from './group-of.ts';

export type CountedGroup = TallyGroup | ConfusionGroup;

export interface Answered {
  /** 255 for none, which is never right and never positive. */
  readonly predictions: Uint8Array;
  readonly labels: Uint8Array;
  readonly positive: readonly number[] | null;
}

/** Right of all in each group; or with positive labels, each group's confusion table. */
export function tallyItems(groups: GroupOf, answered: Answered): readonly CountedGroup[] {
  const { predictions, labels, positive } = answered;
  return positive === null
    ? tallies(groups, (item) => predictions[item] === labels[item])
    : confusions(groups, (item) => ({
        isPredicted: positive.includes(predictions[item] ?? -1),
        isLabelled: positive.includes(labels[item] ?? -1),
      }));
}

function tallies({ names, of }: GroupOf, isRight: (item: number) => boolean): readonly TallyGroup[] {
  const counts = names.map((name) => ({ name, k: 0, n: 0 }));
  of.forEach((group, item) => {
    const count = counts[group];
    if (!count) return;
    count.n++;
    if (isRight(item)) count.k++;
  });
  return counts;
}

function confusions(
  { names, of }: GroupOf,
  judge: (item: number) => { readonly isPredicted: boolean; readonly isLabelled: boolean },
): readonly ConfusionGroup[] {
  const counts = names.map((name) => ({ name, tp: 0, fp: 0, tn: 0, fn: 0 }));
  of.forEach((group, item) => {
    const count = counts[group];
    if (!count) return;
    const { isPredicted, isLabelled } = judge(item);
    if (isPredicted) count[isLabelled ? 'tp' : 'fp']++;
    else count[isLabelled ? 'fn' : 'tn']++;
  });
  return counts;
}
