import type { Rule } from './rule.ts';

/** A header bomb, or an honest file beyond what this inspector reads. Raised by the readers. */
export const tooLarge = {
  id: 'CHECKPOINT_TOO_LARGE',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'split the file into shards, or ask a steward to release it',
} as const satisfies Rule;
