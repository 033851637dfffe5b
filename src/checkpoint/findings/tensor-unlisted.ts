import type { Rule } from './rule.ts';

/** A quantized, sparse or otherwise special tensor: verified, but no plain array for the table. Raised by the readers. */
export const tensorUnlisted = {
  id: 'CHECKPOINT_TENSOR_UNLISTED',
  severity: 'INFO',
  effect: 'NOTE',
  remedy: 'save the dense tensor if others should compare it',
} as const satisfies Rule;
