import type { EntityManager } from 'typeorm';
import { evaluatorWordTable, type EvaluatorWordRow } from './tables/trust-tables.ts';

export type EvaluatorWordRecord = Readonly<EvaluatorWordRow>;

/** What the hub knows of somebody who runs or claims. */
export interface EvaluatorFacts {
  readonly contributorId: number;
  readonly isTrusted: boolean;
  /** The one an owner named last. */
  readonly organisation: string | null;
  readonly hosts: readonly string[];
  /** Whom it said it is not independent of. */
  readonly conflicts: readonly number[];
  /** Audits that count. */
  readonly passed: number;
  readonly failed: number;
}

/** Trust, ties and audits of evaluators. */
export class EvaluatorRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async addWord(row: EvaluatorWordRow): Promise<void> {
    await this.#manager.insert(evaluatorWordTable, row);
  }

  /** Whether one has said this of another before. */
  async hasSaid(saidBy: number, action: EvaluatorWordRow['action'], contributorId: number): Promise<boolean> {
    return this.#manager.existsBy(evaluatorWordTable, { saidBy, action, contributorId });
  }

  /** Whether an owner or the hub ever said anything of them. */
  async isSpokenOf(contributorId: number): Promise<boolean> {
    const [row] = await this.#manager.query(
      `SELECT FROM evaluator_word WHERE contributor_id = $1 AND action IN ('TRUST', 'DISTRUST') LIMIT 1`,
      [contributorId],
    );
    return row !== undefined;
  }

  async conflictsOf(contributorId: number): Promise<number> {
    return this.#manager.countBy(evaluatorWordTable, { saidBy: contributorId, action: 'CONFLICT' });
  }

  /** A machine that is new of somebody changes what their other runs are worth. */
  async addHost(contributorId: number, host: string): Promise<void> {
    await this.#manager.query(
      `WITH added AS (
         INSERT INTO evaluator_host (contributor_id, host) VALUES ($1, $2) ON CONFLICT DO NOTHING
         RETURNING contributor_id)
       INSERT INTO evaluator_change (contributor_id) SELECT contributor_id FROM added`,
      [contributorId, host],
    );
  }

  async factsOf(ids: readonly number[]): Promise<readonly EvaluatorFacts[]> {
    return this.#manager.query(FACTS, [ids]);
  }

  /** The evaluator and everybody it shares a host, an organisation or a conflict with; `host` is where it is now. */
  async tiedTo(contributorId: number, host: string | null): Promise<readonly number[]> {
    const rows: { id: number }[] = await this.#manager.query(TIED, [contributorId, host]);
    return rows.map(({ id }) => id);
  }

  /** Notes that somebody's word is worth something else now; who notes it need not wait for what follows. */
  async noteChange(contributorIds: readonly number[]): Promise<void> {
    await this.#manager.query('INSERT INTO evaluator_change (contributor_id) SELECT unnest($1::bigint[])', [
      contributorIds,
    ]);
  }

  /** One who changed, with the note taken off before it is acted on; null when nobody has. */
  async takeChanged(): Promise<number | null> {
    const [[row]] = await this.#manager.query(
      `DELETE FROM evaluator_change WHERE contributor_id =
         (SELECT contributor_id FROM evaluator_change ORDER BY id LIMIT 1)
       RETURNING contributor_id AS "contributorId"`,
    );
    return row?.contributorId ?? null;
  }
}

// The statement that is last in the log says what holds.
const FACTS = `
  SELECT c.id AS "contributorId",
         coalesce((SELECT w.action = 'TRUST' FROM evaluator_word w
                    WHERE w.contributor_id = c.id AND w.action IN ('TRUST', 'DISTRUST')
                    ORDER BY w.log_index DESC LIMIT 1), false) AS "isTrusted",
         (SELECT w.organisation FROM evaluator_word w WHERE w.contributor_id = c.id AND w.action = 'TRUST'
           ORDER BY w.log_index DESC LIMIT 1) AS organisation,
         array(SELECT h.host FROM evaluator_host h WHERE h.contributor_id = c.id ORDER BY h.host) AS hosts,
         array(SELECT w.contributor_id FROM evaluator_word w
                WHERE w.said_by = c.id AND w.action = 'CONFLICT' ORDER BY w.log_index) AS conflicts,
         (SELECT count(*) FROM audit a WHERE a.contributor_id = c.id AND a.counted_at IS NOT NULL
             AND a.outcome = 'PASSED') AS passed,
         (SELECT count(*) FROM audit a WHERE a.contributor_id = c.id AND a.counted_at IS NOT NULL
             AND a.outcome = 'FAILED') AS failed
    FROM contributor c WHERE c.id = ANY($1)`;

const TIED = `
  WITH organisation AS (
    SELECT DISTINCT ON (contributor_id) contributor_id, lower(organisation) AS organisation FROM evaluator_word
     WHERE action = 'TRUST' ORDER BY contributor_id, log_index DESC)
  SELECT $1::bigint AS id
  UNION SELECT o.contributor_id FROM evaluator_host o
         WHERE o.host = $2 OR o.host IN (SELECT host FROM evaluator_host WHERE contributor_id = $1)
  UNION SELECT o.contributor_id FROM organisation m JOIN organisation o USING (organisation)
         WHERE m.contributor_id = $1
  UNION SELECT contributor_id FROM evaluator_word WHERE action = 'CONFLICT' AND said_by = $1
  UNION SELECT said_by FROM evaluator_word WHERE action = 'CONFLICT' AND contributor_id = $1`;
