import { refuse } from '../checkpoint-error.ts';

/**
 * External data is read by ONNX Runtime from wherever `location` points: three CVEs came of it. A location must be a
 * plain file name; anything else is refused with `CHECKPOINT_ONNX_EXTERNAL_LOCATION`.
 */
export function assertPlainLocation(location: string): void {
  if (PLAIN_NAME.test(location) && !location.includes('_ORT_MEM_ADDR_')) return;
  throw refuse('CHECKPOINT_ONNX_EXTERNAL_LOCATION', 'an external tensor points outside its own folder', {
    expected: 'the plain name of a file beside the model',
    received: JSON.stringify(location.slice(0, 200)),
  });
}

const PLAIN_NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,254}$/;
