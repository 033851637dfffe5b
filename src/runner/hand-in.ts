import { setTimeout as delay } from 'node:timers/promises';
import type { Envelope } from '../attestation/envelope.ts';
import { openStatement } from '../attestation/statement.ts';
import { insist } from './insist.ts';
import type { JobSource, Lease } from './job-source.ts';

export interface HandIn {
  readonly lease: Lease;
  readonly envelope: Envelope;
  /** What the model gave to the lease's challenge. */
  readonly challenge: string | null;
  readonly signal: AbortSignal;
  /** Called when the result is promised and waits for others: the machine is free for another job. */
  readonly onWaiting: () => void;
}

/** Promises a result, waits until nobody could copy it any more, and shows it; false when the lease was lost on the way. */
export async function handIn(
  source: JobSource,
  { lease, envelope, challenge, signal, onWaiting }: HandIn,
): Promise<boolean> {
  const { id } = openStatement(envelope);
  for (;;) {
    const promised = await insist(() => source.commit(lease, id, signal), signal);
    if (promised === null) return false;
    if (promised.mayReveal) return insist(() => source.complete(lease, envelope, challenge), signal);
    onWaiting();
    await delay(promised.retryAfterSeconds * 1000, undefined, { signal });
  }
}
