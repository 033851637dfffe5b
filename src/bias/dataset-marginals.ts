import { refusal } from '../base/errors.ts';
import type { GroupCounts } from './counts.ts';

/** Items and labels of each group: constants of a dataset, whatever model predicted. */
export type DatasetMarginals = Readonly<
  Record<string, { readonly n: number; readonly positives: number | null }>
>;

/** k of n says nothing of labels: `positives` is then null. */
export function marginalsOf(counts: GroupCounts): DatasetMarginals {
  const entries =
    counts.kind === 'TALLY'
      ? counts.groups.map(({ name, n }) => [name, { n, positives: null }] as const)
      : counts.groups.map(
          ({ name, tp, fp, tn, fn }) => [name, { n: tp + fp + tn + fn, positives: tp + fn }] as const,
        );
  return Object.fromEntries(entries);
}

/**
 * Refuses counts that contradict those pinned to the same dataset digest and attribute, with
 * `BIAS_MARGINALS_CONTRADICTED`: the cheapest strong check, for invented counts seldom add up to a real dataset.
 */
export function assertSameMarginals(pinned: DatasetMarginals, counts: GroupCounts): void {
  const submitted = marginalsOf(counts);
  const names = new Set([...Object.keys(pinned), ...Object.keys(submitted)]);
  const wrong = [...names].filter((name) => !isSame(pinned, submitted, name));
  if (wrong.length === 0) return;
  throw refusal('BIAS_MARGINALS_CONTRADICTED', 'this dataset has other group sizes or labels', {
    expected: wrong
      .slice(0, SHOWN_MAX)
      .map((name) => shown(pinned, name))
      .join('; '),
    received: wrong
      .slice(0, SHOWN_MAX)
      .map((name) => shown(submitted, name))
      .join('; '),
    remedy: 'count all items that the protocol names, or give another grouping another attribute',
  });
}

function isSame(pinned: DatasetMarginals, submitted: DatasetMarginals, name: string): boolean {
  const [one, other] = [groupOf(pinned, name), groupOf(submitted, name)];
  if (!one || !other || one.n !== other.n) return false;
  return one.positives === null || other.positives === null || one.positives === other.positives;
}

/** Own names only: a group may be called `constructor`. */
function groupOf(marginals: DatasetMarginals, name: string): DatasetMarginals[string] | undefined {
  return Object.hasOwn(marginals, name) ? marginals[name] : undefined;
}

function shown(marginals: DatasetMarginals, name: string): string {
  const group = groupOf(marginals, name);
  if (!group) return `no group ${name}`;
  return `${name}: ${group.n} items${group.positives === null ? '' : `, ${group.positives} positive`}`;
}

const SHOWN_MAX = 10;
