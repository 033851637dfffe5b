import { randomBytes } from 'node:crypto';
import { Client, type QueryResultRow } from 'pg';
import { inject } from 'vitest';
import { databaseUrl } from './global-setup.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  rows<Row extends QueryResultRow>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** One line for each table: its name, row count, and a digest over every column of every row. */
  fingerprint(): Promise<readonly string[]>;
}

/** A migrated, empty database of its own; dropped when disposed. */
export async function freshDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl');
  const name = `heirloom_test_${randomBytes(6).toString('hex')}`;
  await rowsOf(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${inject('templateDatabase')}`);
  const url = databaseUrl(adminUrl, name);
  const client = new Client({ connectionString: url });
  // A dropped database ends its connections; that is no failure of a test.
  client.on('error', () => undefined);
  await client.connect();
  return {
    url,
    rows: async (sql, parameters) => (await client.query(sql, parameters)).rows as never,
    fingerprint: () => fingerprintOf(client),
    async [Symbol.asyncDispose]() {
      await client.end();
      await rowsOf(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function fingerprintOf(client: Client): Promise<readonly string[]> {
  const tables = await client.query(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
  );
  const lines: string[] = [];
  for (const { tablename } of tables.rows) {
    const { rows } = await client.query(
      `SELECT count(*) AS count, md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS digest FROM ${tablename} t`,
    );
    lines.push(`${tablename} ${rows[0].count} ${rows[0].digest}`);
  }
  return lines;
}

async function rowsOf(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
