import { randomBytes } from 'node:crypto';
import { chown, lstat, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '../../base/digest.ts';
import { canReach, type Account } from './account.ts';
import { embeddedFault, embeddedRefusal } from './embedded-error.ts';

/** Where the cluster of one data folder lives: normally `<data folder>/postgres`. */
export async function settleHome(
  dataFolder: string,
  account: Account | undefined,
  log: (line: string) => void,
): Promise<string> {
  const moved = await movedHome(dataFolder);
  if (moved !== undefined) return moved;
  const inPlace = join(dataFolder, 'postgres');
  if (await canReach(dataFolder, account)) return ownFolder(inPlace, account);
  if (await hasCluster(inPlace)) throw unreachable(inPlace, account);
  const home = await makeHomeElsewhere(account);
  await writeFile(pointerOf(dataFolder), `${home}\n`, { mode: 0o600, flag: 'wx' });
  log(
    `PostgreSQL can't run as root, and its user can't enter ${dataFolder}: the database is kept in ${home}`,
  );
  return home;
}

/** Whether a data folder is a hub's: its database lies there, or elsewhere with a pointer to it. */
export async function isHubsFolder(dataFolder: string): Promise<boolean> {
  return (await movedHome(dataFolder)) !== undefined || hasCluster(join(dataFolder, 'postgres'));
}

/** Where the cluster of a data folder lies already. */
export async function homeOf(dataFolder: string): Promise<string> {
  return (await movedHome(dataFolder)) ?? join(await realpath(dataFolder), 'postgres');
}

/** A folder for the socket that fits into the 107 bytes a Unix socket's path may have. */
export async function settleSocketFolder(home: string, account: Account | undefined): Promise<string> {
  const folder = join(home, 'run');
  if (Buffer.byteLength(folder) <= SOCKET_FOLDER_BYTES_MAX) return ownFolder(folder, account);
  const temporary = Buffer.byteLength(tmpdir()) <= 50 ? tmpdir() : '/tmp';
  return ownFolder(join(temporary, `heirloom-${digestOf(home).slice(-16)}`), account);
}

const SOCKET_FOLDER_BYTES_MAX = 90;

function pointerOf(dataFolder: string): string {
  return join(dataFolder, 'postgres-home');
}

// The pointer is what keeps a later start from finding an empty database where rows should be.
async function movedHome(dataFolder: string): Promise<string | undefined> {
  const pointer = pointerOf(dataFolder);
  const home = (await readFile(pointer, 'utf8').catch(() => undefined))?.trim();
  if (home === undefined) return undefined;
  if ((await stat(home).catch(() => undefined))?.isDirectory()) return home;
  throw embeddedRefusal('STORE_EMBEDDED_HOME_MISSING', 'the database of this data folder is gone', {
    expected: `the database in ${home}, as ${pointer} says`,
    received: 'no such folder',
    remedy: `restore it, or delete ${pointer} to begin with an empty database`,
  });
}

async function makeHomeElsewhere(account: Account | undefined): Promise<string> {
  const id = randomBytes(6).toString('hex');
  for (const base of ['/var/lib/heirloom', join(tmpdir(), 'heirloom')]) {
    try {
      await mkdir(base, { mode: 0o755, recursive: true });
      if ((await isRootsAlone(base)) && (await canReach(base, account)))
        return await ownFolder(join(base, id), account);
    } catch {
      // A read-only /var/lib is normal in containers: the temporary folder is next.
    }
  }
  throw embeddedFault('STORE_EMBEDDED_NO_HOME', 'no folder was found that the database user can enter', {
    expected: '/var/lib/heirloom or the temporary folder',
    remedy: 'choose a data folder that other users may enter, or set DATABASE_URL',
  });
}

// In the temporary folder somebody else may have been first with the name.
async function isRootsAlone(folder: string): Promise<boolean> {
  const found = await lstat(folder);
  return found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0;
}

/** Makes a folder 0700 of the account's, or checks that an existing one is exactly that. */
async function ownFolder(path: string, account: Account | undefined): Promise<string> {
  try {
    await mkdir(path, { mode: 0o700 });
    if (account) await chown(path, account.uid, account.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await assertOwn(path, account);
  }
  return realpath(path);
}

async function assertOwn(path: string, account: Account | undefined): Promise<void> {
  if (process.platform === 'win32') return;
  const found = await lstat(path);
  const uid = account?.uid ?? process.getuid?.();
  if (found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0) return;
  throw embeddedRefusal(
    'STORE_EMBEDDED_OTHER_OWNER',
    `${path} is not a private folder of the database user`,
    {
      expected: `a folder of uid ${uid}, mode 0700`,
      received: `uid ${found.uid}, mode ${(found.mode & 0o7777).toString(8)}`,
      remedy: 'run the hub as the user it ran as before, or move that folder away',
    },
  );
}

async function hasCluster(home: string): Promise<boolean> {
  return stat(join(home, 'data', 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

function unreachable(home: string, account: Account | undefined) {
  return embeddedRefusal(
    'STORE_EMBEDDED_UNREACHABLE',
    'the database user can no longer enter the data folder',
    {
      expected: `every folder above ${home} open to uid ${account?.uid}`,
      remedy: 'open the folders as before (chmod o+x), or move the data folder to where it can be entered',
    },
  );
}
