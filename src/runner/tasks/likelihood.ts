import { negativeLogLikelihood } from '../../evaluation/negative-log-likelihood.ts';
import type { Rows } from '../feed/feed.ts';
import { tokenColumns } from '../feed/token-feed.ts';

export interface Likelihoods {
  /** −log likelihood of each row's tokens, and how many counted. */
  readonly nll: Float64Array;
  readonly tokens: Int32Array;
}

/** Logits [length,vocabulary] of each row: at each position against the token that follows, where it counts. */
export function likelihoods(rows: Rows, answers: Float32Array, vocabulary: number): Likelihoods {
  const [nll, tokens] = [new Float64Array(rows.count), new Int32Array(rows.count)];
  for (const { row, label, start } of followed(rows, vocabulary)) {
    nll[row] = (nll[row] ?? 0) + negativeLogLikelihood(answers, start, vocabulary, label);
    tokens[row] = (tokens[row] ?? 0) + 1;
  }
  return { nll, tokens };
}

/** The positions whose next token counts, with that token and where their logits begin. */
export function* followed(rows: Rows, vocabulary: number) {
  const { ids, mask, scored } = tokenColumns(rows);
  const length = ids.length / rows.count;
  for (let row = 0; row < rows.count; row++)
    for (let at = 0; at < length - 1; at++) {
      const place = row * length + at;
      const isCounted = mask[place] === 1 && mask[place + 1] === 1 && scored[place + 1] === 1;
      if (isCounted) yield { row, at, label: Number(ids[place + 1]), start: place * vocabulary };
    }
}
