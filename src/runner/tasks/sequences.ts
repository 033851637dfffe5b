import { integers, NO_TOKEN } from '../../checkpoint/dataset-answers.ts';
import type { Dataset } from '../../checkpoint/dataset.ts';
import { editDistance } from '../../evaluation/metrics/edit-distance.ts';
import { ratioOf, shareOf, type MeasuredItems } from '../../evaluation/metrics/measured.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import type { ItemsFile } from '../items-file.ts';
import { mismatch, undefinedMetric, unsupported } from '../unfit.ts';
import type { OpenDataset } from './task.ts';

/** Stands for a sequence that a NaN cut off; it equals no target. */
export const UNDECIDED = -2;

export function assertTargets({ answers: { targets } }: Dataset): void {
  if (!targets) throw mismatch('a tensor targets', 'none');
}

/** `predictions` I32 [n,width] against the targets: equal ones, or edits per token that is right. */
export async function measureSequences(
  items: ItemsFile,
  { source, dataset }: OpenDataset,
  { dataset: { first, count }, metric }: Protocol,
): Promise<MeasuredItems> {
  const { targets } = dataset.answers;
  const right = targets ? rowsOf(await integers(source, targets, first, count), count) : [];
  const predictions = await items.integers('predictions');
  const given = rowsOf(predictions, count);
  const undecided = given.filter((tokens) => tokens[0] === UNDECIDED).length;
  assertFewSteps(given, right);
  const edits = Float64Array.from(right, (tokens, item) => editDistance(given[item] ?? [], tokens));
  if (metric.id === 'exact-match')
    return shareOf(
      Uint8Array.from(edits, (distance) => (distance === 0 ? 1 : 0)),
      undecided,
    );
  const words = Int32Array.from(right, (tokens) => tokens.length);
  if (words.every((length) => length === 0)) throw undefinedMetric('targets of at least one token', 'none');
  return ratioOf(edits, words, undecided);
}

/** A hub counts again what was handed in, so endless sequences would stop it. */
function assertFewSteps(given: readonly (readonly number[])[], right: readonly (readonly number[])[]): void {
  const steps = right.reduce((sum, tokens, item) => sum + tokens.length * (given[item]?.length ?? 0), 0);
  if (steps > STEPS_MAX) throw unsupported(`at most ${STEPS_MAX} pairs of tokens to compare`, `${steps}`);
}

// LibriSpeech's 2,620 utterances of some hundred words are a tenth of it.
const STEPS_MAX = 300_000_000;

function rowsOf(tokens: Int32Array, count: number): readonly (readonly number[])[] {
  const width = tokens.length / count;
  return Array.from({ length: count }, (_, item) => {
    const row = [...tokens.subarray(item * width, (item + 1) * width)];
    const end = row.indexOf(NO_TOKEN);
    return end < 0 ? row : row.slice(0, end);
  });
}
