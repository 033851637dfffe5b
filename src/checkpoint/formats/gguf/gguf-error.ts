import { refuse } from '../../checkpoint-error.ts';

export function ggufMalformed(expected: string, received: string) {
  return refuse('CHECKPOINT_GGUF_MALFORMED', `this GGUF file is malformed: expected ${expected}`, {
    expected,
    received,
  });
}

export function ggufTooLarge(expected: string, received: string) {
  return refuse('CHECKPOINT_TOO_LARGE', 'this GGUF file is larger than this hub inspects', {
    expected: `at most ${expected}`,
    received,
  });
}

/** A name from the file, fit to stand in a sentence. */
export function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}
