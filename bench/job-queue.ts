/**
 * What a lease costs the database: `node bench/job-queue.ts`. 100,000 waiting jobs of one, ten or a thousand requesters
 * in the embedded PostgreSQL, durable; each lease is a transaction of its own. Nothing else is asked meanwhile.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openEmbeddedPostgres } from '../src/store/embedded/open-embedded-postgres.ts';
import { openStore } from '../src/store/open-store.ts';

const JOBS = 100_000;
const LEASES = 200;

const dataFolder = await mkdtemp(path.join(tmpdir(), 'heirloom-queue-'));
try {
  await using postgres = await openEmbeddedPostgres({ dataFolder, log: () => undefined });
  await using opened = await openStore(postgres.connection);
  const client = new pg.Client(postgres.connection);
  await client.connect();
  for (const requesters of [1, 10, 1000]) {
    await fill(client, requesters);
    const times: number[] = [];
    for (let i = 0; i < LEASES; i++) {
      const startedAt = performance.now();
      const now = new Date();
      const job = await opened.store.jobs.lease({
        contributorId: -1,
        host: 'bench',
        tasks: ['image-classification'],
        providers: ['cpu'],
        memoryBytes: 2 ** 33,
        trustedOwners: null,
        tied: [-1],
        leaseToken: randomUUID(),
        now,
        expiresAt: new Date(now.getTime() + 60_000),
      });
      times.push(performance.now() - startedAt);
      if (!job) throw new Error('no job was leased');
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => (times[Math.floor(share * (LEASES - 1))] ?? 0).toFixed(1);
    console.log(`${requesters} requesters: median ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms`);
  }
  await client.end();
} finally {
  await rm(dataFolder, { recursive: true, force: true });
}

/** Without the rows that jobs refer to: a lease does not read them. */
async function fill(client: pg.Client, requesters: number): Promise<void> {
  await client.query('SET session_replication_role = replica');
  await client.query('TRUNCATE evaluation_job, evaluation_attempt, evaluation_requester, audit');
  await client.query(
    'ALTER TABLE evaluation_requester DROP CONSTRAINT IF EXISTS evaluation_requester_contributor_id_fk',
  );
  await client.query('ALTER TABLE evaluation_job DROP CONSTRAINT IF EXISTS evaluation_job_leased_by_fk');
  await client.query(
    `INSERT INTO evaluation_job (id, request_id, checkpoint_id, protocol_digest, state, attempts, requested_by, created_at)
     SELECT gen_random_uuid(), gen_random_uuid(), 1, 'p', 'QUEUED', 0, n % $1, now() + n * interval '1 millisecond'
       FROM generate_series(1, $2::int) n`,
    [requesters, JOBS],
  );
  await client.query('ANALYZE evaluation_job');
}
