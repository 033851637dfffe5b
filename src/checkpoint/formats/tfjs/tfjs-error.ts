import { refuse } from '../../checkpoint-error.ts';

export function tfjsMalformed(expected: string, received: string) {
  return refuse('CHECKPOINT_TFJS_MALFORMED', `this TensorFlow.js model is malformed: expected ${expected}`, {
    expected,
    received: received.slice(0, 200),
  });
}
