import { refusal, type ErrorFacts, type HeirloomError } from '../base/errors.ts';
import type { RuleId } from './findings/rules.ts';

/** Every way this room says no; what an inspection may find is listed in findings/rules.ts. */
export type CheckpointCode =
  | 'CHECKPOINT_PATH_MALFORMED'
  | 'CHECKPOINT_NAME_MALFORMED'
  | 'CHECKPOINT_REVISION_MALFORMED'
  | 'CHECKPOINT_REFERENCE_MALFORMED'
  | 'CHECKPOINT_MANIFEST_MALFORMED'
  | 'CHECKPOINT_DATASET_MALFORMED'
  | 'CHECKPOINT_NOT_CONVERTIBLE'
  | 'CHECKPOINT_TASK_UNKNOWN'
  | RuleId;

export function refuse(
  code: CheckpointCode,
  message: string,
  facts: ErrorFacts = {},
): HeirloomError<CheckpointCode> {
  return refusal(code, message, facts);
}
