import { randomBytes } from 'node:crypto';
import type { JobRecord } from '../store/job-repository.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { ATTEMPTS_MAX, leaseEnd } from './jobs/lease.ts';

/** Takes the oldest job this evaluator may have; null when none waits. */
export async function leaseEvaluationJob(
  hub: Hub,
  viewer: Viewer,
  runner: { trustedOwners: readonly string[] | null },
): Promise<JobRecord | null> {
  const { contributor } = requireContributor(viewer);
  const now = hub.clock.now();
  await hub.store.jobs.buryExhausted(now, ATTEMPTS_MAX);
  const job = await hub.store.jobs.lease({
    contributorId: contributor.id,
    leaseToken: randomBytes(16).toString('hex'),
    now,
    expiresAt: leaseEnd(now),
    attemptsMax: ATTEMPTS_MAX,
    trustedOwners: runner.trustedOwners?.map((owner) => owner.toLowerCase()) ?? null,
  });
  if (job) hub.events.jobLeased({ job: job.id, evaluator: contributor.name, attempt: job.attempts });
  return job;
}
