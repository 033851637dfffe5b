import type { Rule } from './rule.ts';

/** A pickle that names code outside the list, which loading it would import. Raised by the reader. */
export const pickleGlobal = {
  id: 'CHECKPOINT_PICKLE_GLOBAL',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'save a state_dict instead of whole objects, best as safetensors',
} as const satisfies Rule;
