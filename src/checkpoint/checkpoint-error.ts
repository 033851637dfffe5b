import { refusal, type ErrorFacts, type HeirloomError } from '../base/errors.ts';

/** Every way this room says no. As a finding's rule the same words name what was found. */
export type CheckpointCode =
  | 'CHECKPOINT_PATH_MALFORMED'
  | 'CHECKPOINT_NAME_MALFORMED'
  | 'CHECKPOINT_REVISION_MALFORMED'
  | 'CHECKPOINT_REFERENCE_MALFORMED'
  | 'CHECKPOINT_MANIFEST_MALFORMED'
  | 'CHECKPOINT_JSON_MALFORMED'
  | 'CHECKPOINT_SAFETENSORS_MALFORMED'
  | 'CHECKPOINT_PROTOBUF_MALFORMED'
  | 'CHECKPOINT_ONNX_MALFORMED'
  | 'CHECKPOINT_ONNX_EXTERNAL_LOCATION'
  | 'CHECKPOINT_DATASET_MALFORMED'
  | 'CHECKPOINT_DISGUISED'
  | QuarantineCode
  | NoteCode;

/** Not an attack, but nothing this inspector can vouch for. */
export type QuarantineCode = (typeof QUARANTINE_CODES)[number];

const QUARANTINE_CODES = [
  'CHECKPOINT_TOO_LARGE',
  'CHECKPOINT_FORMAT_UNSUPPORTED',
  'CHECKPOINT_CODE',
  'CHECKPOINT_ONNX_DOMAIN_UNKNOWN',
  'CHECKPOINT_ONNX_TYPE_UNKNOWN',
  'CHECKPOINT_ONNX_EXTERNAL_DATA',
] as const;

export function isQuarantineCode(code: string): code is QuarantineCode {
  return QUARANTINE_CODES.some((known) => known === code);
}

/** Worth a reader's attention; changes no state. */
type NoteCode = 'CHECKPOINT_ONNX_RANDOM_UNSEEDED' | 'CHECKPOINT_NAME_UNUSUAL' | 'CHECKPOINT_JSON_UNREADABLE';

export function refuse(
  code: CheckpointCode,
  message: string,
  facts: ErrorFacts = {},
): HeirloomError<CheckpointCode> {
  return refusal(code, message, facts);
}
