import { refusal } from '../../base/errors.ts';

export function modelMissing(received: string) {
  return refusal('EVIDENCE_MODEL_MISSING', 'the file does not say of which model it speaks', {
    expected: 'a model named in the file, or by whoever imports it',
    received,
    remedy: 'name it: --model owner/name',
  });
}
