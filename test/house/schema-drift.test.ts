import { DataSource } from 'typeorm';
import { expect, test } from 'vitest';
import { optionsOf } from '../../src/store/open-store.ts';
import { freshDatabase } from '../support/database.ts';

test('the migrations make exactly the tables that the code declares', async () => {
  await using database = await freshDatabase();
  expect(await driftOf(database.url)).toEqual([]);
});

test.for([
  ['a column too many', 'ALTER TABLE model ADD COLUMN stars integer'],
  ['a column too few', 'ALTER TABLE artifact DROP COLUMN weights_identity'],
  ['a missing index', 'DROP INDEX checkpoint_core'],
  ['a missing foreign key', 'ALTER TABLE run DROP CONSTRAINT run_log_index_fk'],
  ['a column that may be null', 'ALTER TABLE statement ALTER COLUMN signature DROP NOT NULL'],
])('a planted drift is reported: %s', async ([, sql = '']) => {
  await using database = await freshDatabase();
  await database.rows(sql);
  expect(await driftOf(database.url)).not.toEqual([]);
});

test('migrations can be taken back', async () => {
  await using database = await freshDatabase();
  const source = await new DataSource(optionsOf({ url: database.url })).initialize();
  try {
    for (const _ of source.migrations) await source.undoLastMigration();
  } finally {
    await source.destroy();
  }
  const left = await database.rows(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
  expect(left).toEqual([{ tablename: 'migration' }]);
});

async function driftOf(url: string): Promise<readonly string[]> {
  const source = await new DataSource(optionsOf({ url })).initialize();
  try {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  } finally {
    await source.destroy();
  }
}
