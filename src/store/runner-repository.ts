import type { EntityManager } from 'typeorm';
import type { RunnerRow } from './tables/job-tables.ts';

export type RunnerFactsRow = Omit<RunnerRow, 'firstSeenAt' | 'lastSeenAt'>;
export type RunnerRecord = Readonly<RunnerRow> & { readonly jobsInHand: number };

/** Machines that ask for evaluation jobs. */
export class RunnerRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Notes that a runner is there; one that asks every second is written every ten, or when it changed. */
  async seen(facts: RunnerFactsRow, now: Date): Promise<void> {
    await this.#manager.query(SEEN, [
      facts.contributorId,
      facts.host,
      facts.hardwareClass,
      facts.stack,
      facts.tasks,
      facts.providers,
      facts.memoryBytes,
      facts.driver,
      facts.sandboxLevel,
      now,
    ]);
  }

  /** A heartbeat says only that it is still there. */
  async stillThere(contributorId: number, host: string, now: Date): Promise<void> {
    await this.#manager.query(
      `UPDATE runner SET last_seen_at = $3
        WHERE contributor_id = $1 AND host = $2 AND last_seen_at < $3::timestamptz - interval '10 seconds'`,
      [contributorId, host, now],
    );
  }

  /** Last seen first. */
  async list(first: number): Promise<readonly RunnerRecord[]> {
    return this.#manager.query(
      `SELECT r.contributor_id AS "contributorId", r.host, r.hardware_class AS "hardwareClass", r.stack, r.tasks,
              r.providers, r.memory_bytes AS "memoryBytes", r.driver, r.sandbox_level AS "sandboxLevel",
              r.first_seen_at AS "firstSeenAt", r.last_seen_at AS "lastSeenAt",
              (SELECT count(*) FROM evaluation_job j
                WHERE j.state = 'LEASED' AND j.leased_by = r.contributor_id AND j.leased_host = r.host) AS "jobsInHand"
         FROM runner r ORDER BY r.last_seen_at DESC, r.contributor_id, r.host LIMIT $1`,
      [first],
    );
  }
}

const SEEN = `
  INSERT INTO runner AS r (contributor_id, host, hardware_class, stack, tasks, providers, memory_bytes, driver,
                           sandbox_level, first_seen_at, last_seen_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
      ON CONFLICT (contributor_id, host) DO UPDATE
     SET hardware_class = $3, stack = $4, tasks = $5, providers = $6, memory_bytes = $7, driver = $8,
         sandbox_level = $9, last_seen_at = $10
   WHERE r.last_seen_at < $10::timestamptz - interval '10 seconds'
      OR (r.hardware_class, r.stack, r.tasks, r.providers, r.memory_bytes, r.driver, r.sandbox_level)
         IS DISTINCT FROM ($3, $4, $5::text[], $6::text[], $7::bigint, $8, $9)`;
