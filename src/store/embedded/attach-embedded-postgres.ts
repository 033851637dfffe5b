import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OWNER } from './cluster.ts';
import { embeddedFault } from './embedded-error.ts';
import { homeOf } from './home.ts';
import type { EmbeddedConnection } from './open-embedded-postgres.ts';
import { livePostmaster } from './postmaster-file.ts';

/** A hub that holds the data folder may still be starting its server. */
const WAIT_MS = 20_000;
const POLL_MS = 100;

/**
 * The way to the PostgreSQL that a running hub keeps in a data folder: its socket as the server itself names it, and the
 * password beside the data. Takes no lock and stops nothing; who can read that password is the hub's operator.
 */
export async function attachEmbeddedPostgres(dataFolder: string): Promise<EmbeddedConnection> {
  const home = await homeOf(dataFolder);
  for (let waitedMs = 0; waitedMs < WAIT_MS; waitedMs += POLL_MS) {
    const live = await livePostmaster(join(home, 'data'));
    const password = await readFile(join(home, 'password'), 'utf8').catch(() => undefined);
    if (live?.status === 'ready' && password !== undefined) {
      const host = process.platform === 'win32' ? '127.0.0.1' : live.socketFolder;
      return { host, port: live.port, user: OWNER, password: password.trim(), database: OWNER };
    }
    await sleep(POLL_MS);
  }
  throw embeddedFault(
    'STORE_EMBEDDED_UNREACHABLE',
    `the database of the hub on ${dataFolder} can't be found`,
    {
      expected: 'a running PostgreSQL, and the right to read its password',
      remedy: 'run this as the user who runs the hub',
    },
  );
}
