import type { Dataset } from '../../checkpoint/dataset.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { meanOfItems, shareOf } from '../../evaluation/metrics/measured.ts';
import type { ItemsTensor } from '../items-form.ts';
import { mismatch } from '../unfit.ts';
import { rightOf, countUndecided, NO_CLASS } from '../predictions.ts';
import { feedOf } from './feed-of.ts';
import { assertLabelled, labelsOf } from './labels.ts';
import { likelihoods } from './likelihood.ts';
import { SHOWN_MAX } from './shown.ts';
import { decodingAs, type OpenDataset, type Task, type TaskKind } from './task.ts';

/**
 * Which of an item's sequences a language model finds likeliest, as a question with its answers written out. Kept are
 * `nll` F64 [n,choices] and `predictions` U8 [n], 255 where a likelihood is NaN.
 */
export const likeliestChoice: TaskKind<'likeliest-choice'> = {
  rule: 'likeliest-choice',
  assertFits: (_, dataset) => assertLabelled(dataset, choicesOf(dataset)),
  form: ({ dataset: { count } }, dataset) => [
    nllForm(count, dataset),
    { name: 'predictions', dtype: 'U8', shape: [count] },
  ],
  answerLength: (protocol, dataset) =>
    answerLength(decodingAs(protocol, 'likeliest-choice').vocabulary, dataset),
  shownLength: (_, dataset) => choicesOf(dataset),
  async measure(items, data, protocol) {
    const [predictions, labels] = [await items.bytes('predictions'), await labelsOf(data, protocol)];
    return shareOf(rightOf(predictions, labels), countUndecided(predictions));
  },
  open: async (data, protocol) =>
    task(data, protocol, decodingAs(protocol, 'likeliest-choice').vocabulary, (likeliest) =>
      Uint8Array.from(likeliest, (choice) => (choice < 0 ? NO_CLASS : choice)),
    ),
};

/**
 * The rank of an item's first sequence among all of them: of a canary that was planted in training data among as likely
 * ones that were not, 1 for the likeliest (Carlini et al., 2019). Kept are `nll` F64 [n,candidates] and `predictions`
 * I32 [n], the rank, 0 where a likelihood is NaN.
 */
export const rankFirst: TaskKind<'rank-first'> = {
  rule: 'rank-first',
  assertFits(_, dataset) {
    if (choicesOf(dataset) < 2) throw mismatch('two sequences or more an item', `${choicesOf(dataset)}`);
  },
  form: ({ dataset: { count } }, dataset) => [
    nllForm(count, dataset),
    { name: 'predictions', dtype: 'I32', shape: [count] },
  ],
  answerLength: (protocol, dataset) => answerLength(decodingAs(protocol, 'rank-first').vocabulary, dataset),
  shownLength: (_, dataset) => Math.min(choicesOf(dataset), SHOWN_MAX),
  async measure(items, { dataset }) {
    const ranks = await items.integers('predictions');
    const undecided = ranks.reduce((sum, rank) => sum + (rank < 1 ? 1 : 0), 0);
    const space = Math.log2(choicesOf(dataset));
    // A model without an answer to an item gives nothing of it away.
    const bits = Float64Array.from(ranks, (rank) => (rank < 1 ? 0 : space - Math.log2(rank)));
    return { ...meanOfItems(bits), undecided };
  },
  open: async (data, protocol) =>
    task(data, protocol, decodingAs(protocol, 'rank-first').vocabulary, (_, sums, choices) =>
      Int32Array.from({ length: sums.length / choices }, (_none, item) =>
        rankOfFirst(sums.subarray(item * choices, (item + 1) * choices)),
      ),
    ),
};

function choicesOf(dataset: Dataset): number {
  if (dataset.kind === 'TOKENS' && dataset.choices !== null) return dataset.choices;
  throw mismatch('input_ids [n,choices,length]', dataset.kind === 'TOKENS' ? '[n,length]' : dataset.kind);
}

function nllForm(count: number, dataset: Dataset): ItemsTensor {
  return { name: 'nll', dtype: 'F64', shape: [count, choicesOf(dataset)] };
}

function answerLength(vocabulary: number, dataset: Dataset): number {
  return dataset.kind === 'TOKENS' ? choicesOf(dataset) * dataset.length * vocabulary : 0;
}

function task(
  data: OpenDataset,
  protocol: Protocol,
  vocabulary: number,
  decide: (
    likeliest: Int32Array,
    sums: Float64Array,
    choices: number,
  ) => Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer>,
): Task {
  const { dataset } = data;
  const choices = choicesOf(dataset);
  const length = dataset.kind === 'TOKENS' ? dataset.length : 0;
  return {
    ...feedOf(data, protocol),
    outputDims: [length, vocabulary],
    answerDims: [choices, length, vocabulary],
    answer: (rows, ask) => ask(rows),
    keep(kept, first, rows, answers) {
      const { nll } = likelihoods(rows, answers, vocabulary);
      const decided = decide(likeliestOf(nll, choices), nll, choices);
      kept['nll']?.set(nll, first * choices);
      kept['predictions']?.set(decided, first);
    },
    shown(rows, answers) {
      const { nll, tokens } = likelihoods(rows, answers, vocabulary);
      const means = Float32Array.from(nll, (sum, row) => sum / (tokens[row] ?? 0));
      return means.filter((_, row) => row % choices < SHOWN_MAX);
    },
  };
}

/** The lowest sum of each item, the first among equals, −1 where one is NaN. */
function likeliestOf(sums: Float64Array, choices: number): Int32Array {
  return Int32Array.from({ length: sums.length / choices }, (_, item) => {
    const own = sums.subarray(item * choices, (item + 1) * choices);
    return own.some(Number.isNaN) ? -1 : own.indexOf(Math.min(...own));
  });
}

/** One more than those likelier than the first; a tie counts half, as chance would have it, rounded down. */
function rankOfFirst(sums: Float64Array): number {
  const [own = Number.NaN] = sums;
  if (sums.some(Number.isNaN)) return 0;
  const ahead = sums.reduce((count, sum) => count + (sum < own ? 1 : 0), 0);
  const tied = sums.reduce((count, sum) => count + (sum === own ? 1 : 0), 0) - 1;
  return 1 + ahead + Math.floor(tied / 2);
}
