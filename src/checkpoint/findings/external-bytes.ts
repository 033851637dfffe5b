import type { Rule } from './rule.ts';

/** A file of external data with more in it than the tensors that point there: nobody can say what. Raised by the reader. */
export const externalBytes = {
  id: 'CHECKPOINT_EXTERNAL_BYTES',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'save the model again, into a new file of external data',
} as const satisfies Rule;
