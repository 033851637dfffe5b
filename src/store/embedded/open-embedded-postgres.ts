// The words of this folder.
//   cluster     the files of one PostgreSQL database server (PGDATA), made once by initdb
//   home        the private folder that holds the cluster, its password, its log and its socket
//   postmaster  the server process; an *orphan* is one whose hub was killed
//   account     the user the server runs as when the hub is root
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { HeirloomError } from '../../base/errors.ts';
import { accountFor } from './account.ts';
import { settleBinaries } from './binaries.ts';
import { OWNER, settleCluster, type Cluster } from './cluster.ts';
import { embeddedRefusal } from './embedded-error.ts';
import { settleHome, settleSocketFolder } from './home.ts';
import { takeHubLock } from './hub-lock.ts';
import { livePostmaster } from './postmaster-file.ts';
import { factsOf } from './process-facts.ts';
import { keepPostmaster } from './keep-postmaster.ts';
import {
  adoptPostmaster,
  startPostmaster,
  stopPostmaster,
  type Postmaster,
  type PostmasterPlan,
} from './postmaster.ts';

/** A real PostgreSQL 18 of our own, living as long as the hub does. */
export interface EmbeddedPostgres extends AsyncDisposable {
  readonly connection: EmbeddedConnection;
  /** Whether a live server was found whose hub had been killed. */
  readonly reattached: boolean;
  readonly version: string;
  readonly dataPath: string;
  readonly pid: number;
  /** Settles when the server is gone for good: undefined after a stop, `STORE_EMBEDDED_CRASHED` when it can't be kept alive. */
  readonly ended: Promise<HeirloomError | undefined>;
}

export interface EmbeddedConnection {
  /** The socket's folder (127.0.0.1 on Windows), as `pg` takes it. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface EmbeddedOptions {
  /** The hub's data folder; the database lies in `postgres/` below. */
  readonly dataFolder: string;
  /** false only in tests: no fsync. */
  readonly durable?: boolean;
  /** How often in a row a server that ends by itself is started again. */
  readonly restartsMax?: number;
  log(line: string): void;
}

/**
 * Starts the data folder's PostgreSQL, or re-attaches to the one that a killed hub left running.
 * Refuses where no binaries fit (`STORE_EMBEDDED_UNSUPPORTED`) or another hub holds the folder
 * (`STORE_EMBEDDED_LOCKED`); a server that can't start is a fault with the last lines of its log.
 */
export async function openEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  // Root's folder lets PostgreSQL's own user pass through (and list nothing).
  await mkdir(options.dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const dataFolder = await realpath(options.dataFolder);
  await using opening = new AsyncDisposableStack();
  opening.use(await takeHubLock(join(dataFolder, 'postgres.lock')));

  const account = await accountFor(join(dataFolder, 'postgres', 'data'));
  const home = await settleHome(dataFolder, account, options.log);
  const binaries = await settleBinaries(home, account, options.log);
  const durable = options.durable ?? true;
  const cluster = await settleCluster(home, binaries, account, durable);
  const socketFolder = await settleSocketFolder(home, account);
  const plan = { home, dataPath: cluster.dataPath, socketFolder, durable };

  const adopted = await adoptOrphan(plan, cluster);
  const postmaster = adopted ?? (await startPostmaster(plan, binaries, account));
  const { port } = postmaster;
  const kept = opening.use(
    keepPostmaster(postmaster, {
      restart: () => startPostmaster({ ...plan, port }, binaries, account),
      stop: (server) => stopPostmaster(server, plan.dataPath, binaries),
      log: options.log,
      restartsMax: options.restartsMax ?? RESTARTS_MAX,
    }),
  );
  const connection = connectionTo(postmaster, cluster);
  const version = await settleDatabase(connection);
  const closing = opening.move();
  return {
    connection,
    version,
    ended: kept.ended,
    reattached: adopted !== undefined,
    dataPath: plan.dataPath,
    get pid() {
      return kept.pid;
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** With rests of 0.1 s to 4 s between them: about 7 s and the starts themselves. */
const RESTARTS_MAX = 5;

// A live server on our data folder is ours only if it takes our password and names the same folder.
async function adoptOrphan(plan: PostmasterPlan, cluster: Cluster): Promise<Postmaster | undefined> {
  const live = await livePostmaster(plan.dataPath);
  const postmaster = live && (await adoptPostmaster(plan, live));
  if (!postmaster) return undefined;
  const asked = askOne(connectionTo(postmaster, cluster), 'SHOW data_directory');
  const folder = await asked.catch(async (cause: unknown) => {
    // One that was killed a moment ago may still be seen, and hangs up instead of answering.
    if (await endsSoon(postmaster.pid)) return undefined;
    throw foreign(plan.dataPath, postmaster.pid, cause);
  });
  if (folder === undefined) return undefined;
  if ((await realpath(folder)) !== (await realpath(plan.dataPath)))
    throw foreign(plan.dataPath, postmaster.pid);
  return postmaster;
}

const DYING_MS = 2_000;
const DYING_POLL_MS = 50;

async function endsSoon(pid: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < DYING_MS; waitedMs += DYING_POLL_MS) {
    if (!(await factsOf(pid))) return true;
    await sleep(DYING_POLL_MS);
  }
  return false;
}

function connectionTo(postmaster: Postmaster, cluster: Cluster): EmbeddedConnection {
  const { host, port } = postmaster;
  return { host, port, user: OWNER, password: cluster.password, database: OWNER };
}

/** Makes the database on the first start; answers the server's version. */
async function settleDatabase(connection: EmbeddedConnection): Promise<string> {
  return ask(connection, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      connection.database,
    ]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${connection.database}`);
    return oneText(await client.query({ text: 'SHOW server_version', rowMode: 'array' }));
  });
}

async function askOne(connection: EmbeddedConnection, sql: string): Promise<string> {
  return ask(connection, async (client) => oneText(await client.query({ text: sql, rowMode: 'array' })));
}

function oneText(result: { rows: unknown[][] }): string {
  return String(result.rows[0]?.[0]);
}

async function ask<T>(connection: EmbeddedConnection, act: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...connection, database: 'postgres', connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

function foreign(dataPath: string, pid: number, cause?: unknown) {
  return embeddedRefusal(
    'STORE_EMBEDDED_FOREIGN',
    `process ${pid} serves ${dataPath}, and it is not our PostgreSQL`,
    {
      expected: 'a server that takes the password kept beside the data',
      remedy: `stop process ${pid}, then start the hub again`,
    },
    { cause },
  );
}
