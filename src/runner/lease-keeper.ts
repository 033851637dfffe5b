import { messageOf } from '../base/errors.ts';
import type { JobSource, Lease } from './job-source.ts';
import type { Log } from '../telemetry/log.ts';

/** Why work on a lease ended early. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Keeps a lease alive until disposed; `signal` aborts with `LeaseLost` when it could not, or with the runner's own reason. */
export function keepLease(
  source: JobSource,
  lease: Lease,
  runner: AbortSignal,
  log: Log,
): Disposable & { readonly signal: AbortSignal } {
  const lost = new AbortController();
  const signal = AbortSignal.any([runner, lost.signal]);
  let expiresAt = lease.expiresAt;
  let timer: NodeJS.Timeout;
  let isOver = false;
  const wait = () => {
    // Three beats in the time left: two may go missing.
    const beatMs = Math.min(Math.max((expiresAt.getTime() - Date.now()) / 3, BEAT_MS_MIN), BEAT_MS_MAX);
    timer = setTimeout(() => void beat(), beatMs);
  };
  const beat = async () => {
    try {
      const end = await source.heartbeat(lease, signal);
      if (end === null) return lost.abort(new LeaseLost('the hub gave the job to somebody else'));
      expiresAt = end;
    } catch (error) {
      log.warn({ job: lease.jobId, reason: messageOf(error) }, 'heartbeat missed');
      if (Date.now() >= expiresAt.getTime()) return lost.abort(new LeaseLost('the lease ended unheard'));
    }
    if (!signal.aborted && !isOver) wait();
  };
  wait();
  return {
    signal,
    [Symbol.dispose]() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

const BEAT_MS_MIN = 100;
const BEAT_MS_MAX = 30_000;
