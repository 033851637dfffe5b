import type { EntityManager } from 'typeorm';
import { scoreStepTable, scoreTable, type ScoreRow, type ScoreStepRow } from './tables/trust-tables.ts';

export type StoredScore = Readonly<ScoreRow>;
export type ScoreStepRecord = Readonly<ScoreStepRow>;

/** A prediction and what came. */
export interface Prediction {
  readonly predicted: number;
  readonly agreed: boolean;
}

const SCORE_LOCK = 7_420_003;

/** Scores as they were computed last, and what they were before each run. */
export class ScoreRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Holds off others that compute scores of a core digest until the transaction ends. */
  async lock(coreDigest: string): Promise<void> {
    await this.#manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [SCORE_LOCK, coreDigest]);
  }

  /** Writes what was computed. */
  async put(rows: readonly StoredScore[]): Promise<void> {
    for (const row of rows)
      await this.#manager
        .createQueryBuilder()
        .insert()
        .into(scoreTable)
        .values(row)
        .orUpdate(COMPUTED, ['core_digest', 'protocol_digest', 'metric'])
        .execute();
  }

  async on(coreDigest: string): Promise<readonly StoredScore[]> {
    return this.#manager.findBy(scoreTable, { coreDigest });
  }

  async addStep(row: ScoreStepRow): Promise<void> {
    await this.#manager.insert(scoreStepTable, row);
  }

  /** In log order, the latest `last` of one series. */
  async stepsOf(
    series: Pick<ScoreStepRow, 'coreDigest' | 'protocolDigest' | 'metric'>,
    last: number,
  ): Promise<readonly ScoreStepRecord[]> {
    const { coreDigest, protocolDigest, metric } = series;
    const where = { coreDigest, protocolDigest, metric };
    const rows = await this.#manager.find(scoreStepTable, { where, order: { logIndex: 'DESC' }, take: last });
    return rows.toReversed();
  }

  /** Every score that stood before an independent vetted run, with what that run said; the latest `last`. */
  async predictions(last: number): Promise<readonly Prediction[]> {
    return this.#manager.query(
      `SELECT score_before AS predicted, agreement = 'AGREE' AS agreed FROM score_step
        WHERE is_predicted AND score_before IS NOT NULL ORDER BY log_index DESC LIMIT $1`,
      [last],
    );
  }

  /** A core digest whose scores are marked, and none of these. */
  async findMarked(except: readonly string[]): Promise<string | null> {
    const [row] = await this.#manager.query(
      `SELECT core_digest AS "coreDigest" FROM score_mark WHERE core_digest <> ALL($1) ORDER BY id LIMIT 1`,
      [except],
    );
    return row?.coreDigest ?? null;
  }

  /** Takes the marks of a core digest off before it is computed: one that is set meanwhile stays. */
  async takeMarks(coreDigest: string): Promise<void> {
    await this.lock(coreDigest);
    await this.#manager.query('DELETE FROM score_mark WHERE core_digest = $1', [coreDigest]);
  }

  /** Marks all that somebody claimed, ran, reported on or published under reports; each by its index of contributors. */
  async markOf(contributorId: number): Promise<void> {
    await this.#manager.query(
      `INSERT INTO score_mark (core_digest)
       SELECT core_digest FROM run WHERE contributor_id = $1
        UNION SELECT core_digest FROM claim WHERE contributor_id = $1
        UNION SELECT core_digest FROM report WHERE contributor_id = $1
        UNION SELECT r.core_digest FROM run u JOIN report r ON r.run_log_index = u.log_index WHERE u.contributor_id = $1
        UNION SELECT r.core_digest FROM report r JOIN checkpoint c ON c.core_digest = r.core_digest
               WHERE c.published_by = $1`,
      [contributorId],
    );
  }

  /** Marks scores of another version of the rules. */
  async markOthersThan(specVersion: string): Promise<void> {
    await this.#manager.query(
      'INSERT INTO score_mark (core_digest) SELECT DISTINCT core_digest FROM score WHERE spec_version <> $1',
      [specVersion],
    );
  }

  /** Marks scores under protocols on a dataset. */
  async markOnDataset(datasetDigest: string): Promise<void> {
    await this.#manager.query(
      `INSERT INTO score_mark (core_digest) SELECT DISTINCT s.core_digest
         FROM score s JOIN protocol p ON p.digest = s.protocol_digest WHERE p.dataset_digest = $1`,
      [datasetDigest],
    );
  }

  /** Rows of a core digest that nothing gives any more. */
  async removeOthers(coreDigest: string, keptClaims: readonly number[]): Promise<void> {
    await this.#manager.query('DELETE FROM score WHERE core_digest = $1 AND claim_log_index <> ALL($2)', [
      coreDigest,
      keptClaims,
    ]);
  }
}

const COMPUTED = [
  'claim_log_index',
  'level',
  'state',
  'score',
  'low',
  'high',
  'vetted_agreeing',
  'vetted_disagreeing',
  'spec_version',
  'last_run_at',
  'computed_at',
];
