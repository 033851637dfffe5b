import { setTimeout as sleep } from 'node:timers/promises';

/** A token bucket over bytes: what it lets through in a second is at most its rate, and a tenth of a second at once. */
export interface ByteLimit {
  /** 0 when these bytes may go now, and then they are counted; else how long to wait before asking again. */
  delayFor(bytes: number): number;
  /** Counts bytes that went without asking. */
  charge(bytes: number): void;
}

export const UNLIMITED: ByteLimit = { delayFor: () => 0, charge: () => undefined };

/** Null: none. */
export function byteLimit(bytesPerSecond: number | null, now: () => number = monotonicMs): ByteLimit {
  if (bytesPerSecond === null) return UNLIMITED;
  const burstBytes = bytesPerSecond / 10;
  let tokens = burstBytes;
  let filledAt = now();
  return {
    delayFor(bytes) {
      const at = now();
      tokens = Math.min(burstBytes, tokens + ((at - filledAt) / 1000) * bytesPerSecond);
      filledAt = at;
      // A block may be larger than the burst: it goes when the bucket is not empty, and the next waits for its debt.
      if (tokens > 0) {
        tokens -= bytes;
        return 0;
      }
      return Math.max(1, (-tokens / bytesPerSecond) * 1000);
    },
    charge: (bytes) => void (tokens -= bytes),
  };
}

/** Waits until these bytes may go; then they are counted. */
export async function untilAllowed(
  limit: ByteLimit,
  bytes: number,
  waiting: { readonly signal?: AbortSignal; readonly ref?: boolean } = {},
): Promise<void> {
  for (let ms = limit.delayFor(bytes); ms > 0; ms = limit.delayFor(bytes))
    await sleep(ms, undefined, waiting);
}

/** Several limits that must all agree; nothing is counted until they do. */
export function allOf(limits: readonly ByteLimit[]): ByteLimit {
  const real = limits.filter((limit) => limit !== UNLIMITED);
  if (real.length === 0) return UNLIMITED;
  return {
    delayFor(bytes) {
      const wait = Math.max(...real.map((limit) => limit.delayFor(0)));
      if (wait > 0) return wait;
      for (const limit of real) limit.charge(bytes);
      return 0;
    },
    charge: (bytes) => real.forEach((limit) => limit.charge(bytes)),
  };
}

function monotonicMs(): number {
  return performance.now();
}
