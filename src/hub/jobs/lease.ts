import { refusal } from '../../base/errors.ts';
import type { JobRecord } from '../../store/job-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';

/** Long enough for three missed heartbeats, short enough that a dead runner's job is back soon. */
const LEASE_MS = 60_000;

/** A job that three runners could not finish is not tried on a fourth. */
export const ATTEMPTS_MAX = 3;

export function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}

/** The job while the viewer holds its lease, or a coded refusal. */
export async function requireLease(
  hub: Hub,
  viewer: SignedInViewer,
  id: string,
  leaseToken: string,
): Promise<JobRecord> {
  const job = /^[0-9a-f-]{36}$/.test(id) ? await hub.store.jobs.find(id) : null;
  if (!job)
    throw refusal('HUB_JOB_UNKNOWN', `there is no job ${id.slice(0, 60)}`, { received: id.slice(0, 60) });
  const isHeld =
    job.state === 'LEASED' && job.leaseToken === leaseToken && job.leasedBy === viewer.contributor.id;
  if (isHeld) return job;
  throw leaseLost(job);
}

export function leaseLost(job: JobRecord) {
  return refusal('HUB_LEASE_LOST', 'the lease of this job is not yours any more', {
    expected: 'the lease token of a running lease',
    received: `a job in state ${job.state}`,
    remedy: 'drop this result and lease another job',
  });
}
