import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PullItem } from './pull-item.ts';
import { swarmRefusal } from './swarm-error.ts';

/** Refuses before the first byte where a disk has no room for what is missing (`SWARM_DISK_TOO_SMALL`). */
export async function assertDiskRoom(items: readonly PullItem[]): Promise<void> {
  const needs = new Map<number, { folder: string; bytes: number }>();
  for (const item of items) {
    const folder = await existingFolder(dirname(item.targetPath));
    const { dev } = await stat(folder);
    const need = needs.get(dev) ?? { folder, bytes: 0 };
    need.bytes += await missingBytes(item);
    needs.set(dev, need);
  }
  for (const { folder, bytes } of needs.values()) await assertRoom(folder, bytes);
}

async function assertRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= bytes) return;
  throw swarmRefusal('SWARM_DISK_TOO_SMALL', `the disk of ${folder} has no room for this`, {
    expected: `${bytes} bytes free`,
    received: `${bavail * bsize} bytes free`,
    remedy: 'make room, or pull to another disk with --out',
  });
}

// A part file has holes: what it holds is what the disk gave it. 512 is POSIX's unit whatever the disk's own.
async function missingBytes({ targetPath, sizeBytes }: PullItem): Promise<number> {
  const there = await stat(targetPath).catch(() => null);
  if (there?.size === sizeBytes) return 0;
  const part = await stat(`${targetPath}.part`).catch(() => null);
  return Math.max(0, sizeBytes - (part?.blocks ?? 0) * 512);
}

async function existingFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => null);
  if (found || dirname(folder) === folder) return folder;
  return existingFolder(dirname(folder));
}
