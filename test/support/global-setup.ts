import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import {
  openEmbeddedPostgres,
  type EmbeddedConnection,
} from '../../src/store/embedded/open-embedded-postgres.ts';
import { openStore } from '../../src/store/open-store.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A database of the test server, to make others from. */
    readonly adminUrl: string;
    /** The name of a database that is migrated and otherwise empty. */
    readonly templateDatabase: string;
  }
}

const opened = new AsyncDisposableStack();

/** One PostgreSQL for all system tests: DATABASE_URL's, or an embedded one that is gone afterwards. */
export async function setup(project: TestProject): Promise<void> {
  const adminUrl = process.env['DATABASE_URL'] ?? (await embeddedUrl());
  const templateDatabase = `heirloom_template_${randomBytes(6).toString('hex')}`;
  await sql(adminUrl, `CREATE DATABASE ${templateDatabase}`);
  opened.defer(() => sql(adminUrl, `DROP DATABASE IF EXISTS ${templateDatabase} WITH (FORCE)`));
  const store = await openStore({ url: databaseUrl(adminUrl, templateDatabase) });
  await store[Symbol.asyncDispose]();
  project.provide('adminUrl', adminUrl);
  project.provide('templateDatabase', templateDatabase);
}

export async function teardown(): Promise<void> {
  await opened.disposeAsync();
}

/** The same server's address with another database. */
export function databaseUrl(url: string, name: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
}

async function embeddedUrl(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-tests-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  // Root's PostgreSQL runs as another user, who must be able to pass.
  await chmod(folder, 0o711);
  const dataFolder = path.join(folder, 'data');
  const postgres = await openEmbeddedPostgres({ dataFolder, durable: false, log: () => undefined });
  opened.use(postgres);
  return urlOf(postgres.connection);
}

function urlOf({ user, password, host, port, database }: EmbeddedConnection): string {
  const where = `host=${encodeURIComponent(host)}&port=${port}`;
  return `postgres://${user}:${encodeURIComponent(password)}@/${database}?${where}`;
}

async function sql(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
