import type { Rule } from './rule.ts';

/** A pickle that does more than hold data: a forbidden opcode, a call with unexpected arguments. Raised by the reader. */
export const pickleOperation = {
  id: 'CHECKPOINT_PICKLE_OPERATION',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'save tensors, numbers and text only, best as safetensors',
} as const satisfies Rule;
