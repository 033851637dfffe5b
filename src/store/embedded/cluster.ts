import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { messageOf } from '../../base/errors.ts';
import type { Account } from './account.ts';
import { unsupported, type Binaries } from './binaries.ts';
import { embeddedFault, embeddedRefusal } from './embedded-error.ts';

const run = promisify(execFile);

/** The files of one database: its data and the password of its owner. */
export interface Cluster {
  readonly dataPath: string;
  readonly password: string;
  readonly isNew: boolean;
}

export const OWNER = 'heirloom';
const MAJOR = '18';

/** Finds the cluster in `home`, or makes one; a half-made one of a killed start is made again. */
export async function settleCluster(
  home: string,
  binaries: Binaries,
  account: Account | undefined,
  durable: boolean,
): Promise<Cluster> {
  const dataPath = join(home, 'data');
  const major = await readText(join(dataPath, 'PG_VERSION'));
  if (major === undefined) return makeCluster(home, dataPath, binaries, account, durable);
  if (major !== MAJOR) throw otherVersion(dataPath, major);
  const password = await readText(join(home, 'password'));
  if (password === undefined) throw passwordGone(home);
  return { dataPath, password, isNew: false };
}

// initdb works beside the final name and syncs what it wrote, so `data` is whole whenever it exists.
async function makeCluster(
  home: string,
  dataPath: string,
  binaries: Binaries,
  account: Account | undefined,
  durable: boolean,
): Promise<Cluster> {
  await removeDrafts(home);
  const draft = join(home, `${DRAFT}-${randomBytes(4).toString('hex')}`);
  const passwordPath = join(home, 'password');
  const password = randomBytes(24).toString('base64url');
  await rm(passwordPath, { force: true });
  await writeFile(passwordPath, `${password}\n`, { mode: 0o600, flag: 'wx', flush: true });
  if (account) await chown(passwordPath, account.uid, account.gid);
  const where = ['-D', draft, `--pwfile=${passwordPath}`, ...(durable ? [] : ['--no-sync'])];
  await initdb(binaries, where, home, account);
  await rename(draft, dataPath);
  return { dataPath, password, isNew: true };
}

const DRAFT = 'data.new';

// A killed hub may leave an initdb at work: its draft is never ours to build on, nor ours to wait for.
async function removeDrafts(home: string): Promise<void> {
  for (const name of await readdir(home))
    if (name.startsWith(DRAFT)) await rm(join(home, name), { recursive: true, force: true, maxRetries: 3 });
}

async function initdb(
  binaries: Binaries,
  where: readonly string[],
  home: string,
  account: Account | undefined,
) {
  const settings = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin'];
  const locale = ['--builtin-locale=C.UTF-8', '--text-search-config=english', '--data-checksums'];
  const owner = ['-U', OWNER, '--no-instructions'];
  try {
    await run(binaries.initdb, [...where, ...owner, ...settings, ...locale], spawnOptions(home, account));
  } catch (error) {
    // The program is there, but its loader isn't: musl, or another foreign system.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw unsupported('a system without glibc', error);
    const said = (error as { stderr?: string }).stderr?.trim().split('\n').slice(-5).join('\n');
    throw embeddedFault(
      'STORE_EMBEDDED_INIT_FAILED',
      `PostgreSQL could not make a database: ${said || messageOf(error)}`,
      {
        remedy: 'check free space, rights, and that the user has a line in /etc/passwd; or set DATABASE_URL',
      },
      { cause: error },
    );
  }
}

/** How PostgreSQL's programs are started: as its own user, and deaf to PG* variables of ours. */
export function spawnOptions(cwd: string, account: Account | undefined) {
  const env = { LC_ALL: 'C', PATH: '/usr/local/bin:/usr/bin:/bin' };
  return { cwd, ...(process.platform === 'win32' ? {} : { env }), ...account };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function otherVersion(dataPath: string, received: string) {
  return embeddedRefusal('STORE_EMBEDDED_OTHER_VERSION', `${dataPath} was made by another PostgreSQL`, {
    expected: `major version ${MAJOR}`,
    received: `major version ${received.slice(0, 20)}`,
    remedy: 'dump it with its own version and restore here, or set DATABASE_URL',
  });
}

function passwordGone(home: string) {
  return embeddedRefusal('STORE_EMBEDDED_FOREIGN', "the database's password file is gone", {
    expected: join(home, 'password'),
    remedy: 'restore that file from a backup',
  });
}
