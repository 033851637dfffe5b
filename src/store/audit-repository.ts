import { IsNull, Not, type EntityManager } from 'typeorm';
import { auditPlanTable, auditTable, type AuditPlanRow, type AuditRow } from './tables/trust-tables.ts';

export type AuditRecord = Readonly<AuditRow>;
export type AuditPlanRecord = Readonly<AuditPlanRow>;

/** A settled claim that an evaluator may be asked again. */
export interface DrawnClaim {
  readonly claimLogIndex: number;
  readonly checkpointId: number;
  readonly protocolDigest: string;
  /** Somebody who asks for evaluations here. */
  readonly requestedBy: number;
}

/** Known-answer jobs. No resolver and no loader may ask this repository. */
export class AuditRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async plan(rows: readonly AuditPlanRow[]): Promise<void> {
    await this.#manager.insert(auditPlanTable, [...rows]);
  }

  async isPlannedFor(contributorId: number): Promise<boolean> {
    return this.#manager.existsBy(auditPlanTable, { contributorId });
  }

  /** The oldest plan that is due, taken off the list. */
  async takeDue(now: Date): Promise<AuditPlanRecord | null> {
    const [[row]] = await this.#manager.query(
      `DELETE FROM audit_plan WHERE id = (SELECT id FROM audit_plan WHERE due_at <= $1 ORDER BY due_at LIMIT 1
                                             FOR UPDATE SKIP LOCKED)
       RETURNING id, contributor_id AS "contributorId", trusted_owners AS "trustedOwners", due_at AS "dueAt"`,
      [now],
    );
    return row ?? null;
  }

  /** One of those who ran something lately. */
  async someEvaluator(): Promise<number | null> {
    const [row] = await this.#manager.query(
      `SELECT contributor_id AS id FROM (SELECT contributor_id FROM run ORDER BY log_index DESC LIMIT 500) r
        ORDER BY random() LIMIT 1`,
    );
    return row?.id ?? null;
  }

  /** A settled claim that none of these made or ran, and that nobody is asked about right now. */
  async draw(tied: readonly number[], trustedOwners: readonly string[] | null): Promise<DrawnClaim | null> {
    const [row] = await this.#manager.query(DRAW, [tied, trustedOwners]);
    return row ?? null;
  }

  async add(jobId: string, claimLogIndex: number): Promise<void> {
    const open = { contributorId: null, runLogIndex: null, endedAt: null, outcome: null, countedAt: null };
    await this.#manager.insert(auditTable, { jobId, claimLogIndex, ...open });
  }

  /** Where a job is an audit, writes who ended it, and how; the first end stays. One statement for every job. */
  async end(
    jobId: string,
    ended: Pick<AuditRow, 'contributorId' | 'runLogIndex' | 'endedAt'>,
  ): Promise<void> {
    await this.#manager.query(
      `UPDATE audit SET contributor_id = $2, run_log_index = $3, ended_at = $4
        WHERE job_id = $1 AND ended_at IS NULL`,
      [jobId, ended.contributorId, ended.runLogIndex, ended.endedAt],
    );
  }

  /** Ended ones that nobody has judged, oldest first; uses audit_uncounted. */
  async unjudged(first: number): Promise<readonly AuditRecord[]> {
    return this.#manager.find(auditTable, {
      where: { endedAt: Not(IsNull()), countedAt: IsNull(), outcome: IsNull() },
      order: { endedAt: 'ASC' },
      take: first,
    });
  }

  async judge(jobId: string, judged: Pick<AuditRow, 'outcome' | 'countedAt'>): Promise<void> {
    await this.#manager.update(auditTable, { jobId }, judged);
  }

  /** How many audits somebody ended, whether they count yet or not. */
  async endedBy(contributorId: number): Promise<number> {
    return this.#manager.countBy(auditTable, { contributorId });
  }

  /** Lets what ended before a moment count; whose reliability that changes. */
  async countEndedBefore(before: Date, now: Date): Promise<readonly number[]> {
    const [rows]: [{ id: number }[]] = await this.#manager.query(
      `UPDATE audit SET counted_at = $2 WHERE counted_at IS NULL AND outcome IS NOT NULL AND ended_at < $1
       RETURNING contributor_id AS id`,
      [before, now],
    );
    return [...new Set(rows.map(({ id }) => id))];
  }
}

// Uses score_settled and run_core.
const DRAW = `
  SELECT s.claim_log_index AS "claimLogIndex", k.id AS "checkpointId", s.protocol_digest AS "protocolDigest",
         coalesce((SELECT j.requested_by FROM evaluation_job j ORDER BY random() LIMIT 1), c.contributor_id) AS "requestedBy"
    FROM score s JOIN claim c ON c.log_index = s.claim_log_index
    JOIN LATERAL (SELECT k.id FROM checkpoint k JOIN contributor o ON o.id = k.published_by
                   WHERE k.core_digest = s.core_digest AND k.state = 'VERIFIED'
                     AND ($2::text[] IS NULL OR o.name_key = ANY($2)) ORDER BY k.id LIMIT 1) k ON true
   WHERE s.state = 'OK' AND s.vetted_agreeing > 0 AND c.contributor_id <> ALL($1)
     AND NOT EXISTS (SELECT FROM score_mark m WHERE m.core_digest = s.core_digest)
     AND NOT EXISTS (SELECT FROM run r WHERE r.core_digest = s.core_digest AND r.metric = s.metric
                        AND r.protocol_digest = s.protocol_digest AND r.contributor_id = ANY($1))
     AND NOT EXISTS (SELECT FROM audit a JOIN evaluation_job j ON j.id = a.job_id
                      WHERE a.claim_log_index = s.claim_log_index AND j.state IN ('QUEUED', 'LEASED'))
   ORDER BY random() LIMIT 1`;
