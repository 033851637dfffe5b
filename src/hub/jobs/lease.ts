import { refusal } from '../../base/errors.ts';
import type { JobRecord } from '../../store/job-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import { requireJob } from './require-job.ts';

/** A job that three runners could not finish is not tried on a fourth. */
export const ATTEMPTS_MAX = 3;

/** What of a job is over when its lease is. */
export const NO_LEASE = {
  leaseToken: null,
  leaseExpiresAt: null,
  commitment: null,
  committedAt: null,
  phase: null,
  itemsDone: null,
  itemsTotal: null,
} as const;

export function leaseEnd({ leaseMs }: Hub, now: Date): Date {
  return new Date(now.getTime() + leaseMs);
}

/** The job while the viewer holds its lease, or a coded refusal. */
export async function requireLease(
  hub: Hub,
  viewer: SignedInViewer,
  id: string,
  leaseToken: string,
): Promise<JobRecord> {
  const job = await requireJob(hub, id);
  const isHeld =
    job.state === 'LEASED' && job.leaseToken === leaseToken && job.leasedBy === viewer.contributor.id;
  if (isHeld) return job;
  throw leaseLost(job);
}

export function leaseLost(job: JobRecord) {
  if (job.state === 'CANCELLED')
    return refusal('HUB_JOB_CANCELLED', 'this job was cancelled', {
      expected: 'the lease token of a running lease',
      remedy: 'drop this result and lease another job',
    });
  return refusal('HUB_LEASE_LOST', 'the lease of this job is not yours any more', {
    expected: 'the lease token of a running lease',
    received: `a job in state ${job.state}`,
    remedy: 'drop this result and lease another job',
  });
}
