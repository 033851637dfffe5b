import { setTimeout as sleep } from 'node:timers/promises';
import type { SwarmSession } from './swarm-session.ts';

/** Waits until the others of a swarm are met: who asks the origin before them takes what they have a second time. */
export async function meetOthers(session: SwarmSession, signal: AbortSignal): Promise<void> {
  const joinedAt = performance.now();
  let met = { others: 0, at: joinedAt };
  let toldAt: number | null = null;
  while (!session.failure) {
    const now = performance.now();
    const others = [...session.wires.peers].filter(({ isHub }) => !isHub).length;
    if (others > met.others) met = { others, at: now };
    if (session.others !== null) toldAt ??= now;
    const waitedMs = now - (toldAt ?? joinedAt);
    if (isMet({ told: session.others, met: met.others, quietMs: now - met.at, waitedMs })) return;
    await sleep(TICK_MS, undefined, { signal });
  }
}

export interface Meeting {
  /** How many others a tracker says there are; null: none has answered yet. */
  readonly told: number | null;
  readonly met: number;
  /** Since the last of them was met. */
  readonly quietMs: number;
  /** Since the tracker's answer, or, without one, since the swarm was joined. */
  readonly waitedMs: number;
}

/** Whether waiting for more would cost more than it spares: some of those a tracker names are gone, or out of reach. */
export function isMet({ told, met, quietMs, waitedMs }: Meeting): boolean {
  if (told === 0 || waitedMs > WAIT_MS_MAX) return true;
  return met > 0 && (met >= (told ?? 1) || quietMs > QUIET_MS_MAX);
}

const TICK_MS = 10;
const WAIT_MS_MAX = 1000;
/** Who starts many programs at once on few processors connects that slowly. */
const QUIET_MS_MAX = 250;
