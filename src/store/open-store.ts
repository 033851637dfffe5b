import { DataSource, type DataSourceOptions } from 'typeorm';
import pg from 'pg';
import { migrations } from '../../migrations/migrations.ts';
import { fault, messageOf } from '../base/errors.ts';
import { Store } from './store.ts';
import { SnakeNaming } from './tables/table.ts';
import { tables } from './tables/tables.ts';

/** Where a PostgreSQL listens: a URL, or the parts of a socket connection. */
export type DatabaseAddress =
  | { readonly url: string }
  | {
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly database: string;
    };

export interface OpenStore extends AsyncDisposable {
  readonly store: Store;
  /** The version the server reports, such as `18.4`. */
  readonly version: string;
}

/** Connects, migrates under an advisory lock, and hands out the repositories. */
export async function openStore(
  address: DatabaseAddress,
  timeoutMs = REQUEST_TIMEOUT_MS,
): Promise<OpenStore> {
  const source = new DataSource(optionsOf(address, timeoutMs));
  try {
    await source.initialize();
    await migrate(source);
  } catch (error) {
    if (source.isInitialized) await source.destroy();
    throw fault(
      'STORE_UNREACHABLE',
      `the database can't be opened: ${messageOf(error)}`,
      {
        expected: 'PostgreSQL 15 or newer that answers and may be migrated',
        remedy: 'check DATABASE_URL, or leave it unset to use the embedded PostgreSQL',
      },
      { cause: error },
    );
  }
  const [{ server_version: version }] = await source.query('SHOW server_version');
  return {
    store: new Store(source.manager),
    version: String(version).split(' ')[0] ?? 'unknown',
    [Symbol.asyncDispose]: () => source.destroy(),
  };
}

/** No request of a stranger holds a connection longer; imports and rebuilds take their time (0). */
const REQUEST_TIMEOUT_MS = 5_000;

export function optionsOf(
  address: DatabaseAddress,
  timeoutMs = REQUEST_TIMEOUT_MS,
): DataSourceOptions & { type: 'postgres' } {
  const where = 'url' in address ? { url: address.url } : { ...address, username: address.user };
  return {
    type: 'postgres',
    ...where,
    entities: [...tables],
    migrations: [...migrations],
    migrationsTableName: 'migration',
    namingStrategy: new SnakeNaming(),
    extra: { types: { getTypeParser }, max: 10, statement_timeout: timeoutMs, application_name: 'heirloom' },
  };
}

const INT8 = 20;
const INT8_ARRAY = 1016;

// Ids, sizes and log indexes stay below 2^53, so they can be numbers everywhere above this line.
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === INT8) return Number;
  if (oid === INT8_ARRAY) return wholeNumbers;
  return pg.types.getTypeParser(oid, format);
}

// `{1,2}`: whole numbers need no quotes, and shapes have no nulls.
function wholeNumbers(text: string): readonly number[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',').map(Number);
}

const MIGRATION_LOCK = 7_420_001;

// Any number of processes may start at once; one migrates, the others wait and then find nothing to do.
async function migrate(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.query('SET statement_timeout = 0');
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await runner.query('SELECT pg_advisory_unlock_all()');
    await runner.query('RESET statement_timeout');
    await runner.release();
  }
}
