import type { EntityManager } from 'typeorm';
import { aboveOf } from './queries/above.ts';
import { isOpenDisparity } from './queries/open-disparity.ts';
import { biasReportTable, type BiasReportRow } from './tables/evaluation-tables.ts';

export type BiasReportRecord = Readonly<BiasReportRow>;

/** A report that warns about a checkpoint, from `depth` edges above it. */
export interface BiasWarningRecord {
  readonly checkpointId: number;
  readonly depth: number;
  readonly reportLogIndex: number;
}

export class BiasRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async add(row: BiasReportRow): Promise<void> {
    await this.#manager.insert(biasReportTable, row);
  }

  async byLogIndexes(logIndexes: readonly number[]): Promise<readonly BiasReportRecord[]> {
    return this.#manager.query(`${SELECT_REPORT} WHERE log_index = ANY($1)`, [logIndexes]);
  }

  /** Newest first. */
  async reportsOn(coreDigests: readonly string[]): Promise<readonly BiasReportRecord[]> {
    return this.#manager.query(`${SELECT_REPORT} WHERE core_digest = ANY($1) ORDER BY log_index DESC`, [
      coreDigests,
    ]);
  }

  /** Open DISPARITY reports on each checkpoint or its ancestors, one statement for all of them. */
  async warningsOn(checkpointIds: readonly number[]): Promise<readonly BiasWarningRecord[]> {
    return this.#manager.query(WARNINGS, [checkpointIds]);
  }
}

const SELECT_REPORT = `
  SELECT log_index AS "logIndex", checkpoint_id AS "checkpointId", core_digest AS "coreDigest",
         dataset_digest AS "datasetDigest", attribute, payload, computed, verdict,
         contributor_id AS "contributorId", filed_at AS "filedAt"
    FROM bias_report`;

// An ancestor's report warns until the child has a report of its own on the same dataset and attribute.
const WARNINGS = `
  WITH RECURSIVE ${aboveOf('$1::bigint[]')},
  nearest AS (SELECT start, id, depth FROM above UNION ALL SELECT id, id, 0 FROM starts)
  SELECT n.start AS "checkpointId", n.depth, r.log_index AS "reportLogIndex"
    FROM nearest n
    JOIN checkpoint c ON c.id = n.id
    JOIN checkpoint s ON s.id = n.start
    JOIN bias_report r ON r.core_digest = c.core_digest
   WHERE ${isOpenDisparity('s.core_digest')}
   ORDER BY n.start, n.depth, r.log_index`;
