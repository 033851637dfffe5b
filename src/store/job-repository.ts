import type { EntityManager } from 'typeorm';
import { columnOf, JOB_COLUMNS } from './queries/job-columns.ts';
import { leaseNext, type LeaseRequest } from './queries/lease-next.ts';
import { RETURN_EXPIRED } from './queries/return-expired.ts';
import {
  evaluationAttemptTable,
  evaluationJobTable,
  type EvaluationAttemptRow,
  type EvaluationJobRow,
  type JobState,
} from './tables/job-tables.ts';

const LEASE_LOCK = 7_420_006;

export type JobRecord = Readonly<EvaluationJobRow>;
export type AttemptRecord = Readonly<EvaluationAttemptRow>;
export type { JobState, LeaseRequest };

export interface JobFilter {
  readonly checkpointId: number | null;
  readonly requestedBy: number | null;
  readonly state: JobState | null;
}

/** The evaluation queue: leased with SKIP LOCKED, returned when a lease ends. */
export class JobRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async add(rows: readonly EvaluationJobRow[]): Promise<void> {
    await this.#manager.insert(evaluationJobTable, [...rows]);
  }

  async find(id: string): Promise<JobRecord | null> {
    return this.#manager.findOneBy(evaluationJobTable, { id });
  }

  /** Newest first. */
  async list(filter: JobFilter, first: number): Promise<readonly JobRecord[]> {
    const { checkpointId, requestedBy, state } = filter;
    return this.#manager.find(evaluationJobTable, {
      where: {
        ...(checkpointId === null ? {} : { checkpointId }),
        ...(requestedBy === null ? {} : { requestedBy }),
        ...(state === null ? {} : { state }),
      },
      order: { createdAt: 'DESC', id: 'ASC' },
      take: first,
    });
  }

  /** How many jobs of a requester wait; nobody can add to them until this transaction ends. */
  async waitingOf(requestedBy: number): Promise<number> {
    await this.#manager.query(
      `INSERT INTO evaluation_requester (contributor_id) VALUES ($1)
           ON CONFLICT (contributor_id) DO UPDATE SET served_at = evaluation_requester.served_at`,
      [requestedBy],
    );
    // All ranks are named, so that evaluation_job_queued answers by its index alone.
    const [{ count }] = await this.#manager.query(
      `SELECT count(*) FROM evaluation_job
        WHERE state = 'QUEUED' AND priority_rank IN (0, 1, 2) AND requested_by = $1`,
      [requestedBy],
    );
    return count;
  }

  /** Takes the job whose turn it is among those this evaluator and runner may have; null when there is none. */
  async lease(request: LeaseRequest): Promise<JobRecord | null> {
    return this.#manager.transaction(async (manager) => {
      // Who asks twice at once is answered in turn: neither question would see what the other takes.
      await manager.query('SELECT pg_advisory_xact_lock($1, $2)', [LEASE_LOCK, request.contributorId]);
      return leaseNext(manager, request);
    });
  }

  /** Changes a job only while the lease is held; null when it was lost. */
  async whileLeased(
    id: string,
    leaseToken: string,
    change: Partial<EvaluationJobRow>,
  ): Promise<JobRecord | null> {
    return this.#change(id, 'LEASED', leaseToken, change);
  }

  /** The other jobs of the same checkpoint and protocol. */
  async promisesBeside({ id, checkpointId, protocolDigest, leasedBy }: JobRecord): Promise<Promises> {
    const [row] = await this.#manager.query(PROMISES, [id, checkpointId, protocolDigest, leasedBy]);
    return row;
  }

  /** Changes a job only while it is in that state; null when it is not any more. */
  async whileIn(id: string, state: JobState, change: Partial<EvaluationJobRow>): Promise<JobRecord | null> {
    return this.#change(id, state, null, change);
  }

  /**
   * Returns jobs whose leases ran out, and ends those for which that happened too often: nobody shall be kept busy by
   * a model that kills runners. Each lost lease is noted as an attempt.
   */
  async returnExpired(now: Date, attemptsMax: number): Promise<readonly { id: string; state: JobState }[]> {
    return this.#manager.query(RETURN_EXPIRED, [now, attemptsMax]);
  }

  async noteAttempt(attempt: Omit<EvaluationAttemptRow, 'id'>): Promise<void> {
    await this.#manager.insert(evaluationAttemptTable, attempt);
  }

  /** The latest twenty of each job, oldest first. */
  async attemptsOf(jobIds: readonly string[]): Promise<readonly AttemptRecord[]> {
    return this.#manager.query(
      `SELECT a.id, a.job_id AS "jobId", a.contributor_id AS "contributorId", a.host, a.provider,
              a.began_at AS "beganAt", a.ended_at AS "endedAt", a.code, a.sentence
         FROM unnest($1::uuid[]) AS j(id) CROSS JOIN LATERAL (
              SELECT * FROM evaluation_attempt WHERE job_id = j.id ORDER BY id DESC LIMIT 20) a
        ORDER BY a.id`,
      [jobIds],
    );
  }

  async #change(
    id: string,
    state: JobState,
    leaseToken: string | null,
    change: Partial<EvaluationJobRow>,
  ): Promise<JobRecord | null> {
    const names = Object.keys(change) as (keyof EvaluationJobRow)[];
    const sets = names.map((name, i) => `${columnOf(name)} = $${i + 4}`).join(', ');
    const [rows] = await this.#manager.query(
      `UPDATE evaluation_job j SET ${sets}
        WHERE j.id = $1 AND j.state = $2 AND ($3::text IS NULL OR j.lease_token = $3) RETURNING ${JOB_COLUMNS}`,
      [id, state, leaseToken, ...names.map((name) => change[name])],
    );
    return rows[0] ?? null;
  }
}

export interface Promises {
  /** Somebody's result can be seen already. */
  readonly isShown: boolean;
  /** Another evaluator has promised one. */
  readonly isPromised: boolean;
  /** Somebody could still promise one. */
  readonly isOpen: boolean;
}

// Uses evaluation_job_checkpoint.
const PROMISES = `
  WITH beside AS (
    SELECT state, commitment, leased_by FROM evaluation_job
     WHERE checkpoint_id = $2 AND protocol_digest = $3 AND id <> $1)
  SELECT EXISTS (SELECT FROM beside WHERE state = 'DONE') AS "isShown",
         EXISTS (SELECT FROM beside WHERE state = 'LEASED' AND commitment IS NOT NULL AND leased_by <> $4) AS "isPromised",
         EXISTS (SELECT FROM beside WHERE state IN ('QUEUED', 'LEASED') AND commitment IS NULL) AS "isOpen"`;
