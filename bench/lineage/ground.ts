import { chmod, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { openEmbeddedPostgres } from '../../src/store/embedded/open-embedded-postgres.ts';
import { openStore, type OpenStore } from '../../src/store/open-store.ts';
import {
  CHECKPOINT_COLUMNS,
  checkpointRows,
  EDGE_COLUMNS,
  edgeRows,
  FACET_COLUMNS,
  facetRows,
} from '../graph/rows.ts';

/** One PostgreSQL; a database of it holds the made-up graph of a size. */
export interface Ground extends AsyncDisposable {
  /** Loaded when it is not there yet. */
  graphOf(nodes: number): Promise<LoadedGraph>;
}

export interface LoadedGraph extends AsyncDisposable {
  readonly nodes: number;
  readonly url: string;
  readonly sql: Client;
  readonly opened: OpenStore;
  /** Seconds of each step; empty when it was there already. */
  readonly seconds: Readonly<Record<string, number>>;
}

export const SEED = 1;

export async function openGround(folder: string): Promise<Ground> {
  await mkdir(folder, { recursive: true });
  // PostgreSQL may run as another user, who reads what is copied.
  await chmod(folder, 0o755);
  const postgres = await openEmbeddedPostgres({
    dataFolder: path.join(folder, 'database'),
    log: () => undefined,
  });
  const { user, password, host, port } = postgres.connection;
  const urlOf = (database: string) =>
    `postgres://${user}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
  return {
    async graphOf(nodes) {
      const isThere = await settleDatabase(urlOf(postgres.connection.database), `graph_${nodes}`);
      return openGraph(folder, urlOf(`graph_${nodes}`), nodes, isThere);
    },
    [Symbol.asyncDispose]: () => postgres[Symbol.asyncDispose](),
  };
}

async function settleDatabase(url: string, name: string): Promise<boolean> {
  const sql = await connect(url);
  try {
    const { rowCount } = await sql.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await sql.query(`CREATE DATABASE ${name}`);
    return rowCount !== 0;
  } finally {
    await sql.end();
  }
}

async function openGraph(folder: string, url: string, nodes: number, isThere: boolean): Promise<LoadedGraph> {
  const sql = await connect(url);
  const opened = await openStore({ url });
  const seconds = isThere ? {} : await load(folder, sql, opened, nodes);
  return {
    nodes,
    url,
    sql,
    opened,
    seconds,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await sql.end();
    },
  };
}

async function connect(url: string): Promise<Client> {
  const sql = new Client({ connectionString: url });
  await sql.connect();
  return sql;
}

async function load(folder: string, sql: Client, { store }: OpenStore, nodes: number) {
  const seconds: Record<string, number> = {};
  const timed = async (step: string, act: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await act();
    seconds[step] = (performance.now() - startedAt) / 1000;
  };
  const copy = (table: string, columns: string, lines: Iterable<string>) =>
    copyInto(folder, sql, table, columns, lines);
  await timed('copy', async () => {
    await copy('checkpoint', CHECKPOINT_COLUMNS, checkpointRows(SEED, 0, nodes));
    await copy('lineage_edge', EDGE_COLUMNS, edgeRows(SEED, 0, nodes));
    await copy('checkpoint_facet', FACET_COLUMNS, facetRows(SEED, 0, nodes));
    await sql.query(`SELECT setval(pg_get_serial_sequence('checkpoint', 'id'), $1)`, [nodes]);
    await sql.query('INSERT INTO lineage_rebuild (checkpoint_id) SELECT id FROM checkpoint');
    await sql.query('ANALYZE');
  });
  await timed('place', () => store.graph.rebuildAll());
  await timed('vacuum', () => sql.query('VACUUM ANALYZE'));
  return seconds;
}

// From a file on the server's side: the client needs no protocol of its own for COPY, and the bench no library.
async function copyInto(
  folder: string,
  sql: Client,
  table: string,
  columns: string,
  lines: Iterable<string>,
) {
  const name = path.join(folder, `${table}.rows`);
  const file = await open(name, 'w', 0o644);
  for (const chunk of lines) await file.write(chunk);
  await file.close();
  await sql.query(`COPY ${table} (${columns}) FROM '${name}'`);
  await (await open(name, 'w')).close();
}
