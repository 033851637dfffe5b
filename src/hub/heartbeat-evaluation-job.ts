import type { JobRecord } from '../store/job-repository.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { readProgress, type JobProgress } from './jobs/job-progress.ts';
import { leaseEnd, leaseLost, requireLease } from './jobs/lease.ts';
import { requireJob } from './jobs/require-job.ts';

export interface HeartbeatEvaluationJob {
  readonly id: string;
  readonly leaseToken: string;
  readonly progress: JobProgress | null;
}

/** Moves the end of a held lease further away, and keeps how far the runner has come. */
export async function heartbeatEvaluationJob(
  hub: Hub,
  viewer: Viewer,
  { id, leaseToken, progress }: HeartbeatEvaluationJob,
): Promise<JobRecord> {
  const signedIn = requireContributor(viewer);
  const job = await requireLease(hub, signedIn, id, leaseToken);
  const now = hub.clock.now();
  const kept = await hub.store.jobs.whileLeased(job.id, leaseToken, {
    leaseExpiresAt: leaseEnd(hub, now),
    ...(progress === null ? {} : readProgress(progress)),
  });
  if (!kept) throw leaseLost(await requireJob(hub, job.id));
  if (kept.leasedHost !== null)
    await hub.store.runners.stillThere(signedIn.contributor.id, kept.leasedHost, now);
  return kept;
}
