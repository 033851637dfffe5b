import { constants } from 'node:fs';
import { open, rename, stat, type FileHandle } from 'node:fs/promises';

/** PostgreSQL's own log: a file, not a pipe, so that the server outlives a killed hub. */
export interface ServerLog {
  readonly path: string;
  /** Where this start's lines begin. */
  readonly startBytes: number;
}

const LOG_BYTES_MAX = 8 << 20;

/** Opens the log for one start; one older file is kept. The caller closes the handle after the spawn. */
export async function openServerLog(path: string): Promise<{ log: ServerLog; handle: FileHandle }> {
  const before = await stat(path).catch(() => undefined);
  if (before && before.size > LOG_BYTES_MAX) await rename(path, `${path}.1`);
  // Root follows no link here: the folder belongs to the database user.
  const flags = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);
  const handle = await open(path, flags, 0o600);
  return { log: { path, startBytes: (await handle.stat()).size }, handle };
}

/** The last lines since this start, for a fault's message. */
export async function lastLines(log: ServerLog, lines = 8): Promise<string> {
  const TAIL_BYTES = 8192;
  const handle = await open(log.path, 'r').catch(() => undefined);
  if (!handle) return '';
  try {
    const { size } = await handle.stat();
    const from = Math.max(size >= log.startBytes ? log.startBytes : 0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, from);
    return buffer.toString('utf8', 0, bytesRead).trimEnd().split('\n').slice(-lines).join('\n');
  } finally {
    await handle.close();
  }
}
