import type { Rule } from './rule.ts';

/** External data that points out of its own folder: a runtime would read files of the machine. Raised by the reader. */
export const externalLocation = {
  id: 'CHECKPOINT_ONNX_EXTERNAL_LOCATION',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'save the model with external data beside it, under a plain name',
} as const satisfies Rule;
