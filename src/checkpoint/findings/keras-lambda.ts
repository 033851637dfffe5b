import type { Rule } from './rule.ts';

/** A layer that is a program, or of a class that Keras does not have: loading it runs code from elsewhere. Raised by the readers. */
export const kerasLambda = {
  id: 'CHECKPOINT_KERAS_LAMBDA',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'build the model of layers that Keras has, or publish its weights alone as safetensors',
} as const satisfies Rule;
