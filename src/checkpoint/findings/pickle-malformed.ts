import type { Rule } from './rule.ts';

/** A pickle that two readers would read differently, or that no writer writes. Raised by the reader. */
export const pickleMalformed = {
  id: 'CHECKPOINT_PICKLE_MALFORMED',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'save the checkpoint again with an unmodified library, best as safetensors',
} as const satisfies Rule;
