import type { Rule } from './rule.ts';

/** A configuration that is no JSON of which all readers see the same. Raised by the sidecar reader. */
export const sidecarUnreadable = {
  id: 'CHECKPOINT_JSON_UNREADABLE',
  severity: 'WARNING',
  effect: 'NOTE',
  remedy: 'write the JSON again, each key once',
} as const satisfies Rule;
