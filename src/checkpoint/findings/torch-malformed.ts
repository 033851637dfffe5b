import type { Rule } from './rule.ts';

/** A torch file whose pickle and storages disagree. Raised by the reader. */
export const torchMalformed = {
  id: 'CHECKPOINT_TORCH_MALFORMED',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'save the checkpoint again with torch.save, or as safetensors',
} as const satisfies Rule;
