import { NO_TOKEN } from '../../checkpoint/dataset-answers.ts';
import type { DecodingOf } from '../../evaluation/decoding.ts';
import { ifSmall } from '../items-form.ts';
import { likeliest } from '../predictions.ts';
import { feedOf } from './feed-of.ts';
import { assertTargets, measureSequences, UNDECIDED } from './sequences.ts';
import { shownOf, spread } from './shown.ts';
import { decodingAs, type TaskKind } from './task.ts';

/**
 * What was said, token by token. Kept are `predictions` I32 [n,frames], −1 after the last token, and `logits` where they
 * are small.
 */
export const ctcGreedy: TaskKind<'ctc-greedy'> = {
  rule: 'ctc-greedy',
  assertFits: (_, dataset) => assertTargets(dataset),
  form(protocol) {
    const { vocabulary, frames } = decodingAs(protocol, 'ctc-greedy');
    const { count } = protocol.dataset;
    return [
      { name: 'predictions', dtype: 'I32', shape: [count, frames] },
      ...ifSmall({ name: 'logits', dtype: 'F32', shape: [count, frames, vocabulary] }),
    ];
  },
  answerLength(protocol) {
    const { vocabulary, frames } = decodingAs(protocol, 'ctc-greedy');
    return vocabulary * frames;
  },
  shownLength: (protocol, dataset) => shownOf(ctcGreedy.answerLength(protocol, dataset)),
  measure: measureSequences,
  async open(data, protocol) {
    const decoding = decodingAs(protocol, 'ctc-greedy');
    const { frames, vocabulary } = decoding;
    const length = frames * vocabulary;
    return {
      ...feedOf(data, protocol),
      outputDims: [frames, vocabulary],
      answerDims: [frames, vocabulary],
      answer: (rows, ask) => ask(rows),
      keep(kept, first, { count }, answers) {
        for (let row = 0; row < count; row++) {
          const tokens = collapsed(answers.subarray(row * length, (row + 1) * length), decoding);
          const padded = Int32Array.from({ length: frames }, (_, i) => tokens[i] ?? NO_TOKEN);
          kept['predictions']?.set(padded, (first + row) * frames);
        }
        kept['logits']?.set(answers, first * length);
      },
      shown: (_, answers) => spread(answers, length),
    };
  },
};

function collapsed(
  logits: Float32Array,
  { frames, vocabulary, blank }: DecodingOf<'ctc-greedy'>,
): readonly number[] {
  const best = Array.from({ length: frames }, (_, frame) =>
    likeliest(logits, frame * vocabulary, vocabulary),
  );
  if (best.includes(-1)) return [UNDECIDED];
  return best.filter((token, frame) => token !== blank && token !== best[frame - 1]);
}
