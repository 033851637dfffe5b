import { setTimeout as delay } from 'node:timers/promises';
import { isRefusal } from '../base/errors.ts';
import { evaluationJob, evaluationJobChanged, type JobFields } from './generated/operations.ts';
import type { HubClient } from './hub-client.ts';

/** A job as it is now and after each change, until it is over; null when the hub does not know it any more. */
export async function* watchJob(
  client: HubClient,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<JobFields | null> {
  for (;;) {
    try {
      const changes = client.watch(evaluationJobChanged, { id }, signal);
      for await (const { evaluationJobChanged: job } of changes) {
        yield job;
        if (isOver(job)) return;
      }
    } catch (error) {
      // Older hubs, full ones, and proxies that hold streams back: then it is asked again and again.
      if (signal.aborted || (isRefusal(error) && !MAY_BE_ASKED.has(error.code))) throw error;
    }
    const { evaluationJob: job } = await client.ask(evaluationJob, { id }, signal);
    yield job;
    if (!job || isOver(job)) return;
    await delay(POLL_MS, undefined, { signal });
  }
}

const POLL_MS = 500;
const MAY_BE_ASKED: ReadonlySet<string> = new Set(['GRAPHQL_SUBSCRIPTIONS_MAX', 'CLIENT_ANSWER_ODD']);

function isOver({ state }: JobFields): boolean {
  return state !== 'QUEUED' && state !== 'LEASED';
}
