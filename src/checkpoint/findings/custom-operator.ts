import type { Rule } from './rule.ts';

/** An operator that its runtime does not have: it would call a library we know nothing of. Raised by the readers. */
export const customOperator = {
  id: 'CHECKPOINT_CUSTOM_OPERATOR',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'convert the model with built-in operators only',
} as const satisfies Rule;
