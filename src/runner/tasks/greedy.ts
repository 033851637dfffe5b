import { NO_TOKEN } from '../../checkpoint/dataset-answers.ts';
import type { DecodingOf } from '../../evaluation/decoding.ts';
import { negativeLogLikelihood } from '../../evaluation/negative-log-likelihood.ts';
import type { InputForm, Rows } from '../feed/feed.ts';
import { likeliest } from '../predictions.ts';
import { feedOf } from './feed-of.ts';
import { assertTargets, measureSequences, UNDECIDED } from './sequences.ts';
import { shownOf, spread } from './shown.ts';
import { decodingAs, type Ask, type TaskKind } from './task.ts';

/**
 * What an encoder and decoder write, token after token: the model has `decoder_input_ids` [length] beside its tokens and
 * gives logits [length,vocabulary], those at a position for the token that comes there. Kept are `predictions` I32
 * [n,length], without the end, −1 after it, and `nll` F64 [n], the sum over the tokens written.
 */
export const greedy: TaskKind<'greedy'> = {
  rule: 'greedy',
  assertFits: (_, dataset) => assertTargets(dataset),
  form(protocol) {
    const { count } = protocol.dataset;
    return [
      { name: 'predictions', dtype: 'I32', shape: [count, decodingAs(protocol, 'greedy').length] },
      { name: 'nll', dtype: 'F64', shape: [count] },
    ];
  },
  answerLength(protocol) {
    const { length, vocabulary } = decodingAs(protocol, 'greedy');
    return length * vocabulary;
  },
  shownLength: (protocol) => shownOf(2 * decodingAs(protocol, 'greedy').length),
  measure: measureSequences,
  async open(data, protocol) {
    const decoding = decodingAs(protocol, 'greedy');
    const { length, vocabulary } = decoding;
    const feed = feedOf(data, protocol);
    // The third column of tokens is no input, so a fourth would be fed by nobody.
    const inputs = [...feed.inputs, decoderInput(length)];
    const fed = (rows: Rows, written: BigInt64Array<ArrayBuffer>): Rows => ({
      ...rows,
      columns: [...rows.columns.slice(0, feed.inputs.length), written],
    });
    return {
      ...feed,
      inputs,
      outputDims: [length, vocabulary],
      answerDims: [length, 2],
      answer: (rows, ask) => write(rows, decoding, (written) => ask(fed(rows, written))),
      keep(kept, first, { count }, answers) {
        for (let row = 0; row < count; row++) {
          const pairs = answers.subarray(row * 2 * length, (row + 1) * 2 * length);
          kept['predictions']?.set(
            Int32Array.from({ length }, (_, at) => pairs[2 * at] ?? NO_TOKEN),
            (first + row) * length,
          );
          const sum = pairs.reduce((all, value, at) => (at % 2 === 1 ? all + value : all), 0);
          kept['nll']?.set([sum], first + row);
        }
      },
      shown: (_, answers) => spread(answers, 2 * length),
    };
  },
};

function decoderInput(length: number): InputForm {
  return { name: 'decoder_input_ids', dtypes: ['int64', 'int32'], itemDims: [length], isOptional: false };
}

/** Of each row and position the token and its −log likelihood; −1 and 0 from the end on. */
async function write(
  { count }: Rows,
  { vocabulary, start, end, length }: DecodingOf<'greedy'>,
  ask: (written: BigInt64Array<ArrayBuffer>) => ReturnType<Ask>,
): Promise<Float32Array> {
  // What lies after a position can't be seen from it; the end fills it.
  const written = new BigInt64Array(count * length).fill(BigInt(end));
  const answers = Float32Array.from({ length: count * length * 2 }, (_, i) => (i % 2 === 0 ? NO_TOKEN : 0));
  const open = new Set(Array.from({ length: count }, (_, row) => row));
  for (const row of open) written[row * length] = BigInt(start);
  for (let at = 0; at < length && open.size > 0; at++) {
    const logits = await ask(written);
    for (const row of open) {
      const from = (row * length + at) * vocabulary;
      const token = likeliest(logits, from, vocabulary);
      const place = 2 * (row * length + at);
      if (token < 0) answers[2 * row * length] = UNDECIDED;
      else answers[place + 1] = negativeLogLikelihood(logits, from, vocabulary, token);
      if (token < 0 || token === end) open.delete(row);
      else {
        answers[place] = token;
        if (at + 1 < length) written[row * length + at + 1] = BigInt(token);
      }
    }
  }
  return answers;
}
