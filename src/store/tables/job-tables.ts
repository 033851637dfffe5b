import {
  bigint,
  generatedId,
  integer,
  moment,
  primary,
  smallint,
  table,
  text,
  textArray,
  uuid,
} from './table.ts';

export type JobState = 'QUEUED' | 'LEASED' | 'DONE' | 'FAILED' | 'CANCELLED';

export interface EvaluationJobRow {
  id: string;
  requestId: string;
  checkpointId: number;
  protocolDigest: string;
  state: JobState;
  /** Its place in `PRIORITIES`: what is smaller is leased first. */
  priorityRank: number;
  /** What a runner must offer; `wantedProvider` is `any` where the requester left it open. */
  task: string;
  wantedProvider: string;
  memoryBytes: number;
  attempts: number;
  leaseToken: string | null;
  leasedBy: number | null;
  leasedHost: string | null;
  leaseProvider: string | null;
  leasedAt: Date | null;
  leaseExpiresAt: Date | null;
  /** The id of the statement its runner promised, before it could see any other result. */
  commitment: string | null;
  committedAt: Date | null;
  /** How far the runner in hand has come, as it says itself. */
  phase: string | null;
  itemsDone: number | null;
  itemsTotal: number | null;
  error: string | null;
  /** The log index of the one result that counts. */
  runLogIndex: number | null;
  requestedBy: number;
  createdAt: Date;
}

export const evaluationJobTable = table<EvaluationJobRow>('evaluation_job', {
  columns: {
    id: primary('uuid', 'evaluation_job'),
    requestId: uuid(),
    checkpointId: bigint(),
    protocolDigest: text(),
    state: text(),
    priorityRank: smallint({ default: 1 }),
    task: text({ default: () => "'image-classification'" }),
    wantedProvider: text({ default: () => "'any'" }),
    memoryBytes: bigint({ default: 0 }),
    attempts: integer(),
    leaseToken: text({ nullable: true }),
    leasedBy: bigint({ nullable: true }),
    leasedHost: text({ nullable: true }),
    leaseProvider: text({ nullable: true }),
    leasedAt: moment({ nullable: true }),
    leaseExpiresAt: moment({ nullable: true }),
    commitment: text({ nullable: true }),
    committedAt: moment({ nullable: true }),
    phase: text({ nullable: true }),
    itemsDone: bigint({ nullable: true }),
    itemsTotal: bigint({ nullable: true }),
    error: text({ nullable: true }),
    runLogIndex: bigint({ nullable: true }),
    requestedBy: bigint(),
    createdAt: moment(),
  },
  references: [
    { columns: ['checkpointId'], table: 'checkpoint', keys: ['id'] },
    { columns: ['protocolDigest'], table: 'protocol', keys: ['digest'] },
    { columns: ['leasedBy'], table: 'contributor', keys: ['id'] },
    { columns: ['requestedBy'], table: 'contributor', keys: ['id'] },
    { columns: ['runLogIndex'], table: 'statement', keys: ['logIndex'] },
  ],
  indices: [
    // One step along it finds the next requester, task and provider that has something waiting.
    {
      name: 'evaluation_job_queued',
      columns: ['priorityRank', 'requestedBy', 'task', 'wantedProvider', 'createdAt', 'id'],
      where: "state = 'QUEUED'",
    },
    { name: 'evaluation_job_leased', columns: ['leaseExpiresAt'], where: "state = 'LEASED'" },
    { name: 'evaluation_job_newest', columns: ['state', 'createdAt'] },
    { name: 'evaluation_job_request', columns: ['requestId'] },
    { name: 'evaluation_job_checkpoint', columns: ['checkpointId'] },
  ],
});

export interface EvaluationAttemptRow {
  id: number;
  jobId: string;
  contributorId: number;
  host: string | null;
  provider: string | null;
  beganAt: Date;
  endedAt: Date;
  code: string;
  sentence: string;
}

/** Attempts that gave no result, one row each. */
export const evaluationAttemptTable = table<EvaluationAttemptRow>('evaluation_attempt', {
  columns: {
    id: generatedId('evaluation_attempt'),
    jobId: uuid(),
    contributorId: bigint(),
    host: text({ nullable: true }),
    provider: text({ nullable: true }),
    beganAt: moment(),
    endedAt: moment(),
    code: text(),
    sentence: text(),
  },
  references: [
    { columns: ['jobId'], table: 'evaluation_job', keys: ['id'] },
    { columns: ['contributorId'], table: 'contributor', keys: ['id'] },
  ],
  indices: [{ name: 'evaluation_attempt_job', columns: ['jobId'] }],
});

export interface EvaluationRequesterRow {
  contributorId: number;
  /** When one of its jobs was last leased; null before the first. */
  servedAt: Date | null;
}

export const evaluationRequesterTable = table<EvaluationRequesterRow>('evaluation_requester', {
  columns: { contributorId: primary('bigint', 'evaluation_requester'), servedAt: moment({ nullable: true }) },
  references: [{ columns: ['contributorId'], table: 'contributor', keys: ['id'] }],
});

export interface RunnerRow {
  contributorId: number;
  host: string;
  hardwareClass: string;
  stack: string;
  tasks: string[];
  providers: string[];
  /** What one job may use; null where the runner does not say. */
  memoryBytes: number | null;
  driver: string | null;
  sandboxLevel: string | null;
  firstSeenAt: Date;
  lastSeenAt: Date;
}

/** Machines that asked for work, by the contributor they asked for; no addresses. */
export const runnerTable = table<RunnerRow>('runner', {
  columns: {
    contributorId: primary('bigint', 'runner'),
    host: primary('text', 'runner'),
    hardwareClass: text(),
    stack: text(),
    tasks: textArray(),
    providers: textArray(),
    memoryBytes: bigint({ nullable: true }),
    driver: text({ nullable: true }),
    sandboxLevel: text({ nullable: true }),
    firstSeenAt: moment(),
    lastSeenAt: moment(),
  },
  references: [{ columns: ['contributorId'], table: 'contributor', keys: ['id'] }],
  indices: [{ name: 'runner_last_seen', columns: ['lastSeenAt'] }],
});
