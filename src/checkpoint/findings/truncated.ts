import type { Rule } from './rule.ts';

/** A file that ends before what it announces. Raised by the byte source. */
export const truncated = {
  id: 'BASE_BYTES_OUT_OF_RANGE',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'fetch the file again: it was cut',
} as const satisfies Rule;
