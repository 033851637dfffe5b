import { inspectDataset, type Dataset } from '../../checkpoint/dataset.ts';
import type { BbqTallies } from '../tally-bbq.ts';
import { bbqOf } from './bbq-of.ts';
import { crossed, ofLabels, type GroupOf } from './group-of.ts';
import type { Grouping } from './grouping.ts';
import { columnOf, labelsOf, predictionsIn, tensorOf, unfit, type RunToCount } from './run-to-count.ts';
import { tallyItems, type CountedGroup } from './tally-items.ts';
import { tallyPairs } from './tally-pairs.ts';

/** The fields of a bias report that hold counts. */
export interface CountedRun {
  readonly groups?: readonly CountedGroup[];
  /** Where attributes cross: each by itself, whose groups are sums of cells. */
  readonly marginals?: readonly { readonly attribute: string; readonly groups: readonly CountedGroup[] }[];
  readonly crowsPairs?: ReturnType<typeof tallyPairs>;
  readonly bbq?: BbqTallies;
}

/** Splits a run's answers by group; equal files give equal counts, so who files them and who checks them count alike. */
export async function countRun(run: RunToCount, by: Grouping): Promise<CountedRun> {
  const dataset = await inspectDataset(run.dataset);
  if (by.kind === 'PAIRS') return { crowsPairs: await pairsOf(run, dataset, by.direction) };
  if (by.kind === 'BBQ') return { bbq: await bbqOf(run, dataset) };
  const labels = await labelsOf(run, dataset);
  const predictions = await predictionsIn(run);
  const tally = (groupOf: GroupOf) => tallyItems(groupOf, { predictions, labels, positive: by.positive });
  if (by.kind === 'LABELS') return { groups: tally(ofLabels(by.groups, labels)) };
  const columns = await Promise.all(by.attributes.map((name) => columnOf(run, dataset, name)));
  const cells = tally(crossed(columns)).filter(isCounted);
  if (columns.length === 1) return { groups: cells };
  const marginals = columns.map((column) => ({
    attribute: column.name,
    groups: tally(crossed(columns, column)).filter(isCounted),
  }));
  return { groups: cells, marginals };
}

/** A value that no item of the slice has is no group. */
function isCounted(group: CountedGroup): boolean {
  return 'n' in group ? group.n > 0 : group.tp + group.fp + group.tn + group.fn > 0;
}

async function pairsOf(run: RunToCount, dataset: Dataset, direction: string) {
  if (run.protocol.decoding.rule !== 'next-token')
    throw unfit('a run that tells how likely each sentence is', run.protocol.task.id);
  const sums = new Float64Array((await tensorOf(run.items, 'nll')).buffer);
  return tallyPairs(sums, await columnOf(run, dataset, direction));
}
