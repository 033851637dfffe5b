import { randomBytes } from 'node:crypto';
import type { JobRecord } from '../store/job-repository.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { ATTEMPTS_MAX, leaseEnd } from './jobs/lease.ts';
import { readRunner, type RunnerSays } from './jobs/runner-facts.ts';

export interface LeaseEvaluationJob extends RunnerSays {
  readonly trustedOwners: readonly string[] | null;
}

/** Takes the job whose turn it is among those that fit this runner; null when none waits. */
export async function leaseEvaluationJob(
  hub: Hub,
  viewer: Viewer,
  runner: LeaseEvaluationJob,
): Promise<JobRecord | null> {
  const { contributor } = requireContributor(viewer);
  const now = hub.clock.now();
  const { jobs, runners } = hub.store;
  const facts = readRunner(contributor.id, runner);
  await runners.seen(facts, now);
  for (const { id, state } of await jobs.returnExpired(now, ATTEMPTS_MAX))
    hub.events.jobEnded({ job: id, state, error: 'its lease ran out' });
  const job = await jobs.lease({
    ...facts,
    leaseToken: randomBytes(16).toString('hex'),
    now,
    expiresAt: leaseEnd(hub, now),
    trustedOwners: runner.trustedOwners?.map((owner) => owner.toLowerCase()) ?? null,
  });
  if (job) hub.events.jobLeased({ job: job.id, evaluator: contributor.name, attempt: job.attempts });
  return job;
}
