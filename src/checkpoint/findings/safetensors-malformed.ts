import type { Rule } from './rule.ts';

/** A header that breaks a rule of the format: two readers could see two different files. Raised by the reader. */
export const safetensorsMalformed = {
  id: 'CHECKPOINT_SAFETENSORS_MALFORMED',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'write the file again with a current safetensors library',
} as const satisfies Rule;
