import type { Rule } from './rule.ts';

/** A tensor of an element type that came after this inspector. Raised by the reader. */
export const elementTypeUnknown = {
  id: 'CHECKPOINT_ONNX_TYPE_UNKNOWN',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'wait for a newer release of this hub, or export with a standard element type',
} as const satisfies Rule;
