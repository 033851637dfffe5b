import { refusal } from '../../base/errors.ts';
import type { Store } from '../../store/store.ts';

/** One contributor's waiting jobs; a full run over a family of models has some hundreds. */
const WAITING_JOBS_MAX = 10_000;

/** Refuses when so many more would wait than one contributor may have; call it in the transaction that adds them. */
export async function assertRoomToWait(store: Store, requestedBy: number, more: number): Promise<void> {
  const waiting = await store.jobs.waitingOf(requestedBy);
  if (waiting + more <= WAITING_JOBS_MAX) return;
  throw refusal('HUB_JOBS_WAITING', 'too many of your jobs are waiting', {
    expected: `at most ${WAITING_JOBS_MAX} waiting jobs of one contributor`,
    received: `${waiting} waiting, ${more} more`,
    remedy: 'wait until runners have done some, or cancel some with heirloom jobs cancel',
  });
}
