import type { EntityManager } from 'typeorm';
import { auditFits } from './queries/audit-fits.ts';
import { evaluationJobTable, type EvaluationJobRow, type JobState } from './tables/evaluation-tables.ts';

export type JobRecord = Readonly<EvaluationJobRow>;

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
  async list(
    checkpointId: number | null,
    state: JobState | null,
    first: number,
  ): Promise<readonly JobRecord[]> {
    return this.#manager.query(
      `${SELECT_JOB} WHERE ($1::bigint IS NULL OR checkpoint_id = $1) AND ($2::text IS NULL OR state = $2)
        ORDER BY created_at DESC, id LIMIT $3`,
      [checkpointId, state, first],
    );
  }

  /** Takes the oldest waiting or expired job that this evaluator may have; null when there is none. */
  async lease(request: LeaseRequest): Promise<JobRecord | null> {
    const [rows] = await this.#manager.query(LEASE, [
      request.contributorId,
      request.leaseToken,
      request.now,
      request.expiresAt,
      request.attemptsMax,
      request.trustedOwners,
      request.tied,
    ]);
    return rows[0] ?? null;
  }

  /** Changes a job only while the lease is held; null when it was lost. */
  async whileLeased(
    id: string,
    leaseToken: string,
    change: Partial<EvaluationJobRow>,
  ): Promise<JobRecord | null> {
    const changed = await this.#manager.update(
      evaluationJobTable,
      { id, leaseToken, state: 'LEASED' as JobState },
      change,
    );
    return changed.affected === 1 ? this.find(id) : null;
  }

  /** The other jobs of the same checkpoint and protocol: how many promised a result at the same time, and how many may yet. */
  async promisesBeside({ id, checkpointId, protocolDigest, requestId }: JobRecord): Promise<Promises> {
    const [row] = await this.#manager.query(PROMISES, [id, checkpointId, protocolDigest, requestId]);
    return { committed: Number(row.committed), uncommitted: Number(row.uncommitted) };
  }

  /** Ends jobs whose leases ran out too often: nobody shall be kept busy by a model that kills runners. */
  async buryExhausted(now: Date, attemptsMax: number): Promise<void> {
    await this.#manager.query(
      `UPDATE evaluation_job SET state = 'FAILED', lease_token = NULL,
              error = coalesce(error, 'every lease ran out without a result')
        WHERE state = 'LEASED' AND lease_expires_at < $1 AND attempts >= $2`,
      [now, attemptsMax],
    );
  }
}

export interface LeaseRequest {
  readonly contributorId: number;
  readonly leaseToken: string;
  readonly now: Date;
  readonly expiresAt: Date;
  readonly attemptsMax: number;
  /** Lower-case owner names, or null for everybody's models. */
  readonly trustedOwners: readonly string[] | null;
  /** The evaluator and everybody it is not independent of. */
  readonly tied: readonly number[];
}

export interface Promises {
  readonly committed: number;
  readonly uncommitted: number;
}

const COLUMNS = `
  id, request_id AS "requestId", checkpoint_id AS "checkpointId", protocol_digest AS "protocolDigest", state,
  attempts, lease_token AS "leaseToken", leased_by AS "leasedBy", lease_expires_at AS "leaseExpiresAt",
  commitment, committed_at AS "committedAt", error,
  run_log_index AS "runLogIndex", requested_by AS "requestedBy", created_at AS "createdAt"`;

const SELECT_JOB = `SELECT ${COLUMNS} FROM evaluation_job`;

// Uses evaluation_job_waiting; one evaluator never gets two jobs of one request.
const LEASE = `
  UPDATE evaluation_job SET state = 'LEASED', attempts = attempts + 1, leased_by = $1, lease_token = $2,
         lease_expires_at = $4, commitment = NULL, committed_at = NULL
   WHERE id = (
     SELECT j.id FROM evaluation_job j
       JOIN checkpoint c ON c.id = j.checkpoint_id LEFT JOIN contributor o ON o.id = c.published_by
      WHERE (j.state = 'QUEUED' OR (j.state = 'LEASED' AND j.lease_expires_at < $3)) AND j.attempts < $5
        AND ($6::text[] IS NULL OR o.name_key = ANY($6))
        AND ${auditFits('$7')}
        AND NOT EXISTS (SELECT FROM evaluation_job s
                         WHERE s.request_id = j.request_id AND s.id <> j.id AND s.leased_by = $1
                           AND s.state IN ('LEASED', 'DONE'))
      ORDER BY j.created_at, j.id LIMIT 1 FOR UPDATE OF j SKIP LOCKED)
  RETURNING ${COLUMNS}`;

// Uses evaluation_job_checkpoint.
const PROMISES = `
  SELECT count(*) FILTER (WHERE commitment IS NOT NULL AND request_id = $4) AS committed,
         count(*) FILTER (WHERE commitment IS NULL AND state IN ('QUEUED', 'LEASED')) AS uncommitted
    FROM evaluation_job WHERE checkpoint_id = $2 AND protocol_digest = $3 AND id <> $1`;
