import type { EntityManager } from 'typeorm';
import type { ReadRecord } from '../import/reported/read-reported-file.ts';
import type {
  Direction,
  ReportedFormat,
  ReportedResult,
  ReportedSource,
} from '../import/reported/reported-record.ts';
import { reportedFileTable, reportedRecordTable, type ReportedFileRow } from './tables/reported-tables.ts';

export type ReportedFileRecord = Readonly<ReportedFileRow>;

/** A record with where it came from; its raw text is asked for by itself. */
export interface ReportedRecordRecord {
  readonly id: number;
  readonly logIndex: number;
  readonly digest: string;
  readonly model: string;
  readonly revision: string | null;
  readonly step: number | null;
  readonly source: ReportedSource;
  readonly format: ReportedFormat;
  readonly contributorId: number;
  readonly importedAt: Date;
}

export type ReportedResultRecord = ReportedResult & { readonly recordId: number };

/** A value with who says it of which model. */
export interface ReportedEntryRecord extends ReportedResultRecord {
  readonly model: string;
  readonly revision: string | null;
  readonly step: number | null;
}

/** How much is reported of one benchmark by one metric. */
export interface BenchmarkRecord {
  readonly benchmark: string;
  readonly metric: string;
  readonly results: number;
  readonly models: number;
}

/** What others report: nobody here measured it, and it counts in no score. */
export class ReportedRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async addFile(row: Omit<ReportedFileRow, 'withdrawalLogIndex'>): Promise<ReportedFileRecord> {
    const file = { ...row, withdrawalLogIndex: null };
    await this.#manager.insert(reportedFileTable, file);
    return file;
  }

  /** Which of these are here; uses reported_record_digest. */
  async known(digests: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { digest: string }[] = await this.#manager.query(
      'SELECT digest FROM reported_record WHERE digest = ANY($1)',
      [digests],
    );
    return new Set(rows.map(({ digest }) => digest));
  }

  /** A statement for all records and one for their values: whoever signs waits for them. */
  async addRecords(logIndex: number, records: readonly ReadRecord[]): Promise<void> {
    const rows = records.map(({ digest, model, revision, step, source, raw }) => {
      const named = { digest, model, key: model.toLowerCase(), revision, step };
      return { ...named, source, raw: JSON.stringify(raw) };
    });
    const ids: { id: number; digest: string }[] = await this.#manager.query(ADD_RECORDS, [
      logIndex,
      JSON.stringify(rows),
    ]);
    const idOf = new Map(ids.map(({ id, digest }) => [digest, id]));
    const results = records.flatMap(({ digest, results: own }) =>
      own.map((result, position) => ({ recordId: idOf.get(digest), position, ...result })),
    );
    await this.#manager.query(ADD_RESULTS, [JSON.stringify(results)]);
  }

  /** The file stays, marked; what it said is gone. */
  async withdraw(logIndex: number, withdrawalLogIndex: number): Promise<void> {
    await this.#manager.query(
      `DELETE FROM reported_result USING reported_record r WHERE r.id = record_id AND r.log_index = $1`,
      [logIndex],
    );
    await this.#manager.delete(reportedRecordTable, { logIndex });
    await this.#manager.update(reportedFileTable, { logIndex }, { withdrawalLogIndex });
  }

  async filesByLogIndexes(logIndexes: readonly number[]): Promise<readonly ReportedFileRecord[]> {
    return this.#manager.query(`${SELECT_FILE} WHERE log_index = ANY($1)`, [logIndexes]);
  }

  /** Of each checkpoint, what is said of its names, a revision's own only of that revision; newest first. */
  async recordsOn(checkpointIds: readonly number[], first: number): Promise<readonly OnCheckpoint[]> {
    return this.#manager.query(RECORDS_ON, [checkpointIds, first]);
  }

  /** What is said of a model by name, newest first; uses reported_record_model. */
  async recordsOf(
    model: string,
    first: number,
    beforeId: number | null,
  ): Promise<readonly ReportedRecordRecord[]> {
    return this.#manager.query(
      `${SELECT_RECORD} WHERE r.model_key = $1 AND ($3::bigint IS NULL OR r.id < $3) ORDER BY r.id DESC LIMIT $2`,
      [model.toLowerCase(), first, beforeId],
    );
  }

  async recordsByIds(ids: readonly number[]): Promise<readonly ReportedRecordRecord[]> {
    return this.#manager.query(`${SELECT_RECORD} WHERE r.id = ANY($1)`, [ids]);
  }

  /** How many records and results came with each file. */
  async countsOf(logIndexes: readonly number[]): Promise<readonly FileCounts[]> {
    return this.#manager.query(COUNTS_OF, [logIndexes]);
  }

  /** How many characters these records are as they came. */
  async rawCharacters(ids: readonly number[]): Promise<number> {
    const [row] = await this.#manager.query(
      'SELECT coalesce(sum(length(raw)), 0) AS characters FROM reported_record WHERE id = ANY($1)',
      [ids],
    );
    return Number(row.characters);
  }

  async rawOf(ids: readonly number[]): Promise<readonly { readonly id: number; readonly raw: string }[]> {
    return this.#manager.query('SELECT id, raw FROM reported_record WHERE id = ANY($1)', [ids]);
  }

  /** The first values of each record; uses reported_result_pk. */
  async resultsOf(recordIds: readonly number[], first: number): Promise<readonly ReportedResultRecord[]> {
    return this.#manager.query(
      `SELECT ${RESULT_COLUMNS} FROM reported_result s WHERE s.record_id = ANY($1) AND s.position < $2
        ORDER BY s.record_id, s.position`,
      [recordIds, first],
    );
  }

  async resultCounts(
    recordIds: readonly number[],
  ): Promise<readonly { readonly id: number; readonly results: number }[]> {
    return this.#manager.query(
      `SELECT record_id AS id, count(*) AS results FROM reported_result WHERE record_id = ANY($1) GROUP BY record_id`,
      [recordIds],
    );
  }

  /** The best values of a benchmark by these names of a metric; uses reported_result_benchmark. */
  async bestOf(
    benchmark: string,
    metrics: readonly string[],
    direction: Direction,
    first: number,
  ): Promise<readonly ReportedEntryRecord[]> {
    const sign = direction === 'HIGHER_IS_BETTER' ? -1 : 1;
    return this.#manager.query(BEST_OF, [benchmark, metrics, first, sign]);
  }

  /** What most of those say who report a benchmark; null where nobody says. */
  async directionOf(benchmark: string, metrics: readonly string[]): Promise<Direction | null> {
    const [row] = await this.#manager.query(DIRECTION_OF, [benchmark, metrics]);
    return row?.direction ?? null;
  }

  /** One model's values of a benchmark that tell their step, by step. */
  async stepsOf(
    model: string,
    benchmark: string,
    metrics: readonly string[],
    first: number,
  ): Promise<readonly ReportedEntryRecord[]> {
    return this.#manager.query(STEPS_OF, [model.toLowerCase(), benchmark, metrics, first]);
  }

  /** The metrics of a benchmark, the one told most often first. */
  async metricsOf(benchmark: string): Promise<readonly string[]> {
    const rows: { metric: string }[] = await this.#manager.query(
      `SELECT metric FROM reported_result WHERE benchmark = $1 AND value IS NOT NULL
        GROUP BY metric ORDER BY count(*) DESC, metric LIMIT 20`,
      [benchmark],
    );
    return rows.map(({ metric }) => metric);
  }

  /** Benchmarks whose name holds a text, those with most results first. */
  async benchmarks(search: string, first: number): Promise<readonly BenchmarkRecord[]> {
    return this.#manager.query(BENCHMARKS, [search.toLowerCase(), first]);
  }
}

export type OnCheckpoint = ReportedRecordRecord & { readonly checkpointId: number };

export interface FileCounts {
  readonly logIndex: number;
  readonly records: number;
  readonly results: number;
}

const ADD_RECORDS = `
  INSERT INTO reported_record (log_index, digest, model_name, model_key, revision, step, source, raw)
  SELECT $1, r.digest, r.model, r.key, r.revision, r.step, r.source, r.raw
    FROM json_to_recordset($2::json) AS r(digest text, model text, key text, revision text, step bigint, source jsonb, raw text)
  RETURNING id, digest`;

const ADD_RESULTS = `
  INSERT INTO reported_result (record_id, position, benchmark, benchmark_version, dataset, metric, direction, unit, scale_min,
                               scale_max, value, standard_error, low, high, confidence, items, fewshot)
  SELECT r.* FROM json_to_recordset($1::json) AS r("recordId" bigint, position integer, benchmark text, "benchmarkVersion" text,
         dataset text, metric text, direction text, unit text, "scaleMin" double precision, "scaleMax" double precision,
         value double precision, "standardError" double precision, low double precision, high double precision,
         confidence double precision, items bigint, fewshot integer)`;

const SELECT_FILE = `
  SELECT log_index AS "logIndex", artifact_digest AS "artifactDigest", format, contributor_id AS "contributorId",
         imported_at AS "importedAt", withdrawal_log_index AS "withdrawalLogIndex"
    FROM reported_file`;

const RECORD_COLUMNS = `
  r.id, r.log_index AS "logIndex", r.digest, r.model_name AS model, r.revision, r.step, r.source, f.format,
  f.contributor_id AS "contributorId", f.imported_at AS "importedAt"`;

const RECORD_TABLES = 'reported_record r JOIN reported_file f ON f.log_index = r.log_index';
const SELECT_RECORD = `SELECT ${RECORD_COLUMNS} FROM ${RECORD_TABLES}`;

const RESULT_COLUMNS = `
  s.record_id AS "recordId", s.benchmark, s.benchmark_version AS "benchmarkVersion", s.dataset, s.metric, s.direction,
  s.unit, s.scale_min AS "scaleMin", s.scale_max AS "scaleMax", s.value, s.standard_error AS "standardError", s.low, s.high,
  s.confidence, s.items, s.fewshot`;

const RECORDS_ON = `
  WITH named AS (
    SELECT c.id, lower(m.name) AS key, c.revision
      FROM checkpoint c JOIN model m ON m.id = c.model_id WHERE c.id = ANY($1)
     UNION
    SELECT coalesce(s.merged_into_id, s.id), lower(substr(s.stub_name, strpos(s.stub_name, ':') + 1)), NULL
      FROM checkpoint s WHERE s.stub_name IS NOT NULL AND (s.id = ANY($1) OR s.merged_into_id = ANY($1))
  )
  SELECT said.* FROM (SELECT DISTINCT id FROM named) n
   CROSS JOIN LATERAL (
     SELECT DISTINCT ON (r.id) n.id AS "checkpointId", ${RECORD_COLUMNS}
       FROM named JOIN (${RECORD_TABLES}) ON r.model_key = named.key
      WHERE named.id = n.id AND (named.revision IS NULL OR r.revision IS NULL OR r.revision = named.revision)
      ORDER BY r.id DESC LIMIT $2
   ) said`;

const SELECT_ENTRY = `
  SELECT ${RESULT_COLUMNS}, r.model_name AS model, r.revision, r.step
    FROM reported_result s JOIN reported_record r ON r.id = s.record_id`;

const BEST_OF = `${SELECT_ENTRY}
   WHERE s.benchmark = $1 AND s.metric = ANY($2) AND s.value IS NOT NULL
   ORDER BY s.value * $4::double precision, s.record_id, s.position LIMIT $3`;

const DIRECTION_OF = `
  SELECT direction FROM reported_result WHERE benchmark = $1 AND metric = ANY($2) AND direction IS NOT NULL
   GROUP BY direction ORDER BY count(*) DESC, direction LIMIT 1`;

const STEPS_OF = `${SELECT_ENTRY}
   WHERE r.model_key = $1 AND s.benchmark = $2 AND s.metric = ANY($3) AND s.value IS NOT NULL AND r.step IS NOT NULL
   ORDER BY r.step, r.id, s.position LIMIT $4`;

const BENCHMARKS = `
  SELECT s.benchmark, s.metric, count(*) AS results, count(DISTINCT r.model_key) AS models
    FROM reported_result s JOIN reported_record r ON r.id = s.record_id
   WHERE s.value IS NOT NULL AND strpos(lower(s.benchmark), $1) > 0
   GROUP BY s.benchmark, s.metric ORDER BY results DESC, s.benchmark, s.metric LIMIT $2`;

const COUNTS_OF = `
  SELECT r.log_index AS "logIndex", count(DISTINCT r.id) AS records, count(s.record_id) AS results
    FROM reported_record r LEFT JOIN reported_result s ON s.record_id = r.id
   WHERE r.log_index = ANY($1) GROUP BY r.log_index`;
