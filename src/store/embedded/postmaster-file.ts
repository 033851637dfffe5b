import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { factsOf, isAlive } from './process-facts.ts';

/** What a running PostgreSQL says of itself in `postmaster.pid` (src/include/utils/pidfile.h). */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly socketFolder: string;
  readonly status: string;
}

export async function readPostmasterFile(dataPath: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(pathOf(dataPath), 'utf8').catch(() => undefined);
  const lines = text?.split('\n').map((line) => line.trim()) ?? [];
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3] ?? 0), socketFolder: lines[4] ?? '', status: lines[7] ?? '' };
}

/** The server that lives on this data folder, whoever started it; undefined where the file is stale. */
export async function livePostmaster(dataPath: string): Promise<PostmasterFile | undefined> {
  const file = await readPostmasterFile(dataPath);
  if (!file) return undefined;
  const facts = await factsOf(file.pid);
  if (!facts) return undefined;
  if (process.platform === 'win32') return file;
  return /postgres/.test(facts.commandLine) && facts.commandLine.includes(dataPath) ? file : undefined;
}

/**
 * Clears what a killed server left where it would stop the next: the socket with its lock, and a pid
 * that some other process has by now (or a zombie). The pid file stays, with our pid (its parent's, which PostgreSQL
 * takes as stale): its last lines let PostgreSQL find backends that still write to the old memory.
 */
export async function clearStaleFiles(dataPath: string, socketPath: string): Promise<void> {
  await rm(socketPath, { force: true });
  await rm(`${socketPath}.lock`, { force: true });
  const file = await readPostmasterFile(dataPath);
  if (!file || !isAlive(file.pid)) return;
  const text = await readFile(pathOf(dataPath), 'utf8');
  await writeFile(pathOf(dataPath), text.replace(/^\d+/, String(process.pid)));
}

function pathOf(dataPath: string): string {
  return join(dataPath, 'postmaster.pid');
}
