import { isRefusal } from '../base/errors.ts';
import { attachEmbeddedPostgres } from './embedded/attach-embedded-postgres.ts';
import { openEmbeddedPostgres } from './embedded/open-embedded-postgres.ts';
import { openStore, type DatabaseAddress, type OpenStore } from './open-store.ts';

export interface OwnDatabase {
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  log(line: string): void;
}

/** No request waits for an import's statements. */
const NO_TIMEOUT = 0;

/** A hub's own database, for its operator: beside the hub that runs on it, or alone where none does. */
export async function openOwnStore(database: OwnDatabase): Promise<OpenStore> {
  await using opening = new AsyncDisposableStack();
  const opened = opening.use(await openStore(await addressOf(database, opening), NO_TIMEOUT));
  const closing = opening.move();
  return { ...opened, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

async function addressOf(
  { databaseUrl, dataFolder, log }: OwnDatabase,
  opening: AsyncDisposableStack,
): Promise<DatabaseAddress> {
  if (databaseUrl !== null) return { url: databaseUrl };
  try {
    return opening.use(await openEmbeddedPostgres({ dataFolder, log })).connection;
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'STORE_EMBEDDED_LOCKED') throw error;
    return attachEmbeddedPostgres(dataFolder);
  }
}
