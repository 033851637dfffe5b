// A hub in miniature, for tests that kill one: opens the database and stays until it is killed.
import { openEmbeddedPostgres } from '../../src/store/embedded/open-embedded-postgres.ts';

const [dataFolder = ''] = process.argv.slice(2);
const postgres = await openEmbeddedPostgres({ dataFolder, durable: false, log: () => undefined });
const { pid, connection, dataPath } = postgres;
process.stdout.write(`${JSON.stringify({ pid, connection, dataPath })}\n`);
process.on('SIGTERM', () => void postgres[Symbol.asyncDispose]().then(() => process.exit(0)));
setInterval(() => undefined, 60_000);
