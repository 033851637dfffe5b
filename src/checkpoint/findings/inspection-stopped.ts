import type { Rule } from './rule.ts';

/** A file that took the inspection's time or memory: what can't be read in bounds is not vouched for. */
export const inspectionStopped = {
  id: 'CHECKPOINT_INSPECTION_STOPPED',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy:
    'write the weights with a current library, in shards if they are many; or ask a steward to release it',
} as const satisfies Rule;
