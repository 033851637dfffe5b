import { refusal } from '../base/errors.ts';
import type { JobRecord } from '../store/job-repository.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { NO_LEASE } from './jobs/lease.ts';
import { requireOwnJob } from './jobs/require-job.ts';

/** Ends a job that nobody needs any more; a runner that has it in hand hears so at its next heartbeat. */
export async function cancelEvaluationJob(hub: Hub, viewer: Viewer, id: string): Promise<JobRecord> {
  const { state } = await requireOwnJob(hub, viewer, id);
  const { contributor } = requireContributor(viewer);
  const change = { ...NO_LEASE, state: 'CANCELLED' as const, error: `cancelled by ${contributor.name}` };
  // A job that was leased or given back in between is cancelled all the same.
  for (const from of ['QUEUED', 'LEASED', 'QUEUED'] as const) {
    const cancelled = await hub.store.jobs.whileIn(id, from, change);
    if (!cancelled) continue;
    hub.events.jobEnded({ job: id, state: 'CANCELLED', error: change.error });
    return cancelled;
  }
  throw refusal('HUB_JOB_STATE', 'this job is over already', {
    expected: 'a job in state QUEUED or LEASED',
    received: state,
  });
}
