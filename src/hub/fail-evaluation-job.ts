import type { JobRecord } from '../store/job-repository.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { attemptOf } from './jobs/attempt.ts';
import { ATTEMPTS_MAX, leaseLost, NO_LEASE, requireLease } from './jobs/lease.ts';

export interface FailEvaluationJob {
  readonly id: string;
  readonly leaseToken: string;
  readonly error: string;
  readonly isFinal: boolean;
}

const ERROR_CHARACTERS_MAX = 1000;

/** Gives a leased job back with a reason; it waits again until its attempts are used up. */
export async function failEvaluationJob(
  hub: Hub,
  viewer: Viewer,
  input: FailEvaluationJob,
): Promise<JobRecord> {
  const job = await requireLease(hub, requireContributor(viewer), input.id, input.leaseToken);
  const isOver = input.isFinal || job.attempts >= ATTEMPTS_MAX;
  const error = input.error.slice(0, ERROR_CHARACTERS_MAX);
  const ended = await hub.store.transaction(async (store) => {
    const state = isOver ? ('FAILED' as const) : ('QUEUED' as const);
    const changed = await store.jobs.whileLeased(job.id, input.leaseToken, { ...NO_LEASE, state, error });
    if (!changed) throw leaseLost(job);
    await store.jobs.noteAttempt(attemptOf(job, error, hub.clock.now()));
    return changed;
  });
  hub.events.jobEnded({ job: job.id, state: ended.state, error: input.error });
  return ended;
}
