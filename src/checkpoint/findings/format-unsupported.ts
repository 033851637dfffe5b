import type { Rule } from './rule.ts';

/** A format that this inspector has no validator for. Raised by the inspection. */
export const formatUnsupported = {
  id: 'CHECKPOINT_FORMAT_UNSUPPORTED',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'publish the weights as safetensors, GGUF or ONNX',
} as const satisfies Rule;
