import type { JobRecord } from '../../store/job-repository.ts';
import type { Hub } from '../context/hub.ts';

/**
 * A promised result is shown once nobody could copy it any more: no other evaluator of the series is still without a
 * promise, or two have promised, or the window is over, so that one who never ends holds up nobody for long. Nobody waits
 * for what a trusted runner says.
 */
export async function mayReveal(hub: Hub, job: JobRecord): Promise<boolean> {
  if (job.committedAt === null) return false;
  if (hub.clock.now().getTime() - job.committedAt.getTime() >= hub.commitWindowMs) return true;
  const [evaluator] = job.leasedBy === null ? [] : await hub.store.evaluators.factsOf([job.leasedBy]);
  if (evaluator?.isTrusted === true) return true;
  const { committed, uncommitted } = await hub.store.jobs.promisesBeside(job);
  return uncommitted === 0 || committed >= OTHERS_MIN;
}

const OTHERS_MIN = 1;
