import type { Digest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import type { JobRecord } from '../store/job-repository.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { leaseLost, requireLease } from './jobs/lease.ts';
import { mayReveal } from './jobs/may-reveal.ts';

export interface CommitEvaluationResult {
  readonly id: string;
  readonly leaseToken: string;
  /** The id of the signed statement, which its nonce keeps from being guessed. */
  readonly commitment: Digest;
}

/**
 * Takes the promise of a result that nobody has seen, and says whether it may be shown yet. Asking again with the same
 * promise is how a runner waits.
 */
export async function commitEvaluationResult(
  hub: Hub,
  viewer: Viewer,
  { id, leaseToken, commitment }: CommitEvaluationResult,
): Promise<{ job: JobRecord; mayReveal: boolean }> {
  const leased = await requireLease(hub, requireContributor(viewer), id, leaseToken);
  if (leased.commitment !== null && leased.commitment !== commitment)
    throw refusal('HUB_COMMITMENT_CHANGED', 'another result was promised for this job', {
      expected: leased.commitment,
      received: commitment,
      remedy: 'hand in the result that was promised, or give the job back',
    });
  const promise = { commitment, committedAt: hub.clock.now() };
  const job = leased.commitment ? leased : await hub.store.jobs.whileLeased(id, leaseToken, promise);
  if (!job) throw leaseLost(leased);
  return { job, mayReveal: await mayReveal(hub, job) };
}
