import { refuse } from '../../checkpoint-error.ts';

/** Built so that two readers disagree, or beyond what any writer does. */
export function pickleMalformed(expected: string, received: string) {
  return refuse('CHECKPOINT_PICKLE_MALFORMED', `this pickle is malformed: expected ${expected}`, {
    expected,
    received,
  });
}

/** Something that data doesn't need: a forbidden opcode, a call with unexpected arguments. */
export function pickleOperation(expected: string, received: string) {
  return refuse('CHECKPOINT_PICKLE_OPERATION', `this pickle does more than hold data: expected ${expected}`, {
    expected,
    received,
  });
}
