import type { ConfusionGroup } from '../counts.ts';
import type { GroupRate } from './measure.ts';

/** The rates of a confusion table; each is k of n, so that each has an interval or is undefined at n = 0. */
export const CONFUSION_RATES = {
  base: ({ tp, fp, tn, fn }) => [tp + fn, tp + fp + tn + fn],
  selection: ({ tp, fp, tn, fn }) => [tp + fp, tp + fp + tn + fn],
  tpr: ({ tp, fn }) => [tp, tp + fn],
  fnr: ({ tp, fn }) => [fn, tp + fn],
  fpr: ({ fp, tn }) => [fp, fp + tn],
  tnr: ({ fp, tn }) => [tn, fp + tn],
  ppv: ({ tp, fp }) => [tp, tp + fp],
  fdr: ({ tp, fp }) => [fp, tp + fp],
  npv: ({ tn, fn }) => [tn, tn + fn],
  for: ({ tn, fn }) => [fn, tn + fn],
  accuracy: ({ tp, fp, tn, fn }) => [tp + tn, tp + fp + tn + fn],
  error: ({ tp, fp, tn, fn }) => [fp + fn, tp + fp + tn + fn],
} as const satisfies Record<string, (group: ConfusionGroup) => readonly [k: number, n: number]>;

export type ConfusionRate = keyof typeof CONFUSION_RATES;

export function confusionRate(id: ConfusionRate, group: ConfusionGroup): GroupRate {
  const [k, n] = CONFUSION_RATES[id](group);
  return { name: group.name, k, n };
}

export function confusionRates(id: ConfusionRate, groups: readonly ConfusionGroup[]): readonly GroupRate[] {
  return groups.map((group) => confusionRate(id, group));
}
