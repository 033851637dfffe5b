import type { Rule } from './rule.ts';

/** A protobuf that ends early, is cut, or holds what no writer writes. Raised by the reader. */
export const protobufMalformed = {
  id: 'CHECKPOINT_PROTOBUF_MALFORMED',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'fetch the file again; if it is whole, export it again',
} as const satisfies Rule;
