import type { Rule } from './rule.ts';

/** A JSON header with duplicate keys, broken strings or endless nesting. Raised by the reader. */
export const jsonMalformed = {
  id: 'CHECKPOINT_JSON_MALFORMED',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'write the file again with a current library',
} as const satisfies Rule;
