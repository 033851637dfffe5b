import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { embeddedRefusal } from './embedded-error.ts';

/** The user PostgreSQL runs as when the hub itself is root (PostgreSQL refuses root). */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * undefined: run as the hub's own user. When root: the owner of a cluster that exists already,
 * else the user `postgres`, else the first system user (no sandbox runs as one).
 */
export async function accountFor(clusterPath: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await ownerOf(clusterPath)) ?? accountIn(await readFile('/etc/passwd', 'utf8').catch(() => ''));
}

/** System accounts lie below; sandboxes run as 65534 (nobody), people from 1000 on. */
const SYSTEM_UIDS_END = 1000;

/** A user that exists, for initdb looks its own user up in /etc/passwd. */
export function accountIn(passwd: string): Account {
  const users = passwd.split('\n').map((line) => line.split(':'));
  const accounts = users.map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  const system = accounts.filter(({ uid, gid }) => uid > 0 && uid < SYSTEM_UIDS_END && gid > 0);
  const account = system.find(({ name }) => name === 'postgres') ?? system.sort((a, b) => a.uid - b.uid)[0];
  if (account) return { uid: account.uid, gid: account.gid };
  throw embeddedRefusal(
    'STORE_EMBEDDED_NO_ACCOUNT',
    'PostgreSQL refuses to run as root, and there is no other user',
    {
      expected: 'a system user in /etc/passwd, best named postgres',
      remedy: 'add a user named postgres, run the hub as an ordinary user, or set DATABASE_URL',
    },
  );
}

async function ownerOf(path: string): Promise<Account | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

/** Whether the account may enter every folder down to `path` and read `path` itself (a folder: enter), by mode bits alone. */
export async function canReach(path: string, account: Account | undefined): Promise<boolean> {
  if (!account) return true;
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined || !(await allows(real, account))) return false;
  for (let folder = dirname(real); ; folder = dirname(folder)) {
    if (!(await allows(folder, account))) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function allows(path: string, account: Account): Promise<boolean> {
  const found = await stat(path);
  const wanted = found.isDirectory() ? 0o1 : 0o4;
  const shift = found.uid === account.uid ? 6 : found.gid === account.gid ? 3 : 0;
  return ((found.mode >> shift) & wanted) === wanted;
}
