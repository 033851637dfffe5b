// The words of this room.
// A *runner* leases *jobs* and hands in signed evaluations. A *child* is the process that runs one model once;
// its *program* is what it executes. A *sandbox* is what the child can't leave, its *level* how strong that is.
// A *work folder* holds copies of what one job needs and goes when the job ends. *Items* are a run's answers
// item by item. A *provider* is what computes a model; it is *fit* when it passes the *self-test*. A *stranger* is an owner this runner's operator has not named as trusted.
import { fault, refusal, type ErrorFacts, type HeirloomError } from '../base/errors.ts';

/** What the model or protocol itself makes impossible: no other try would end differently. */
export type RunnerRefusalCode =
  | 'RUNNER_MODEL_MISSING'
  | 'RUNNER_MODEL_UNLOADABLE'
  | 'RUNNER_MODEL_FAILED'
  | 'RUNNER_MODEL_INPUT'
  | 'RUNNER_MODEL_OUTPUT'
  | 'RUNNER_MODEL_UNVERIFIED'
  | 'RUNNER_PROTOCOL_UNSUPPORTED'
  | 'RUNNER_DATASET_MISMATCH'
  | 'RUNNER_METRIC_UNDEFINED'
  | 'RUNNER_ARTIFACT_TOO_LARGE'
  | 'RUNNER_PROVIDER_UNKNOWN'
  | 'RUNNER_PROVIDER_UNFIT';

/** What went wrong here and now; another runner, or this one later, may do better. */
export type RunnerFaultCode =
  | 'RUNNER_TIMEOUT'
  | 'RUNNER_CRASHED'
  | 'RUNNER_OUTPUT_INVALID'
  | 'RUNNER_ITEMS_INVALID'
  | 'RUNNER_MEMORY'
  | 'RUNNER_JOB_MALFORMED'
  | 'RUNNER_TELEMETRY_ON'
  | 'RUNNER_STOPPED'
  | 'RUNNER_STRANGER'
  | 'RUNNER_ARTIFACT_DIGEST'
  | 'RUNNER_PROVIDER_FAILED'
  | 'RUNNER_FAILED';

export function runnerRefusal(
  code: RunnerRefusalCode,
  message: string,
  facts: ErrorFacts = {},
): HeirloomError<RunnerRefusalCode> {
  return refusal(code, message, facts);
}

export function runnerFault(
  code: RunnerFaultCode,
  message: string,
  facts: ErrorFacts = {},
): HeirloomError<RunnerFaultCode> {
  return fault(code, message, facts);
}
