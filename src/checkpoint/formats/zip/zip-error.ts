import { refuse } from '../../checkpoint-error.ts';

export function zipMalformed(expected: string, received: string) {
  return refuse('CHECKPOINT_ZIP_MALFORMED', `this ZIP archive is malformed: expected ${expected}`, {
    expected,
    received,
  });
}

export function zipTooLarge(expected: string, received: string) {
  return refuse('CHECKPOINT_TOO_LARGE', 'this archive is larger than this hub inspects', {
    expected,
    received,
  });
}
