import { randomBytes } from 'node:crypto';
import type { JobRecord } from '../store/job-repository.ts';
import { planAuditForIdle } from './audits/plan-audits.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { ATTEMPTS_MAX, leaseEnd } from './jobs/lease.ts';
import { waitForJobs } from './jobs/wait-for-jobs.ts';
import { readRunner, type RunnerSays } from './jobs/runner-facts.ts';

export interface LeaseEvaluationJob extends RunnerSays {
  readonly trustedOwners: readonly string[] | null;
  /** How long to wait for a job where there is none. */
  readonly waitSeconds: number;
}

/** Takes the job whose turn it is among those that fit this runner; null when none came. Whoever is gone gets none. */
export async function leaseEvaluationJob(
  hub: Hub,
  viewer: Viewer,
  runner: LeaseEvaluationJob,
  signal: AbortSignal,
): Promise<JobRecord | null> {
  using wait = waitForJobs(hub.jobFeed, runner.waitSeconds, signal);
  for (;;) {
    const job = await leaseNow(hub, viewer, runner);
    if (job || !(await wait.next())) return job;
  }
}

async function leaseNow(hub: Hub, viewer: Viewer, runner: LeaseEvaluationJob): Promise<JobRecord | null> {
  const { contributor } = requireContributor(viewer);
  const now = hub.clock.now();
  const { jobs, runners, evaluators } = hub.store;
  const facts = readRunner(contributor.id, runner);
  await runners.seen(facts, now);
  for (const { id, state } of await jobs.returnExpired(now, ATTEMPTS_MAX))
    hub.events.jobEnded({ job: id, state, error: 'its lease ran out' });
  const trustedOwners = runner.trustedOwners?.map((owner) => owner.toLowerCase()) ?? null;
  const job = await jobs.lease({
    ...facts,
    leaseToken: randomBytes(16).toString('hex'),
    now,
    expiresAt: leaseEnd(hub, now),
    trustedOwners,
    tied: await evaluators.tiedTo(contributor.id, facts.host),
  });
  if (!job) await planAuditForIdle(hub.store, { id: contributor.id, trustedOwners }, now);
  if (job) hub.events.jobLeased({ job: job.id, evaluator: contributor.name, attempt: job.attempts });
  return job;
}
