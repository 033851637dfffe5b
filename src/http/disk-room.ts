import { statfs } from 'node:fs/promises';
import { fault } from '../base/errors.ts';

/** What uploads leave free: PostgreSQL on the same disk needs room for its log, or it stops (a few 16 MiB segments). */
const RESERVE_BYTES = 64 << 20;
/** On a small disk the reserve is this share of it, so that there is something left to upload to. */
const RESERVE_SHARE = 0.1;
/** Below this share a hub is not ready, however large its disk is. */
const FREE_SHARE_MIN = 0.02;

/** How many bytes uploads may still write to the disk of a folder; never negative. */
export async function roomBytes(folder: string): Promise<number> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return Math.max(0, bavail * bsize - Math.min(RESERVE_BYTES, blocks * bsize * RESERVE_SHARE));
}

/** Whether a disk has room for more than what is kept in reserve. */
export async function hasRoom(folder: string): Promise<boolean> {
  const { bavail, blocks } = await statfs(folder);
  return bavail / blocks > FREE_SHARE_MIN && (await roomBytes(folder)) > 0;
}

/** Whether the operating system said that a disk, or somebody's quota of it, is full. */
export function isDiskFull(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT';
}

export function diskFull(neededBytes: number | null, foundBytes: number | null) {
  return fault('HTTP_DISK_FULL', 'the hub’s disk is full', {
    ...(neededBytes === null ? {} : { expected: `room for ${neededBytes} bytes` }),
    ...(foundBytes === null ? {} : { received: `${foundBytes} bytes of room` }),
    remedy: 'make room on the hub’s disk, then run the same command again: it goes on where it ended',
  });
}
