import { digestOf } from '../../base/digest.ts';
import { meanPerToken, negativeLogLikelihood } from '../../evaluation/negative-log-likelihood.ts';
import { outputDigester } from '../../evaluation/output-digest.ts';
import { tokenColumns } from '../feed/token-feed.ts';
import type { Rows } from '../feed/feed.ts';
import { writeItems } from '../items.ts';
import type { ItemsTensor } from '../items-form.ts';
import { canonicalizeNaN, likeliest } from '../predictions.ts';
import { runnerRefusal } from '../runner-error.ts';
import type { Scorer } from './scorer.ts';

/** Stands for a position whose next token does not count. */
const NOT_COUNTED = -1;

/**
 * Logits [length,vocabulary] of each item: at each position against the token that follows it, where the mask counts
 * both. Logits go into their digest batch by batch and are only kept where the items file has room for them.
 */
export function scoreNextTokens(asked: {
  readonly items: number;
  readonly length: number;
  readonly vocabulary: number;
  readonly form: readonly ItemsTensor[];
  readonly outputName: string;
}): Scorer {
  const { items, length, vocabulary, form, outputName: name } = asked;
  const [nll, tokens] = [new Float64Array(items), new Int32Array(items)];
  const predictions = new Int32Array(items * (length - 1)).fill(NOT_COUNTED);
  const isKept = form.some((tensor) => tensor.name === 'logits');
  const logits = new Float32Array(isKept ? items * length * vocabulary : 0);
  const digester = outputDigester({ name, dtype: 'float32', dims: [items, length, vocabulary] });
  let taken = 0;
  return {
    take(rows, answers) {
      canonicalizeNaN(answers);
      digester.take(new Uint8Array(answers.buffer, answers.byteOffset, answers.byteLength));
      if (isKept) logits.set(answers, taken * length * vocabulary);
      for (const { row, at, label, start } of followed(rows, length, vocabulary)) {
        nll[taken + row] = (nll[taken + row] ?? 0) + negativeLogLikelihood(answers, start, vocabulary, label);
        tokens[taken + row] = (tokens[taken + row] ?? 0) + 1;
        predictions[(taken + row) * (length - 1) + at] = likeliest(answers, start, vocabulary);
      }
      taken += rows.count;
    },
    shown(rows, answers) {
      const [sums, counts] = [new Float64Array(rows.count), new Int32Array(rows.count)];
      for (const { row, label, start } of followed(rows, length, vocabulary)) {
        sums[row] = (sums[row] ?? 0) + negativeLogLikelihood(answers, start, vocabulary, label);
        counts[row] = (counts[row] ?? 0) + 1;
      }
      return Float32Array.from(sums, (sum, row) => sum / (counts[row] ?? 0));
    },
    async finish(itemsFile) {
      assertDefined(nll, tokens);
      await writeItems(itemsFile, form, { nll, tokens, predictions, logits });
      return {
        correct: null,
        undecided: 0,
        nll: meanPerToken(nll, tokens),
        outputsDigest: digester.digest(),
        predictionsDigest: digestOf(new Uint8Array(predictions.buffer)),
      };
    },
  };
}

/** The positions whose next token counts, with that token and where their logits begin. */
function* followed(rows: Rows, length: number, vocabulary: number) {
  const { ids, mask } = tokenColumns(rows);
  for (let row = 0; row < rows.count; row++)
    for (let at = 0; at < length - 1; at++) {
      const place = row * length + at;
      const isCounted = mask[place] === 1 && mask[place + 1] === 1;
      if (isCounted) yield { row, at, label: Number(ids[place + 1]), start: place * vocabulary };
    }
}

// One NaN makes the mean NaN, and to leave its token out would be another metric.
function assertDefined(nll: Float64Array, tokens: Int32Array): void {
  const undefinedItems = nll.reduce((sum, value) => sum + (Number.isFinite(value) ? 0 : 1), 0);
  const isEmpty = tokens.every((count) => count === 0);
  if (undefinedItems === 0 && !isEmpty) return;
  throw runnerRefusal('RUNNER_METRIC_UNDEFINED', 'the mean over these answers is no number', {
    expected: 'at least one token that counts, and a finite likelihood of each',
    received: isEmpty
      ? 'no token that counts'
      : `NaN or infinity in ${undefinedItems} of ${nll.length} items`,
  });
}
