import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { embeddedRefusal } from './embedded-error.ts';
import { factsOf } from './process-facts.ts';

interface Holder {
  readonly pid: number;
  readonly startedAt: string;
}

/**
 * Keeps a second hub off one data folder: a file with the holder's pid and start time.
 * A lock whose holder is gone is taken over; a live one ends in `STORE_EMBEDDED_LOCKED`.
 */
export async function takeHubLock(path: string): Promise<AsyncDisposable> {
  const me = await holderHere();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await createLock(path, me)) return { [Symbol.asyncDispose]: () => releaseLock(path, me) };
    const text = await readText(path);
    if (text === undefined) continue;
    const holder = parseHolder(text);
    if (holder && (await isHolding(holder))) throw lockedBy(holder);
    await setAside(path, text);
  }
  throw lockedBy(undefined);
}

const ATTEMPTS = 5;

async function holderHere(): Promise<Holder> {
  const facts = await factsOf(process.pid);
  return { pid: process.pid, startedAt: facts?.startedAt ?? 'unknown' };
}

// A hard link appears whole or not at all, so nobody ever reads a half-written lock.
async function createLock(path: string, holder: Holder): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    return createWithoutLink(path, holder);
  } finally {
    await rm(draft, { force: true });
  }
}

// Some file systems (exFAT, some container mounts) have no hard links.
async function createWithoutLink(path: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(holder), { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

// Two hubs may find one stale lock at once: whoever moved a fresh lock by mistake puts it back.
async function setAside(path: string, staleText: string): Promise<void> {
  const aside = `${path}.stale-${randomBytes(6).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readText(aside)) !== staleText) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function releaseLock(path: string, me: Holder): Promise<void> {
  const text = await readText(path);
  if (text === JSON.stringify(me)) await rm(path, { force: true });
}

async function isHolding(holder: Holder): Promise<boolean> {
  const facts = await factsOf(holder.pid);
  return facts !== undefined && facts.startedAt === holder.startedAt;
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

function parseHolder(text: string): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(text);
    return isHolder(holder) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is Holder {
  const { pid, startedAt } = (value ?? {}) as Partial<Holder>;
  return Number.isSafeInteger(pid) && pid! > 0 && typeof startedAt === 'string' && startedAt.length <= 200;
}

function lockedBy(holder: Holder | undefined) {
  return embeddedRefusal('STORE_EMBEDDED_LOCKED', 'another hub is running on this data folder', {
    expected: 'one hub a data folder',
    received: holder ? `a lock of process ${holder.pid}` : 'a lock that keeps coming back',
    remedy: 'stop the other hub or choose another data folder',
  });
}
