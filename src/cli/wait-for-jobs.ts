import { refusal } from '../base/errors.ts';
import type { JobFields } from '../client/generated/operations.ts';
import type { HubClient } from '../client/hub-client.ts';
import { watchJob } from '../client/watch-job.ts';
import { openCount, type Progress } from './progress.ts';

export interface Waiting {
  readonly client: HubClient;
  readonly ids: readonly string[];
  readonly isShown: boolean;
  readonly signal: AbortSignal;
}

/** Waits until all jobs are done, one bar after the other; refuses with `HUB_JOB_FAILED` when one is not. */
export async function waitForJobs({ client, ids, isShown, signal }: Waiting): Promise<void> {
  for (const id of ids) {
    using shown = shownJob(isShown);
    for await (const job of watchJob(client, id, signal)) {
      if (!job || job.state === 'FAILED' || job.state === 'CANCELLED') throw notDone(id, job);
      shown.update(job);
    }
  }
}

/** A bar from the moment that a runner says how many items there are. */
function shownJob(isShown: boolean): Disposable & { update(job: JobFields): void } {
  let bar: Progress | null = null;
  return {
    update({ progress }) {
      if (progress?.itemsTotal) {
        bar ??= openCount('evaluating', progress.itemsTotal, isShown);
        bar.update(progress.itemsDone ?? 0);
      } else if (progress?.phase === 'HANDING_IN') {
        bar?.[Symbol.dispose]();
        bar = null;
      }
    },
    [Symbol.dispose]: () => bar?.[Symbol.dispose](),
  };
}

function notDone(id: string, job: JobFields | null) {
  const what = job?.state === 'CANCELLED' ? 'was cancelled' : 'failed';
  return refusal('HUB_JOB_FAILED', `the evaluation ${what}: ${job?.error ?? 'the job is gone'}`, {
    remedy: `see each attempt with heirloom jobs show ${id}`,
  });
}
