import type { EntityManager } from 'typeorm';
import type { AffectedKind, Severity } from '../attestation/advisory-words.ts';
import { advisoriesOn, type AdvisoryReachRecord } from './queries/advisories-on.ts';
import { affectedBy, affectedPage } from './queries/affected-by.ts';
import type { ReachedRecord } from './queries/dataset-reach.ts';
import type { KeysetPage } from './queries/keyset.ts';
import {
  advisoryTable,
  advisoryTargetTable,
  type AdvisoryRow,
  type AdvisoryTargetRow,
} from './tables/advisory-tables.ts';

export type AdvisoryRecord = Readonly<Omit<AdvisoryRow, 'countedLogSize' | 'toldAt'>>;
export type AdvisoryTargetRecord = Readonly<AdvisoryTargetRow>;

/** What is warned of, and whom a warning reaches. */
export class AdvisoryRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async add(
    row: Omit<
      AdvisoryRow,
      'withdrawalLogIndex' | 'affectedCount' | 'countedAt' | 'countedLogSize' | 'toldAt'
    >,
    targets: readonly { readonly of: AffectedKind; readonly value: string }[],
  ): Promise<AdvisoryRecord> {
    const { logIndex } = row;
    const fresh = { withdrawalLogIndex: null, affectedCount: null, countedAt: null };
    await this.#manager.insert(advisoryTable, { ...row, ...fresh, countedLogSize: null, toldAt: null });
    await this.#manager.insert(
      advisoryTargetTable,
      targets.map((target) => ({ ...target, logIndex })),
    );
    return { ...row, ...fresh };
  }

  async withdraw(logIndex: number, withdrawalLogIndex: number): Promise<void> {
    await this.#manager.update(advisoryTable, { logIndex }, { withdrawalLogIndex });
  }

  async byLogIndexes(logIndexes: readonly number[]): Promise<readonly AdvisoryRecord[]> {
    return this.#manager.query(`${SELECT_ADVISORY} WHERE log_index = ANY($1)`, [logIndexes]);
  }

  async targetsOf(logIndexes: readonly number[]): Promise<readonly AdvisoryTargetRecord[]> {
    return this.#manager.query(
      `SELECT log_index AS "logIndex", "of", value FROM advisory_target WHERE log_index = ANY($1)
        ORDER BY log_index, "of", value`,
      [logIndexes],
    );
  }

  /** Newest first. */
  async newest(
    { severities, isOpen }: { readonly severities: readonly Severity[]; readonly isOpen: boolean },
    first: number,
    beforeLogIndex: number | null,
  ): Promise<readonly AdvisoryRecord[]> {
    return this.#manager.query(
      `${SELECT_ADVISORY}
        WHERE severity = ANY($1) AND (NOT $2 OR withdrawal_log_index IS NULL) AND ($4::bigint IS NULL OR log_index < $4)
        ORDER BY log_index DESC LIMIT $3`,
      [severities, isOpen, first, beforeLogIndex],
    );
  }

  /** Open advisories that name these very values. */
  async naming(of: readonly AffectedKind[], values: readonly string[]): Promise<readonly NamingRecord[]> {
    return this.#manager.query(
      `SELECT t.value, t.log_index AS "advisoryLogIndex" FROM advisory_target t JOIN advisory a USING (log_index)
        WHERE t.of = ANY($1) AND t.value = ANY($2) AND a.withdrawal_log_index IS NULL
        ORDER BY t.value, t.log_index DESC`,
      [of, values],
    );
  }

  /** What reaches each checkpoint, newest advisory first. */
  async reaching(checkpointIds: readonly number[]): Promise<readonly AdvisoryReachRecord[]> {
    return advisoriesOn(this.#manager, checkpointIds);
  }

  /** What an advisory reaches, nearest first. */
  async affected(logIndex: number, page: KeysetPage): Promise<readonly ReachedRecord[]> {
    return affectedPage(this.#manager, logIndex, page);
  }

  /** Open ones that were never counted, or not since `countedBefore` while the log grew. */
  async uncounted(first: number, countedBefore: Date): Promise<readonly AdvisoryRecord[]> {
    return this.#manager.query(UNCOUNTED, [first, countedBefore]);
  }

  async count(logIndex: number, now: Date): Promise<void> {
    await this.#manager.query(COUNT, [logIndex, now]);
  }

  /** Those whose reach nobody was told of; uses advisory_untold. */
  async untold(first: number): Promise<readonly AdvisoryRecord[]> {
    return this.#manager.query(`${SELECT_ADVISORY} WHERE told_at IS NULL ORDER BY log_index LIMIT $1`, [
      first,
    ]);
  }

  /** Takes one to tell of it; null where another process was first. */
  async markTold(logIndex: number, now: Date): Promise<AdvisoryRecord | null> {
    const [, count] = await this.#manager.query(
      'UPDATE advisory SET told_at = $2 WHERE log_index = $1 AND told_at IS NULL',
      [logIndex, now],
    );
    return count === 0 ? null : ((await this.byLogIndexes([logIndex]))[0] ?? null);
  }

  /** Who published it first: who may speak of these bytes. */
  async firstPublisher(of: 'CHECKPOINT' | 'ARTIFACT', digest: string): Promise<number | null> {
    const [row] = await this.#manager.query(FIRST_PUBLISHER[of], [digest]);
    return row?.publishedBy ?? null;
  }
}

export interface NamingRecord {
  readonly value: string;
  readonly advisoryLogIndex: number;
}

const SELECT_ADVISORY = `
  SELECT log_index AS "logIndex", title, severity, kind, text, remedy, "references", contributor_id AS "contributorId",
         published_at AS "publishedAt", withdrawal_log_index AS "withdrawalLogIndex",
         affected_count AS "affectedCount", counted_at AS "countedAt"
    FROM advisory`;

const UNCOUNTED = `${SELECT_ADVISORY}
   WHERE withdrawal_log_index IS NULL
     AND (counted_at IS NULL
          OR counted_at < $2 AND counted_log_size < (SELECT coalesce(max(log_index) + 1, 0) FROM statement))
   ORDER BY counted_at NULLS FIRST, log_index LIMIT $1`;

const COUNT = `
  WITH RECURSIVE ${affectedBy('$1')}
  UPDATE advisory SET affected_count = (SELECT count(*) FROM affected), counted_at = $2,
         counted_log_size = (SELECT coalesce(max(log_index) + 1, 0) FROM statement)
   WHERE log_index = $1`;

const FIRST_PUBLISHER = {
  CHECKPOINT: `SELECT published_by AS "publishedBy" FROM checkpoint WHERE core_digest = $1 ORDER BY log_index LIMIT 1`,
  ARTIFACT: `SELECT c.published_by AS "publishedBy" FROM checkpoint_artifact f JOIN checkpoint c ON c.id = f.checkpoint_id
              WHERE f.digest = $1 ORDER BY c.log_index LIMIT 1`,
} as const;
