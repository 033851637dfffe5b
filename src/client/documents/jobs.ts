import { REFUSAL_FIELDS } from '../hub-client.ts';
import { ARTIFACT_TO_PULL } from './registry.ts';

/*
 * What this program asks a hub of evaluation jobs, as those see them who ask for runs and those who run; a test validates each against the schema.
 */
export const registerProtocol = `mutation ($body: JSON!) {
  registerProtocol(body: $body) { __typename ... on ProtocolRegistered { protocol { digest } } ${REFUSAL_FIELDS} }
}`;

export interface RegisterProtocolAnswer {
  readonly __typename: string;
  readonly protocol: { readonly digest: string };
}

export const requestEvaluation = `mutation ($input: RequestEvaluationInput!) {
  requestEvaluation(input: $input) { __typename ... on EvaluationRequested { jobs { id state } } ${REFUSAL_FIELDS} }
}`;

export interface RequestEvaluationAnswer {
  readonly __typename: string;
  readonly jobs: readonly { readonly id: string; readonly state: string }[];
}

const JOB_FIELDS = `
  id state priority provider attempts error createdAt requestedBy { name } checkpoint { name } protocol { digest }
  progress { phase itemsDone itemsTotal } run { value items evaluator { name } outputsDigest }`;

export interface JobAnswer {
  readonly id: string;
  readonly state: string;
  readonly priority: string;
  readonly provider: string | null;
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: string;
  readonly requestedBy: { readonly name: string };
  readonly checkpoint: { readonly name: string };
  readonly protocol: { readonly digest: string };
  readonly progress: {
    readonly phase: string;
    readonly itemsDone: number | null;
    readonly itemsTotal: number | null;
  } | null;
  readonly run: {
    readonly value: number;
    readonly items: number;
    readonly evaluator: { readonly name: string };
    readonly outputsDigest: string;
  } | null;
}

export const evaluationJob = `query ($id: ID!) {
  evaluationJob(id: $id) {
    ${JOB_FIELDS} memoryBytes
    failedAttempts { evaluator { name } host provider beganAt endedAt code sentence }
  }
}`;

export interface EvaluationJobAnswer {
  readonly evaluationJob:
    | (JobAnswer & {
        readonly memoryBytes: number;
        readonly failedAttempts: readonly {
          readonly evaluator: { readonly name: string };
          readonly host: string | null;
          readonly provider: string | null;
          readonly beganAt: string;
          readonly endedAt: string;
          readonly code: string;
          readonly sentence: string;
        }[];
      })
    | null;
}

export const evaluationJobs = `query ($checkpoint: String, $state: JobState, $requestedBy: String, $first: Int!) {
  evaluationJobs(checkpoint: $checkpoint, state: $state, requestedBy: $requestedBy, first: $first) { ${JOB_FIELDS} }
}`;

export interface EvaluationJobsAnswer {
  readonly evaluationJobs: readonly JobAnswer[];
}

export const evaluationJobChanged = `subscription ($id: ID!) {
  evaluationJobChanged(id: $id) { ${JOB_FIELDS} }
}`;

export interface EvaluationJobChangedAnswer {
  readonly evaluationJobChanged: JobAnswer;
}

export const requeueEvaluationJob = `mutation ($id: ID!) {
  requeueEvaluationJob(id: $id) {
    __typename ... on EvaluationJobRequeued { job { ${JOB_FIELDS} } } ${REFUSAL_FIELDS}
  }
}`;

export const cancelEvaluationJob = `mutation ($id: ID!) {
  cancelEvaluationJob(id: $id) {
    __typename ... on EvaluationJobCancelled { job { ${JOB_FIELDS} } } ${REFUSAL_FIELDS}
  }
}`;

export interface ChangedJobAnswer {
  readonly __typename: string;
  readonly job: JobAnswer;
}

export const runnerList = `query ($first: Int!) {
  runners(first: $first) {
    contributor { name } host hardwareClass stack tasks providers memoryBytes driver sandboxLevel lastSeenAt jobsInHand
  }
}`;

export interface RunnerListAnswer {
  readonly runners: readonly {
    readonly contributor: { readonly name: string };
    readonly host: string;
    readonly hardwareClass: string;
    readonly stack: string;
    readonly tasks: readonly string[];
    readonly providers: readonly string[];
    readonly memoryBytes: number | null;
    readonly driver: string | null;
    readonly sandboxLevel: string | null;
    readonly lastSeenAt: string;
    readonly jobsInHand: number;
  }[];
}

export const leaseEvaluationJob = `mutation ($runner: RunnerInput!, $waitSeconds: Int! = 0) {
  leaseEvaluationJob(runner: $runner, waitSeconds: $waitSeconds) {
    __typename
    ... on NoJobWaiting { retryAfterSeconds }
    ... on EvaluationLease {
      leaseToken expiresAt challenge provider
      job {
        id
        protocol { body dataset { artifact { ${ARTIFACT_TO_PULL} } } }
        checkpoint {
          name coreDigest publishedBy { name }
          artifacts { path role artifact { ${ARTIFACT_TO_PULL} } }
        }
      }
    }
    ${REFUSAL_FIELDS}
  }
}`;

export const heartbeatEvaluationJob = `mutation ($id: ID!, $leaseToken: String!, $progress: JobProgressInput) {
  heartbeatEvaluationJob(id: $id, leaseToken: $leaseToken, progress: $progress) {
    __typename ... on EvaluationLease { expiresAt } ${REFUSAL_FIELDS}
  }
}`;

export const commitEvaluationResult = `mutation ($id: ID!, $leaseToken: String!, $commitment: Digest!) {
  commitEvaluationResult(id: $id, leaseToken: $leaseToken, commitment: $commitment) {
    __typename ... on EvaluationCommitted { mayReveal retryAfterSeconds } ${REFUSAL_FIELDS}
  }
}`;

export const completeEvaluationJob = `mutation ($id: ID!, $leaseToken: String!, $envelope: JSON!, $challenge: String) {
  completeEvaluationJob(id: $id, leaseToken: $leaseToken, envelope: $envelope, challenge: $challenge) {
    __typename ... on EvaluationCompleted { run { id value } } ${REFUSAL_FIELDS}
  }
}`;

export const failEvaluationJob = `mutation ($id: ID!, $leaseToken: String!, $error: String!, $isFinal: Boolean!) {
  failEvaluationJob(id: $id, leaseToken: $leaseToken, error: $error, isFinal: $isFinal) {
    __typename ... on EvaluationJobReturned { job { id state } } ${REFUSAL_FIELDS}
  }
}`;
