import { randomUUID } from 'node:crypto';
import type { JobRecord } from '../../store/job-repository.ts';
import { NO_LEASE } from './lease.ts';

export type WantedJob = Pick<
  JobRecord,
  | 'requestId'
  | 'checkpointId'
  | 'protocolDigest'
  | 'requestedBy'
  | 'priorityRank'
  | 'task'
  | 'wantedProvider'
  | 'memoryBytes'
> & { readonly now: Date };

/** A job as it begins; one function for all of them, so that none begins otherwise. */
export function queuedJob({ now, ...wanted }: WantedJob): JobRecord {
  return {
    id: randomUUID(),
    ...wanted,
    state: 'QUEUED',
    attempts: 0,
    ...NO_LEASE,
    leasedBy: null,
    leasedHost: null,
    leaseProvider: null,
    leasedAt: null,
    error: null,
    runLogIndex: null,
    createdAt: now,
  };
}
