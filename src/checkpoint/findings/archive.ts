import type { Rule } from './rule.ts';

/** An archive of other files, which this hub never unpacks. Raised by the reader. */
export const archive = {
  id: 'CHECKPOINT_ARCHIVE',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'publish the files that are in the archive, weights as safetensors',
} as const satisfies Rule;
