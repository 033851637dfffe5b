import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseAddress } from './open-store.ts';
import type { JobState } from './tables/job-tables.ts';

export interface JobChange {
  readonly id: string;
  readonly checkpointId: number;
  readonly state: JobState;
}

/** Told what changed; null says that anything may have, since nobody listened for a while. */
export type JobListener = (change: JobChange | null) => void;

/** What other hub processes on this database change of jobs is heard here too: a trigger calls NOTIFY. */
export class JobFeed implements AsyncDisposable {
  readonly #address: DatabaseAddress;
  readonly #listeners = new Set<JobListener>();
  readonly #stop = new AbortController();
  #client: pg.Client | null = null;
  #running: Promise<void> = Promise.resolve();

  private constructor(address: DatabaseAddress) {
    this.#address = address;
  }

  static async open(address: DatabaseAddress): Promise<JobFeed> {
    const feed = new JobFeed(address);
    const first = await feed.#connect();
    feed.#running = feed.#keep(first);
    return feed;
  }

  listen(listener: JobListener): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#client?.end().catch(() => undefined);
    await this.#running;
  }

  /** Answers a promise that settles when the connection is gone. */
  async #connect(): Promise<{ gone: Promise<void> }> {
    const where = 'url' in this.#address ? { connectionString: this.#address.url } : this.#address;
    const client = new pg.Client({ ...where, application_name: 'heirloom jobs', keepAlive: true });
    const gone = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
    });
    client.on('notification', ({ payload = '' }) => this.#tell(changeOf(payload)));
    await client.connect();
    await client.query('LISTEN evaluation_job');
    this.#client = client;
    return { gone };
  }

  async #keep(first: { gone: Promise<void> }): Promise<void> {
    let connection: { gone: Promise<void> } | null = first;
    for (;;) {
      await connection?.gone;
      if (this.#stop.signal.aborted) return;
      await delay(RECONNECT_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
      if (this.#stop.signal.aborted) return;
      connection = await this.#connect().catch(() => null);
      if (connection) this.#tell(null);
    }
  }

  #tell(change: JobChange | null): void {
    for (const listener of this.#listeners) listener(change);
  }
}

const RECONNECT_MS = 500;

function changeOf(payload: string): JobChange | null {
  const [id, checkpointId, state] = payload.split(' ');
  return id && state ? { id, checkpointId: Number(checkpointId), state: state as JobState } : null;
}
