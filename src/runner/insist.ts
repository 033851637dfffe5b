import { setTimeout as delay } from 'node:timers/promises';
import { isRefusal } from '../base/errors.ts';

/** A hub that was killed is back within seconds; the lease of a job lasts for a minute. */
const RESTS_MS = [250, 500, 1000, 2000, 4000, 8000];

/** Does what a hub must hear again and again while it can't be reached; a refusal is an answer, and ends it. */
export async function insist<Result>(
  act: () => Promise<Result>,
  signal: AbortSignal,
  restsMs: readonly number[] = RESTS_MS,
): Promise<Result> {
  for (const restMs of restsMs) {
    try {
      return await act();
    } catch (error) {
      if (isRefusal(error) || signal.aborted) throw error;
    }
    await delay(restMs, undefined, { signal }).catch(() => undefined);
  }
  return act();
}
