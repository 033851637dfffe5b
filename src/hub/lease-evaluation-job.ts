import { randomBytes } from 'node:crypto';
import type { JobRecord } from '../store/job-repository.ts';
import { planAuditForIdle } from './audits/plan-audits.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { ATTEMPTS_MAX, leaseEnd } from './jobs/lease.ts';

/** Takes the oldest job this evaluator may have; null when none waits. */
export async function leaseEvaluationJob(
  hub: Hub,
  viewer: Viewer,
  runner: { readonly host: string; readonly trustedOwners: readonly string[] | null },
): Promise<JobRecord | null> {
  const { contributor } = requireContributor(viewer);
  const now = hub.clock.now();
  await hub.store.jobs.buryExhausted(now, ATTEMPTS_MAX);
  const trustedOwners = runner.trustedOwners?.map((owner) => owner.toLowerCase()) ?? null;
  const job = await hub.store.jobs.lease({
    contributorId: contributor.id,
    leaseToken: randomBytes(16).toString('hex'),
    now,
    expiresAt: leaseEnd(now),
    attemptsMax: ATTEMPTS_MAX,
    trustedOwners,
    tied: await hub.store.evaluators.tiedTo(contributor.id, runner.host),
  });
  if (!job) await planAuditForIdle(hub.store, { id: contributor.id, trustedOwners }, now);
  if (job) hub.events.jobLeased({ job: job.id, evaluator: contributor.name, attempt: job.attempts });
  return job;
}
