import type { Rule } from './rule.ts';

/** A name that promises one format over bytes of another. Raised by the inspection. */
export const disguised = {
  id: 'CHECKPOINT_DISGUISED',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'give the file the name of what it is',
} as const satisfies Rule;
