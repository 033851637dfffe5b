import type { EntityManager } from 'typeorm';
import { aboveOf } from './queries/above.ts';
import { isOpenWarning } from './queries/open-warning.ts';
import { reportTable, type ReportRow, type ReportTopic } from './tables/report-tables.ts';

export type ReportRecord = Readonly<ReportRow>;

/** A report that warns about a checkpoint, from `depth` edges above it. */
export interface ReportWarningRecord {
  readonly checkpointId: number;
  readonly depth: number;
  readonly reportLogIndex: number;
}

/** Reports of every topic. */
export class ReportRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async add(row: ReportRow): Promise<void> {
    await this.#manager.insert(reportTable, row);
  }

  async byLogIndexes(logIndexes: readonly number[]): Promise<readonly ReportRecord[]> {
    return this.#manager.query(`${SELECT_REPORT} WHERE log_index = ANY($1)`, [logIndexes]);
  }

  /** Newest first. */
  async reportsOn(topic: ReportTopic, coreDigests: readonly string[]): Promise<readonly ReportRecord[]> {
    return this.#manager.query(
      `${SELECT_REPORT} WHERE topic = $1 AND core_digest = ANY($2) ORDER BY log_index DESC`,
      [topic, coreDigests],
    );
  }

  /** Open warnings of a topic on each checkpoint or its ancestors, one statement for all of them. */
  async warningsOn(
    topic: ReportTopic,
    checkpointIds: readonly number[],
  ): Promise<readonly ReportWarningRecord[]> {
    return this.#manager.query(WARNINGS, [checkpointIds, topic]);
  }
}

const SELECT_REPORT = `
  SELECT log_index AS "logIndex", topic, checkpoint_id AS "checkpointId", core_digest AS "coreDigest",
         dataset_digest AS "datasetDigest", protocol_digest AS "protocolDigest", attribute, kind, payload, computed,
         verdict, warns, contributor_id AS "contributorId", filed_at AS "filedAt", run_log_index AS "runLogIndex",
         withdrawal_log_index AS "withdrawalLogIndex"
    FROM report`;

// An ancestor's report warns until the child has a report of its own on the same dataset and attribute.
const WARNINGS = `
  WITH RECURSIVE ${aboveOf('$1::bigint[]')},
  nearest AS (SELECT start, id, depth FROM above UNION ALL SELECT id, id, 0 FROM starts)
  SELECT n.start AS "checkpointId", n.depth, r.log_index AS "reportLogIndex"
    FROM nearest n
    JOIN checkpoint c ON c.id = n.id
    JOIN checkpoint s ON s.id = n.start
    JOIN report r ON r.core_digest = c.core_digest AND r.topic = $2
   WHERE ${isOpenWarning('s.core_digest')}
   ORDER BY n.start, n.depth, r.log_index`;
