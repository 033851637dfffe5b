import type { Rule } from './rule.ts';

/** A torch archive with a program in it: TorchScript, a package, or members that torch.save does not write. Raised by the reader. */
export const torchscript = {
  id: 'CHECKPOINT_TORCHSCRIPT',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'save a state_dict, best as safetensors',
} as const satisfies Rule;
