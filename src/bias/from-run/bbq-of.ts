import type { Dataset } from '../../checkpoint/dataset.ts';
import { tallyBbq, type BbqRow, type BbqTallies } from '../tally-bbq.ts';
import type { Column } from './group-of.ts';
import { columnOf, labelsOf, predictionsIn, unfit, type RunToCount } from './run-to-count.ts';

/**
 * A run's answers to questions of three choices, tallied as BBQ's authors do. What the questions are stands in the dataset: an
 * attribute of each of BBQ's own columns, under its name and with its words. There is nothing to choose.
 */
export async function bbqOf(run: RunToCount, dataset: Dataset): Promise<BbqTallies> {
  const { count } = run.protocol.dataset;
  if (count > QUESTIONS_MAX) throw unfit(`at most ${QUESTIONS_MAX} questions`, `${count}`);
  const [labels, predictions] = [await labelsOf(run, dataset), await predictionsIn(run)];
  const unanswered = predictions.indexOf(NO_ANSWER);
  // Left out, it would make the others look like the whole.
  if (unanswered >= 0) throw unfit('an answer to each question', `none to item ${unanswered}`);
  const [polarity, context, target, unknown] = await Promise.all(
    (['polarity', 'context_condition', 'target_loc', 'unknown_loc'] as const).map((name) =>
      columnOf(run, dataset, name),
    ),
  );
  return tallyBbq(
    rows(count, (item) => ({
      polarity: wordOf(polarity, item),
      context_condition: wordOf(context, item),
      label: `${labels[item]}`,
      prediction: `${predictions[item]}`,
      target_loc: wordOf(target, item),
      unknown_loc: wordOf(unknown, item),
    })),
  );
}

/** One at a time, for there may be many. */
function* rows(count: number, of: (item: number) => BbqRow): Generator<BbqRow> {
  for (let item = 0; item < count; item++) yield of(item);
}

function wordOf(column: Column | undefined, item: number): string {
  return column?.names[column.values[item] ?? -1] ?? 'not told';
}

// BBQ has 58,492; the hub counts them while others wait, 0.1 s for as many as are allowed.
const QUESTIONS_MAX = 100_000;
const NO_ANSWER = 255;
