import type { JobRecord } from '../../store/job-repository.ts';
import type { Hub } from '../context/hub.ts';

/**
 * A promised result is shown once that gives nobody anything to copy that they lack: another evaluator of the series has
 * promised too, or some result can be seen already, or no job of it is still without a promise, or the window is over, so
 * that one who never ends holds up nobody for long. Nobody waits for what a trusted runner says.
 */
export async function mayReveal(hub: Hub, job: JobRecord): Promise<boolean> {
  if (job.committedAt === null) return false;
  if (hub.clock.now().getTime() - job.committedAt.getTime() >= hub.commitWindowMs) return true;
  const { isShown, isPromised, isOpen } = await hub.store.jobs.promisesBeside(job);
  if (isShown || isPromised || !isOpen) return true;
  const [evaluator] = job.leasedBy === null ? [] : await hub.store.evaluators.factsOf([job.leasedBy]);
  return evaluator?.isTrusted === true;
}
