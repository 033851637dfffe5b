import type { Rule } from './rule.ts';

/** An index and its shards that disagree: a loader would take a tensor from where nobody looked. Raised by the readers. */
export const shardMismatch = {
  id: 'CHECKPOINT_SHARD_MISMATCH',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'publish all shards that belong to the index, in the same folder, or save the model again',
} as const satisfies Rule;
