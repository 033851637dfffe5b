import type { JobFeed } from '../../store/job-feed.ts';
import { refusal } from '../../base/errors.ts';
import { ChangedJobs } from './changed-jobs.ts';

const WAIT_SECONDS_MAX = 20;

/** Waits, again and again until the time is over, for a job to come into the queue; `next` is false when it is over. */
export function waitForJobs(
  feed: JobFeed,
  seconds: number,
  signal: AbortSignal,
): Disposable & { next(): Promise<boolean> } {
  if (seconds === 0) return { next: async () => false, [Symbol.dispose]: () => undefined };
  assertSeconds(seconds);
  const over = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);
  const changes = new ChangedJobs(feed, ({ state }) => state === 'QUEUED', over);
  return {
    next: async () => (await changes.next()) !== null,
    [Symbol.dispose]: () => changes[Symbol.dispose](),
  };
}

function assertSeconds(seconds: number): void {
  if (seconds > 0 && seconds <= WAIT_SECONDS_MAX) return;
  throw refusal('HUB_WAIT_SECONDS', 'a runner can’t wait that long at once', {
    expected: `0..${WAIT_SECONDS_MAX} seconds`,
    received: String(seconds),
  });
}
