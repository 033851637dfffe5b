import type { Rule } from './rule.ts';

/** An ONNX model whose parts contradict each other. Raised by the reader. */
export const onnxMalformed = {
  id: 'CHECKPOINT_ONNX_MALFORMED',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'check the model with onnx.checker and export it again',
} as const satisfies Rule;
