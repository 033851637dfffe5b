import type { Dataset } from '../../checkpoint/dataset.ts';
import { ratioOf, type MeasuredItems } from '../../evaluation/metrics/measured.ts';
import { ifSmall } from '../items-form.ts';
import { mismatch, undefinedMetric } from '../unfit.ts';
import { likeliest } from '../predictions.ts';
import { feedOf } from './feed-of.ts';
import { followed, likelihoods } from './likelihood.ts';
import { decodingAs, type TaskKind } from './task.ts';

/**
 * The likelihood of each next token. Of it are kept `nll` F64 [n], the sum over an item's tokens; `tokens` I32 [n], how
 * many counted; `predictions` I32 [n,length−1], −1 where none counted; and `logits` where they are small.
 */
export const nextToken: TaskKind<'next-token'> = {
  rule: 'next-token',
  assertFits(_, dataset) {
    if (lengthOf(dataset) < 2) throw mismatch('sequences of two tokens or more', `${lengthOf(dataset)}`);
    if (dataset.kind === 'TOKENS' && dataset.choices !== null)
      throw mismatch('input_ids [n,length]', `[n,${dataset.choices},${dataset.length}]`);
  },
  form(protocol, dataset) {
    const { count } = protocol.dataset;
    const { vocabulary } = decodingAs(protocol, 'next-token');
    const length = lengthOf(dataset);
    return [
      { name: 'nll', dtype: 'F64', shape: [count] },
      { name: 'tokens', dtype: 'I32', shape: [count] },
      { name: 'predictions', dtype: 'I32', shape: [count, length - 1] },
      ...ifSmall({ name: 'logits', dtype: 'F32', shape: [count, length, vocabulary] }),
    ];
  },
  answerLength: (protocol, dataset) => lengthOf(dataset) * decodingAs(protocol, 'next-token').vocabulary,
  shownLength: () => 1,
  async measure(items, _, { metric }) {
    const [nll, tokens] = [await items.doubles('nll'), await items.integers('tokens')];
    return metric.id === 'loss' ? lossOf(nll, tokens) : perplexityOf(lossOf(nll, tokens));
  },
  async open(data, protocol) {
    const { vocabulary } = decodingAs(protocol, 'next-token');
    const length = lengthOf(data.dataset);
    return {
      ...feedOf(data, protocol),
      outputDims: [length, vocabulary],
      answerDims: [length, vocabulary],
      answer: (rows, ask) => ask(rows),
      keep(kept, first, rows, answers) {
        const { nll, tokens } = likelihoods(rows, answers, vocabulary);
        kept['nll']?.set(nll, first);
        kept['tokens']?.set(tokens, first);
        kept['logits']?.set(answers, first * length * vocabulary);
        const predictions = new Int32Array(rows.count * (length - 1)).fill(NOT_COUNTED);
        for (const { row, at, start } of followed(rows, vocabulary))
          predictions[row * (length - 1) + at] = likeliest(answers, start, vocabulary);
        kept['predictions']?.set(predictions, first * (length - 1));
      },
      shown(rows, answers) {
        const { nll, tokens } = likelihoods(rows, answers, vocabulary);
        return Float32Array.from(nll, (sum, row) => sum / (tokens[row] ?? 0));
      },
    };
  },
};

/** Stands for a position whose next token does not count. */
const NOT_COUNTED = -1;

function lengthOf(dataset: Dataset): number {
  return dataset.kind === 'TOKENS' ? dataset.length : 0;
}

function lossOf(nll: Float64Array, tokens: Int32Array): MeasuredItems {
  const wrong = nll.reduce((sum, value) => sum + (Number.isFinite(value) && value >= 0 ? 0 : 1), 0);
  if (wrong > 0)
    throw undefinedMetric(
      'a finite likelihood of each',
      `NaN or infinity in ${wrong} of ${nll.length} items`,
    );
  if (!tokens.some((count) => count > 0))
    throw undefinedMetric('at least one token that counts', 'no token that counts');
  return ratioOf(nll, tokens);
}

function perplexityOf({ value, samplingError, ...rest }: MeasuredItems): MeasuredItems {
  const perplexity = Math.exp(value);
  return { ...rest, value: perplexity, samplingError: perplexity * (samplingError ?? 0) };
}
