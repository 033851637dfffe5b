import type { Rule } from './rule.ts';

/** An array of Python objects: a pickle in disguise. Raised by the readers. */
export const numpyObject = {
  id: 'CHECKPOINT_NUMPY_OBJECT',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'save arrays of numbers, each under a name of its own',
} as const satisfies Rule;
