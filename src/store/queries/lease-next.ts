import type { EntityManager } from 'typeorm';
import type { EvaluationJobRow } from '../tables/job-tables.ts';
import { auditFits } from './audit-fits.ts';
import { JOB_COLUMNS } from './job-columns.ts';

/** Who asks for a job, and what their machine can do. */
export interface LeaseRequest {
  readonly contributorId: number;
  readonly host: string;
  readonly tasks: readonly string[];
  /** The first is used where the requester left it open. */
  readonly providers: readonly string[];
  readonly memoryBytes: number | null;
  /** Lower-case owner names, or null for everybody's models. */
  readonly trustedOwners: readonly string[] | null;
  /** The evaluator and everybody it is not independent of. */
  readonly tied: readonly number[];
  readonly leaseToken: string;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** Leases the job whose turn it is, in one statement; null when none fits. */
export async function leaseNext(
  manager: EntityManager,
  request: LeaseRequest,
): Promise<EvaluationJobRow | null> {
  const [row] = await manager.query(LEASE_NEXT, [
    request.contributorId,
    request.leaseToken,
    request.now,
    request.expiresAt,
    request.tasks,
    request.providers,
    request.memoryBytes,
    request.trustedOwners,
    request.host,
    request.tied,
  ]);
  return row ?? null;
}

/*
 * class   the waiting jobs of one priority, requester, task and provider; found by stepping along
 *         evaluation_job_queued, so that ten thousand jobs of one requester cost one step
 * hand    how many jobs of each requester are leased, as one value: as a join it would be counted for each class
 * turn    the classes that fit, in the order they are served: by priority, then whose requester has the fewest jobs in
 *         hand, then who was served longest ago
 * next    the oldest job of the first class that has one for this evaluator. The order of `turn` is that of the join: a
 *         lateral join is a nested loop over its left side, and a subquery with an order is not merged into its query
 */
export const LEASE_NEXT = `
  WITH RECURSIVE class AS (
    (SELECT priority_rank, requested_by, task, wanted_provider, created_at
       FROM evaluation_job WHERE state = 'QUEUED'
      ORDER BY priority_rank, requested_by, task, wanted_provider, created_at, id LIMIT 1)
    UNION ALL
    SELECT step.* FROM class c CROSS JOIN LATERAL (
      SELECT j.priority_rank, j.requested_by, j.task, j.wanted_provider, j.created_at
        FROM evaluation_job j
       WHERE j.state = 'QUEUED' AND (j.priority_rank, j.requested_by, j.task, j.wanted_provider)
             > (c.priority_rank, c.requested_by, c.task, c.wanted_provider)
       ORDER BY j.priority_rank, j.requested_by, j.task, j.wanted_provider, j.created_at, j.id LIMIT 1) step
  ), hand AS MATERIALIZED (
    SELECT jsonb_object_agg(requested_by::text, jobs) AS jobs
      FROM (SELECT requested_by, count(*) AS jobs FROM evaluation_job WHERE state = 'LEASED' GROUP BY requested_by) l
  ), turn AS MATERIALIZED (
    SELECT c.*, coalesce((hand.jobs ->> c.requested_by::text)::int, 0) AS in_hand
      FROM hand CROSS JOIN class c
      LEFT JOIN evaluation_requester r ON r.contributor_id = c.requested_by
     WHERE c.task = ANY($5::text[]) AND (c.wanted_provider = 'any' OR c.wanted_provider = ANY($6::text[]))
     ORDER BY c.priority_rank, in_hand, r.served_at NULLS FIRST, c.created_at
  ), next AS MATERIALIZED (
    SELECT fit.id FROM turn t CROSS JOIN LATERAL (
      SELECT j.id FROM evaluation_job j
       WHERE j.state = 'QUEUED' AND j.priority_rank = t.priority_rank AND j.requested_by = t.requested_by
         AND j.task = t.task AND j.wanted_provider = t.wanted_provider
         AND ($7::bigint IS NULL OR j.memory_bytes <= $7)
         AND ($8::text[] IS NULL OR EXISTS (
               SELECT FROM checkpoint c JOIN contributor o ON o.id = c.published_by
                WHERE c.id = j.checkpoint_id AND o.name_key = ANY($8)))
         AND ${auditFits('$10')}
         -- One evaluator never gets two jobs of one request. The offset keeps this a question for each job, by
         -- evaluation_job_request: as a join it would read all that are done.
         AND NOT EXISTS (SELECT FROM evaluation_job s
                          WHERE s.request_id = j.request_id AND s.id <> j.id AND s.leased_by = $1
                            AND s.state IN ('LEASED', 'DONE') OFFSET 0)
       ORDER BY j.created_at, j.id LIMIT 1 FOR UPDATE OF j SKIP LOCKED) fit
     LIMIT 1
  ), taken AS (
    UPDATE evaluation_job j
       SET state = 'LEASED', attempts = j.attempts + 1, leased_by = $1, leased_host = $9, lease_token = $2, leased_at = $3,
           lease_expires_at = $4, commitment = NULL, committed_at = NULL, phase = NULL, items_done = NULL, items_total = NULL,
           lease_provider = CASE WHEN j.wanted_provider = 'any' THEN ($6::text[])[1] ELSE j.wanted_provider END
      FROM next WHERE j.id = next.id
    RETURNING j.*
  ), served AS (
    INSERT INTO evaluation_requester (contributor_id, served_at) SELECT requested_by, $3 FROM taken
        ON CONFLICT (contributor_id) DO UPDATE SET served_at = excluded.served_at
  )
  SELECT ${JOB_COLUMNS} FROM taken j`;
