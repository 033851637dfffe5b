import type { Rule } from './rule.ts';

/** Weights under a name that does not say what they are. Raised by the inspection. */
export const nameUnusual = {
  id: 'CHECKPOINT_NAME_UNUSUAL',
  severity: 'WARNING',
  effect: 'NOTE',
  remedy: 'rename the file before it is published',
} as const satisfies Rule;
