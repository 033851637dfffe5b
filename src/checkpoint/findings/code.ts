import type { Rule } from './rule.ts';

/** A program, or a file that other programs run on opening. Raised by the inspection. */
export const code = {
  id: 'CHECKPOINT_CODE',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'leave programs out of the checkpoint; link to their repository in the card',
} as const satisfies Rule;
