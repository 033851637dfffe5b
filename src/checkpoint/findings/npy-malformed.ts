import type { Rule } from './rule.ts';

/** An array file that breaks a rule of its format. Raised by the reader. */
export const npyMalformed = {
  id: 'CHECKPOINT_NPY_MALFORMED',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'save the array again with numpy.save, or the weights as safetensors',
} as const satisfies Rule;
