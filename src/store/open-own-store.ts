import { isRefusal } from '../base/errors.ts';
import { attachEmbeddedPostgres } from './embedded/attach-embedded-postgres.ts';
import { embeddedRefusal } from './embedded/embedded-error.ts';
import { isHubsFolder } from './embedded/home.ts';
import { openEmbeddedPostgres } from './embedded/open-embedded-postgres.ts';
import { openStore, type DatabaseAddress, type OpenStore } from './open-store.ts';

export interface OwnDatabase {
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  /** Whether a database may be made where the folder has none. */
  readonly mayCreate: boolean;
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
  { databaseUrl, dataFolder, mayCreate, log }: OwnDatabase,
  opening: AsyncDisposableStack,
): Promise<DatabaseAddress> {
  if (databaseUrl !== null) return { url: databaseUrl };
  if (!mayCreate && !(await isHubsFolder(dataFolder))) throw noHub(dataFolder);
  try {
    return opening.use(await openEmbeddedPostgres({ dataFolder, log })).connection;
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'STORE_EMBEDDED_LOCKED') throw error;
    return attachEmbeddedPostgres(dataFolder);
  }
}

// A mistyped folder would become a hub of its own, and the import would end in a graph that nobody sees.
function noHub(dataFolder: string) {
  return embeddedRefusal('STORE_EMBEDDED_NO_HUB', `${dataFolder} is not the data folder of a hub`, {
    expected: 'a folder that a hub was started on: its database is in it',
    received: 'a folder without one, or none at all',
    remedy: `check --data; or run heirloom hub --data ${dataFolder} once; or give --create to begin a hub there`,
  });
}
