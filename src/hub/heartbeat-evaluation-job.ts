import type { JobRecord } from '../store/job-repository.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { leaseEnd, leaseLost, requireLease } from './jobs/lease.ts';

/** Moves the end of a held lease further away. */
export async function heartbeatEvaluationJob(
  hub: Hub,
  viewer: Viewer,
  input: { id: string; leaseToken: string },
): Promise<JobRecord> {
  const job = await requireLease(hub, requireContributor(viewer), input.id, input.leaseToken);
  const leaseExpiresAt = leaseEnd(hub.clock.now());
  const kept = await hub.store.jobs.whileLeased(job.id, input.leaseToken, { leaseExpiresAt });
  if (!kept) throw leaseLost(job);
  return kept;
}
