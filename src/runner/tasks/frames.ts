import { bytes, NO_LABEL } from '../../checkpoint/dataset-answers.ts';
import { ratioOf } from '../../evaluation/metrics/measured.ts';
import { ifSmall } from '../items-form.ts';
import { mismatch, unsupported } from '../unfit.ts';
import { NO_CLASS, predictionsOf } from '../predictions.ts';
import { feedOf } from './feed-of.ts';
import { CLASSES_MAX } from './labels.ts';
import { shownOf, spread } from './shown.ts';
import { decodingAs, type TaskKind } from './task.ts';

/** The class of each frame of an item. Kept are `predictions` U8 [n,frames] and `logits` where they are small. */
export const argmaxFrames: TaskKind<'argmax-frames'> = {
  rule: 'argmax-frames',
  assertFits(protocol, { answers: { frameLabels } }) {
    const { classes, frames } = decodingAs(protocol, 'argmax-frames');
    if (classes > CLASSES_MAX) throw unsupported(`at most ${CLASSES_MAX} classes`, `${classes}`);
    if (frameLabels?.shape[1] !== frames)
      throw mismatch(`frame_labels [n,${frames}]`, frameLabels ? `[n,${frameLabels.shape[1]}]` : 'none');
  },
  form(protocol) {
    const { classes, frames } = decodingAs(protocol, 'argmax-frames');
    const { count } = protocol.dataset;
    return [
      { name: 'predictions', dtype: 'U8', shape: [count, frames] },
      ...ifSmall({ name: 'logits', dtype: 'F32', shape: [count, frames, classes] }),
    ];
  },
  answerLength(protocol) {
    const { classes, frames } = decodingAs(protocol, 'argmax-frames');
    return classes * frames;
  },
  shownLength: (protocol, dataset) => shownOf(argmaxFrames.answerLength(protocol, dataset)),
  async measure(items, { source, dataset }, protocol) {
    const { classes, frames } = decodingAs(protocol, 'argmax-frames');
    const { first, count } = protocol.dataset;
    const predictions = await items.bytes('predictions');
    const labels = dataset.answers.frameLabels
      ? await bytes(source, dataset.answers.frameLabels, first, count)
      : new Uint8Array();
    const wrong = labels.find((label) => label !== NO_LABEL && label >= classes);
    if (wrong !== undefined) throw mismatch(`frame_labels below ${classes}`, `${wrong}`);
    const [right, counted] = [new Float64Array(count), new Int32Array(count)];
    const undecided = new Set<number>();
    labels.forEach((label, frame) => {
      const item = Math.floor(frame / frames);
      if (predictions[frame] === NO_CLASS) undecided.add(item);
      if (label === NO_LABEL) return;
      counted[item] = (counted[item] ?? 0) + 1;
      if (predictions[frame] === label) right[item] = (right[item] ?? 0) + 1;
    });
    return ratioOf(right, counted, undecided.size);
  },
  async open(data, protocol) {
    const { classes, frames } = decodingAs(protocol, 'argmax-frames');
    return {
      ...feedOf(data, protocol),
      outputDims: [frames, classes],
      answerDims: [frames, classes],
      answer: (rows, ask) => ask(rows),
      keep(kept, first, _, answers) {
        kept['predictions']?.set(predictionsOf(answers, classes), first * frames);
        kept['logits']?.set(answers, first * frames * classes);
      },
      shown: (_, answers) => spread(answers, frames * classes),
    };
  },
};
