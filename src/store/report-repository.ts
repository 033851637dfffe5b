import type { EntityManager } from 'typeorm';
import type { ReportStanding } from '../bias/report-standing.ts';
import { aboveOf } from './queries/above.ts';
import { MITIGATIONS_OF, MITIGATIONS_ON } from './queries/mitigations.ts';
import { lendsVoice } from './queries/lends-voice.ts';
import { isLive, isOpenWarning } from './queries/open-warning.ts';
import {
  datasetMarginalsTable,
  mitigationTable,
  reportAnswerTable,
  reportTable,
  type DatasetMarginalsRow,
  type FiledRow,
  type MitigationRow,
  type ReportAnswerRow,
  type ReportRow,
  type ReportTopic,
} from './tables/report-tables.ts';

export type ReportRecord = Readonly<ReportRow>;
export type FiledReportRecord = Readonly<FiledRow>;

/** A report, and whose counts it holds. */
export interface VoicedReportRecord extends ReportRecord {
  /** The evaluator of the run whose items were counted as the dataset itself splits them, else the author. */
  readonly voiceId: number;
}

/** A report that warns about a checkpoint, from `depth` edges above it. */
export interface ReportWarningRecord {
  readonly checkpointId: number;
  readonly depth: number;
  readonly reportLogIndex: number;
}

export type ReportAnswerRecord = Readonly<ReportAnswerRow>;

/** What a checkpoint did about a report on one of its ancestors. */
export interface MitigationRecord {
  readonly reportLogIndex: number;
  readonly childId: number;
  /** The child's own report of the same series; null while nobody counted. */
  readonly answerLogIndex: number | null;
  /** The statement that declares it; null where only the hub noticed. */
  readonly declaredLogIndex: number | null;
}

export type PinRecord = Readonly<DatasetMarginalsRow>;
type Question = Pick<ReportRow, 'datasetDigest' | 'protocolDigest' | 'attribute' | 'kind'>;

const REPORT_LOCK = 7_420_005;

/** Reports of every topic. */
export class ReportRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async add(row: FiledReportRecord): Promise<void> {
    await this.#manager.insert(reportTable, row);
  }

  async byLogIndexes(logIndexes: readonly number[]): Promise<readonly ReportRecord[]> {
    return this.#manager.query(`SELECT ${COLUMNS} FROM report r WHERE r.log_index = ANY($1)`, [logIndexes]);
  }

  /** Of every topic, newest first, with those that were replaced or taken back. */
  async on(coreDigests: readonly string[]): Promise<readonly ReportRecord[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM report r WHERE r.core_digest = ANY($1) ORDER BY r.log_index DESC`,
      [coreDigests],
    );
  }

  /** Every report on a core digest in log order, with whose voice it has. */
  async voicesOn(coreDigest: string): Promise<readonly VoicedReportRecord[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS}, coalesce(u.contributor_id, r.contributor_id) AS "voiceId"
         FROM report r LEFT JOIN run u ON ${lendsVoice('u', 'r')}
        WHERE r.core_digest = $1 ORDER BY r.log_index`,
      [coreDigest],
    );
  }

  /** Holds off others that compute where reports on a core digest stand until the transaction ends. */
  async lock(coreDigest: string): Promise<void> {
    await this.#manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [REPORT_LOCK, coreDigest]);
  }

  async putStanding(logIndex: number, { state, ...rest }: ReportStanding): Promise<void> {
    await this.#manager.update(reportTable, { logIndex }, { standing: state, ...rest });
  }

  async withdraw(logIndex: number, withdrawalLogIndex: number): Promise<void> {
    await this.#manager.update(reportTable, { logIndex }, { withdrawalLogIndex });
  }

  async addAnswer(row: ReportAnswerRecord): Promise<void> {
    await this.#manager.insert(reportAnswerTable, row);
  }

  /** In the order they were given. */
  async answersTo(logIndexes: readonly number[]): Promise<readonly ReportAnswerRecord[]> {
    return this.#manager.query(
      `SELECT log_index AS "logIndex", report_log_index AS "reportLogIndex", status, text,
              contributor_id AS "contributorId", answered_at AS "answeredAt"
         FROM report_answer WHERE report_log_index = ANY($1) ORDER BY log_index`,
      [logIndexes],
    );
  }

  async addMitigation(row: Readonly<MitigationRow>): Promise<void> {
    await this.#manager.insert(mitigationTable, row);
  }

  async hasMitigation(reportLogIndex: number, childId: number): Promise<boolean> {
    return this.#manager.existsBy(mitigationTable, { reportLogIndex, childId });
  }

  /** What each checkpoint did about what its ancestors' reports warn of, one statement for all of them. */
  async mitigationsOn(checkpointIds: readonly number[]): Promise<readonly MitigationRecord[]> {
    return this.#manager.query(MITIGATIONS_ON, [checkpointIds]);
  }

  /** What descendants did about each report, the newest hundred of each. */
  async mitigationsOf(logIndexes: readonly number[]): Promise<readonly MitigationRecord[]> {
    return this.#manager.query(MITIGATIONS_OF, [logIndexes, MITIGATIONS_MAX]);
  }

  /** The newest report of each voice on one question, whatever it is on, in log order; uses report_series. */
  async countedBy(question: Question): Promise<readonly VoicedReportRecord[]> {
    const { datasetDigest, protocolDigest, attribute, kind } = question;
    return this.#manager.query(
      `SELECT * FROM (
         SELECT DISTINCT ON ("voiceId") * FROM (
           SELECT ${COLUMNS}, coalesce(u.contributor_id, r.contributor_id) AS "voiceId"
             FROM report r LEFT JOIN run u ON ${lendsVoice('u', 'r')}
            WHERE r.dataset_digest = $1 AND r.protocol_digest = $2 AND r.attribute = $3 AND r.kind = $4
              AND r.topic = 'BIAS' AND ${isLive('r')}) AS live
          ORDER BY "voiceId", "logIndex" DESC) AS newest
        ORDER BY "logIndex"`,
      [datasetDigest, protocolDigest, attribute, kind],
    );
  }

  /** What is pinned of a dataset's groups, by any kind of counts. */
  async pinsOf(question: Omit<Question, 'kind'>): Promise<readonly PinRecord[]> {
    const { datasetDigest, protocolDigest, attribute } = question;
    return this.#manager.findBy(datasetMarginalsTable, { datasetDigest, protocolDigest, attribute });
  }

  async pin(row: PinRecord): Promise<void> {
    await this.#manager.insert(datasetMarginalsTable, row);
  }

  /** What rested on a report that was taken back is pinned no more. */
  async unpin(logIndex: number): Promise<void> {
    await this.#manager.delete(datasetMarginalsTable, [
      { firstLogIndex: logIndex },
      { secondLogIndex: logIndex },
    ]);
  }

  /** Open warnings of some topics on each checkpoint or its ancestors, one statement for all of them. */
  async warningsOn(
    topics: readonly ReportTopic[],
    checkpointIds: readonly number[],
  ): Promise<readonly ReportWarningRecord[]> {
    return this.#manager.query(WARNINGS, [checkpointIds, topics]);
  }
}

const MITIGATIONS_MAX = 100;

const COLUMNS = `
  r.log_index AS "logIndex", r.topic, r.checkpoint_id AS "checkpointId", r.core_digest AS "coreDigest",
  r.dataset_digest AS "datasetDigest", r.protocol_digest AS "protocolDigest", r.attribute, r.kind, r.payload, r.computed,
  r.verdict, r.warns, r.contributor_id AS "contributorId", r.filed_at AS "filedAt", r.run_log_index AS "runLogIndex",
  r.withdrawal_log_index AS "withdrawalLogIndex", r.standing, r.agreeing, r.contradicting,
  r.is_settled AS "isSettled"`;

// Of reports that say the same of one checkpoint the one that stands best warns.
const WARNINGS = `
  WITH RECURSIVE ${aboveOf('$1::bigint[]')},
  nearest AS (SELECT start, id, depth FROM above UNION ALL SELECT id, id, 0 FROM starts),
  warning AS (
    SELECT DISTINCT ON (n.start, n.id, r.dataset_digest, r.protocol_digest, r.attribute, r.kind)
           n.start, n.depth, r.log_index
      FROM nearest n
      JOIN checkpoint c ON c.id = n.id
      JOIN checkpoint s ON s.id = n.start
      JOIN report r ON r.core_digest = c.core_digest AND r.topic = ANY($2)
     WHERE ${isOpenWarning('s.core_digest')}
     ORDER BY n.start, n.id, r.dataset_digest, r.protocol_digest, r.attribute, r.kind,
              array_position(ARRAY['CONFIRMED', 'REPRODUCED', 'FILED', 'CONTESTED'], r.standing), r.log_index)
  SELECT start AS "checkpointId", depth, log_index AS "reportLogIndex"
    FROM warning ORDER BY start, depth, log_index`;
