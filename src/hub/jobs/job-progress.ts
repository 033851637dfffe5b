import { refusal } from '../../base/errors.ts';

export const JOB_PHASES = ['FETCHING', 'RUNNING', 'HANDING_IN'] as const;
export type JobPhase = (typeof JOB_PHASES)[number];

/** How far a runner says it has come. */
export interface JobProgress {
  readonly phase: JobPhase;
  readonly itemsDone: number | null;
  readonly itemsTotal: number | null;
}

/** As the job keeps it; refuses with `HUB_PROGRESS_MALFORMED` what can't be a progress. */
export function readProgress({ phase, itemsDone, itemsTotal }: JobProgress) {
  const isCount = (count: number | null) => count === null || (Number.isSafeInteger(count) && count >= 0);
  if (isCount(itemsDone) && isCount(itemsTotal) && (itemsDone ?? 0) <= (itemsTotal ?? Infinity))
    return { phase, itemsDone, itemsTotal };
  throw refusal('HUB_PROGRESS_MALFORMED', 'a job can’t have come that far', {
    expected: 'itemsDone from 0 to itemsTotal',
    received: `${itemsDone} of ${itemsTotal}`,
  });
}
