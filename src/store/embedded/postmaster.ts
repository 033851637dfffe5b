import { execFile, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { HeirloomError } from '../../base/errors.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { spawnOptions } from './cluster.ts';
import { embeddedFault } from './embedded-error.ts';
import { factsOf } from './process-facts.ts';
import { clearStaleFiles, readPostmasterFile, type PostmasterFile } from './postmaster-file.ts';
import { lastLines, openServerLog } from './server-log.ts';

const run = promisify(execFile);

/** One running PostgreSQL server: started by us, or found alive after our predecessor was killed. */
export interface Postmaster {
  readonly pid: number;
  /** Socket folder, or 127.0.0.1 on Windows. */
  readonly host: string;
  readonly port: number;
  /** Settles when the process is gone, with the last lines of its log. */
  readonly gone: Promise<string>;
}

export interface PostmasterPlan {
  readonly home: string;
  readonly dataPath: string;
  readonly socketFolder: string;
  readonly durable: boolean;
  /** Where its predecessor listened, so that clients find it again; Unix sockets always stay. */
  readonly port?: number;
}

/** Starts the server and waits until it accepts connections (crash recovery included). */
export async function startPostmaster(
  plan: PostmasterPlan,
  binaries: Binaries,
  account: Account | undefined,
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const started = await startOnce(plan, binaries, account);
    const file = await untilReady(plan.dataPath, started);
    if (file) return { pid: started.pid, ...addressOf(file), gone: started.gone };
    const said = await started.gone;
    if (attempt >= START_ATTEMPTS || !isWaitingForOldBackends(said)) throw startFailed(said);
    await sleep(200);
  }
}

/** Follows a server that another process started; polls, for only a parent hears of a child's end. */
export async function adoptPostmaster(
  plan: PostmasterPlan,
  file: PostmasterFile,
): Promise<Postmaster | undefined> {
  const log = { path: logPathOf(plan), startBytes: 0 };
  const gone = untilGone(plan.dataPath, file.pid).then(() => lastLines(log));
  const ready = await untilReady(plan.dataPath, { pid: file.pid, gone });
  return ready && { pid: file.pid, ...addressOf(ready), gone };
}

/** The `fast` stop: open transactions roll back, a checkpoint is written, the process ends. */
export async function stopPostmaster(
  postmaster: Postmaster,
  dataPath: string,
  binaries: Binaries,
): Promise<void> {
  // The pid of a server that has ended may be somebody else's by now.
  if (await hasEnded(postmaster)) return;
  if (process.platform === 'win32') await run(binaries.pgCtl, ['stop', '-m', 'fast', '-D', dataPath]);
  else killQuietly(postmaster.pid, 'SIGINT');
  const TOO_LONG = Symbol();
  const deadline = new AbortController();
  const ended = await Promise.race([
    postmaster.gone,
    sleep(STOP_MS_MAX, TOO_LONG, { signal: deadline.signal }).catch(() => TOO_LONG),
  ]);
  deadline.abort();
  if (ended === TOO_LONG) throw stopFailed(postmaster.pid);
}

const START_ATTEMPTS = 25;
const READY_MS_MAX = 300_000;
const STOP_MS_MAX = 60_000;
const POLL_MS = 5;
const POLL_ADOPTED_MS = 200;

interface Started {
  readonly pid: number;
  readonly gone: Promise<string>;
}

async function startOnce(
  plan: PostmasterPlan,
  binaries: Binaries,
  account: Account | undefined,
): Promise<Started> {
  const settings = await settingsOf(plan);
  await clearStaleFiles(plan.dataPath, join(plan.socketFolder, `.s.PGSQL.${SOCKET_PORT}`));
  const { log, handle } = await openServerLog(logPathOf(plan));
  try {
    // A session of its own: Ctrl-C in the hub's terminal must not stop the database before the hub.
    const child = spawn(binaries.postgres, ['-D', plan.dataPath, ...settings.flatMap((s) => ['-c', s])], {
      ...spawnOptions(plan.dataPath, account),
      detached: true,
      stdio: ['ignore', handle.fd, handle.fd],
      windowsHide: true,
    });
    const gone = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', () => void lastLines(log).then(resolve));
    });
    child.unref();
    return { pid: child.pid ?? 0, gone };
  } finally {
    await handle.close();
  }
}

const SOCKET_PORT = 5432;

async function settingsOf(plan: PostmasterPlan): Promise<string[]> {
  const onOff = plan.durable ? 'on' : 'off';
  return [
    ...(process.platform === 'win32' ? await loopbackSettings(plan.port) : socketSettings(plan.socketFolder)),
    ...['fsync', 'full_page_writes'].map((name) => `${name}=${onOff}`),
    'synchronous_commit=on',
    'cluster_name=heirloom',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_checkpoints=off',
    'logging_collector=off',
    'max_connections=100',
  ];
}

function socketSettings(socketFolder: string): string[] {
  // The setting is a list: quotes keep a comma in the path from making two folders of it.
  const quoted = `"${socketFolder.replaceAll('"', '""')}"`;
  const socket = [`unix_socket_directories=${quoted}`, 'unix_socket_permissions=0700'];
  return ['listen_addresses=', `port=${SOCKET_PORT}`, ...socket];
}

async function loopbackSettings(before: number | undefined): Promise<string[]> {
  const port = before ?? (await freePort());
  return ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories='];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}

function addressOf(file: PostmasterFile): { host: string; port: number } {
  return { host: file.socketFolder || '127.0.0.1', port: file.port };
}

function logPathOf(plan: PostmasterPlan): string {
  return join(plan.home, 'server.log');
}

async function untilReady(dataPath: string, started: Started): Promise<PostmasterFile | undefined> {
  let isGone = false;
  void started.gone.then(() => (isGone = true));
  for (const deadline = Date.now() + READY_MS_MAX; Date.now() < deadline; await sleep(POLL_MS)) {
    if (isGone) return undefined;
    const file = await readPostmasterFile(dataPath);
    if (file?.pid === started.pid && file.status === 'ready') return file;
  }
  throw startFailed(`not ready after ${READY_MS_MAX / 1000} s`);
}

// A zombie counts as gone: containers without an init reap no orphans.
async function untilGone(dataPath: string, pid: number): Promise<void> {
  while (await factsOf(pid)) await sleep(POLL_ADOPTED_MS, undefined, { ref: false });
}

async function hasEnded(postmaster: Postmaster): Promise<boolean> {
  return Promise.race([postmaster.gone.then(() => true), setImmediate(false)]);
}

function isWaitingForOldBackends(said: string): boolean {
  return said.includes('is still in use');
}

function killQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function startFailed(said: string) {
  return embeddedFault('STORE_EMBEDDED_START_FAILED', `PostgreSQL did not start:\n${said}`, {
    remedy: 'read the lines above; check free space, memory and rights of the data folder',
  });
}

export function crashed(said: string): HeirloomError {
  return embeddedFault(
    'STORE_EMBEDDED_CRASHED',
    `PostgreSQL ended by itself and could not be kept alive:\n${said}`,
    {
      remedy: 'look for a full disk or too little memory, then start the hub again: committed rows are kept',
    },
  );
}

function stopFailed(pid: number) {
  return embeddedFault('STORE_EMBEDDED_STOP_FAILED', `PostgreSQL (process ${pid}) did not stop`, {
    expected: `an end within ${STOP_MS_MAX / 1000} s of the fast stop`,
  });
}
