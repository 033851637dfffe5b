import { randomUUID } from 'node:crypto';
import type { JobRecord } from '../../store/job-repository.ts';

export interface WantedJob {
  readonly requestId: string;
  readonly checkpointId: number;
  readonly protocolDigest: string;
  readonly requestedBy: number;
  readonly now: Date;
}

/** A job as it begins; one function for all of them, so that none begins otherwise. */
export function queuedJob({
  requestId,
  checkpointId,
  protocolDigest,
  requestedBy,
  now,
}: WantedJob): JobRecord {
  return {
    id: randomUUID(),
    requestId,
    checkpointId,
    protocolDigest,
    state: 'QUEUED',
    attempts: 0,
    leaseToken: null,
    leasedBy: null,
    leaseExpiresAt: null,
    commitment: null,
    committedAt: null,
    error: null,
    runLogIndex: null,
    requestedBy,
    createdAt: now,
  };
}
