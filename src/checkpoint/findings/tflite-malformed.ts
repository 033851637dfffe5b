import type { Rule } from './rule.ts';

/** A TFLite file whose offsets or sizes don't hold: its runtime would read outside it. Raised by the reader. */
export const tfliteMalformed = {
  id: 'CHECKPOINT_TFLITE_MALFORMED',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'convert the model again with the TFLite converter, or fetch the file again',
} as const satisfies Rule;
