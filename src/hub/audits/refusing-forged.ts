import { isRefusal } from '../../base/errors.ts';
import type { JobRecord } from '../../store/job-repository.ts';
import type { Store } from '../../store/store.ts';

/** Passes a refusal on; where the refused result was forged and the job an audit, the audit ended with it. */
export async function refusingForged<Result>(
  store: Store,
  job: JobRecord,
  contributorId: number,
  now: Date,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (isRefusal(error) && FORGED.has(error.code))
      await store.audits.end(job.id, { contributorId, runLogIndex: null, endedAt: now });
    throw error;
  }
}

// What no program that ran the job would send.
const FORGED = new Set([
  'HUB_RESULT_INCONSISTENT',
  'HUB_RESULT_FOREIGN',
  'HUB_RESULT_MISMATCH',
  'HUB_ITEMS_INCONSISTENT',
]);
