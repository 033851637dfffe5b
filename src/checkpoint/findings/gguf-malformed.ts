import type { Rule } from './rule.ts';

/** A GGUF file whose header, table and data don't fit together: such files overflow other readers. Raised by the reader. */
export const ggufMalformed = {
  id: 'CHECKPOINT_GGUF_MALFORMED',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'convert the model again with an unmodified gguf library, or fetch the file again',
} as const satisfies Rule;
