import { refusal } from '../base/errors.ts';
import type { JobRecord } from '../store/job-repository.ts';
import type { Hub } from './context/hub.ts';
import type { Viewer } from './context/viewer.ts';
import { NO_LEASE } from './jobs/lease.ts';
import { requireOwnJob } from './jobs/require-job.ts';
import { assertRoomToWait } from './jobs/waiting-limit.ts';

/** Puts a failed or cancelled job back into the queue with all its attempts; what they said before stays. */
export async function requeueEvaluationJob(hub: Hub, viewer: Viewer, id: string): Promise<JobRecord> {
  const { state, requestedBy } = await requireOwnJob(hub, viewer, id);
  const requeued = await hub.store.transaction(async (store) => {
    if (state !== 'FAILED' && state !== 'CANCELLED') return null;
    await assertRoomToWait(store, requestedBy, 1);
    return store.jobs.whileIn(id, state, { ...NO_LEASE, state: 'QUEUED', attempts: 0, error: null });
  });
  if (!requeued)
    throw refusal('HUB_JOB_STATE', 'this job needs no other try', {
      expected: 'a job in state FAILED or CANCELLED',
      received: state,
    });
  hub.events.jobRequeued({ job: id });
  return requeued;
}
