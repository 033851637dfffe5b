import type { Rule } from './rule.ts';

/** A TensorFlow.js manifest that its shards contradict, or that points out of its folder. Raised by the reader. */
export const tfjsMalformed = {
  id: 'CHECKPOINT_TFJS_MALFORMED',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'convert the model again with tensorflowjs_converter, and publish all its files',
} as const satisfies Rule;
