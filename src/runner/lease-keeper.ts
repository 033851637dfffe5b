import { messageOf } from '../base/errors.ts';
import type { JobSource, Lease, Progress } from './job-source.ts';
import type { Log } from '../telemetry/log.ts';

/** Why work on a lease ended early. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

export interface KeptLease extends Disposable {
  readonly signal: AbortSignal;
  /** Tells the hub with the next heartbeat, which comes within a second then. */
  report(progress: Progress): void;
}

/** Keeps a lease alive until disposed; `signal` aborts with `LeaseLost` when it could not, or with the runner's own reason. */
export function keepLease(source: JobSource, lease: Lease, runner: AbortSignal, log: Log): KeptLease {
  const lost = new AbortController();
  const signal = AbortSignal.any([runner, lost.signal]);
  let expiresAt = lease.expiresAt;
  let timer: NodeJS.Timeout;
  let isOver = false;
  let isBeating = false;
  let news: Progress | null = null;
  const wait = () => {
    // Three beats in the time left: two may go missing.
    const leftMs = (expiresAt.getTime() - Date.now()) / 3;
    const beatMs = Math.min(Math.max(leftMs, BEAT_MS_MIN), news ? REPORT_MS : BEAT_MS_MAX);
    clearTimeout(timer);
    timer = setTimeout(() => void beat(), beatMs);
  };
  const beat = async () => {
    const told = news;
    isBeating = true;
    news = null;
    try {
      const end = await source.heartbeat(lease, told, signal);
      if (end === null)
        return lost.abort(new LeaseLost('the hub took the job back, or somebody cancelled it'));
      expiresAt = end;
    } catch (error) {
      log.warn({ job: lease.jobId, reason: messageOf(error) }, 'heartbeat missed');
      if (Date.now() >= expiresAt.getTime()) return lost.abort(new LeaseLost('the lease ended unheard'));
    }
    isBeating = false;
    if (!signal.aborted && !isOver) wait();
  };
  wait();
  return {
    signal,
    report(progress) {
      const isFirst = news === null;
      news = progress;
      // What is told often waits for the beat that the first of it asked for.
      if (isFirst && !isBeating && !isOver && !signal.aborted) wait();
    },
    [Symbol.dispose]() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

/** People look at a bar; more often than this it is no news. */
const REPORT_MS = 1000;
const BEAT_MS_MIN = 100;
const BEAT_MS_MAX = 30_000;
