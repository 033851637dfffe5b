/** Prints the SQL that leads from the migrated schema to the tables as declared: the draft of a migration. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { openEmbeddedPostgres } from '../src/store/embedded/open-embedded-postgres.ts';
import { optionsOf } from '../src/store/open-store.ts';

const dataFolder = await mkdtemp(path.join(tmpdir(), 'heirloom-draft-'));
await using postgres = await openEmbeddedPostgres({ dataFolder, log: () => undefined });
const source = await new DataSource(optionsOf(postgres.connection)).initialize();
await source.runMigrations();
const { upQueries } = await source.driver.createSchemaBuilder().log();
for (const { query } of upQueries) console.log(`${query};`);
await source.destroy();
