import { refusal } from '../../base/errors.ts';
import type { JobRecord, JobState } from '../../store/job-repository.ts';
import { requirePublished } from '../context/find.ts';
import type { Hub } from '../context/hub.ts';
import { ChangedJobs } from './changed-jobs.ts';
import { requireJob } from './require-job.ts';

export interface WatchedJobs {
  readonly id: string | null;
  /** A reference: all of its jobs. */
  readonly checkpoint: string | null;
}

/** Refuses what can't be watched; the iterator then ends with the signal, or with the job that was named. */
export async function watchJobs(
  hub: Hub,
  { id, checkpoint }: WatchedJobs,
  signal: AbortSignal,
): Promise<AsyncIterable<JobRecord>> {
  if (id !== null && checkpoint === null) return watchJob(hub, (await requireJob(hub, id)).id, signal);
  if (checkpoint !== null && id === null)
    return watchCheckpoint(hub, (await requirePublished(hub, checkpoint)).id, signal);
  throw refusal('HUB_WATCH_ONE', 'either one job or one checkpoint is watched', {
    expected: 'id or checkpoint',
    received: id === null ? 'neither' : 'both',
  });
}

/** The job as it is now, then after each change, until it is over. */
async function* watchJob(hub: Hub, id: string, signal: AbortSignal): AsyncGenerator<JobRecord> {
  using changes = new ChangedJobs(hub.jobFeed, (change) => change.id === id, signal);
  do {
    const job = await hub.store.jobs.find(id);
    if (!job) return;
    yield job;
    if (OVER.has(job.state)) return;
  } while (await changes.next());
}

const OVER: ReadonlySet<JobState> = new Set(['DONE', 'FAILED', 'CANCELLED']);

/** Each job of the checkpoint after each change; where some went unheard, the newest of them all. */
async function* watchCheckpoint(
  hub: Hub,
  checkpointId: number,
  signal: AbortSignal,
): AsyncGenerator<JobRecord> {
  using changes = new ChangedJobs(hub.jobFeed, (change) => change.checkpointId === checkpointId, signal);
  for (let ids = await changes.next(); ids; ids = await changes.next()) {
    if (ids === 'ANY') {
      yield* await hub.store.jobs.list({ checkpointId, requestedBy: null, state: null }, NEWEST);
      continue;
    }
    for (const id of ids) {
      const job = await hub.store.jobs.find(id);
      if (job) yield job;
    }
  }
}

const NEWEST = 50;
