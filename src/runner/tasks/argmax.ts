import { keepClasses, ofClasses } from './classes.ts';
import { feedOf } from './feed-of.ts';
import { decodingAs, type TaskKind } from './task.ts';

/** The class of an item: the largest of a row of logits. */
export const argmax: TaskKind<'argmax'> = {
  rule: 'argmax',
  ...ofClasses('argmax'),
  async open(data, protocol) {
    const { classes } = decodingAs(protocol, 'argmax');
    return {
      ...feedOf(data, protocol),
      outputDims: [classes],
      answerDims: [classes],
      answer: (rows, ask) => ask(rows),
      keep: (kept, first, _, answers) => keepClasses(kept, first, answers, classes),
      shown: (_, answers) => answers,
    };
  },
};
