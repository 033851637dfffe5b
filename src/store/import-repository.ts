import type { EntityManager } from 'typeorm';
import { LINEAGE_LOCK } from './lineage-repository.ts';
import { copyClient, copyLines } from './graph/copy.ts';
import { copyField, dates, lines, linesOf, numbers } from './columns.ts';
import type { ImportedModelRow, ImportPositionRow } from './tables/import-tables.ts';

export type ImportPosition = Readonly<ImportPositionRow>;

export interface HeldModel {
  readonly checkpointId: number;
  readonly crawledAt: Date;
  readonly factsDigest: Buffer;
  readonly goneSince: Date | null;
}

export interface ModelToKeep {
  readonly checkpointId: number;
  readonly crawledAt: Date;
  /** In hex. */
  readonly factsDigest: string;
  /** JSON of the facts. */
  readonly facts: string;
  /** Each digest once, in hex. */
  readonly files: readonly { readonly sha256: string; readonly isWeights: boolean }[];
}

/** What the graph of a hub holds. */
export interface GraphCensus {
  readonly nodes: number;
  readonly published: number;
  readonly listed: number;
  readonly withMetadata: number;
  /** Stubs that no listing named. */
  readonly bare: number;
  readonly edges: number;
  readonly byKind: Readonly<Record<string, number>>;
  /** Imported edges in the graph by the places that say them; one may be said in several. */
  readonly byPlace: Readonly<Record<string, number>>;
}

/** How far imports are, and the facts they bring; stubs and edges have repositories of their own. */
export class ImportRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** As LineageRepository.lock, but waiting as long as it takes: a hub may be placing its whole graph. */
  async lock(): Promise<void> {
    await this.#manager.query('SELECT pg_advisory_xact_lock($1)', [LINEAGE_LOCK]);
  }

  async positionOf(key: string): Promise<ImportPosition | null> {
    const [row] = await this.#manager.query(
      `SELECT key, file, line, report_bytes AS "reportBytes", counts FROM import_position WHERE key = $1`,
      [key],
    );
    return row ?? null;
  }

  async keepPosition({ key, file, line, reportBytes, counts }: ImportPosition): Promise<void> {
    await this.#manager.query(
      `INSERT INTO import_position (key, file, line, report_bytes, counts) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (key) DO UPDATE
         SET file = excluded.file, line = excluded.line, report_bytes = excluded.report_bytes, counts = excluded.counts`,
      [key, file, line, reportBytes, counts],
    );
  }

  async finish(key: string): Promise<void> {
    await this.#manager.query('DELETE FROM import_listing WHERE key = $1', [key]);
    await this.#manager.query('DELETE FROM import_position WHERE key = $1', [key]);
  }

  async modelsOf(ids: readonly number[]): Promise<readonly HeldModel[]> {
    return this.#manager.query(
      `SELECT checkpoint_id AS "checkpointId", crawled_at AS "crawledAt", facts_digest AS "factsDigest",
              gone_since AS "goneSince"
         FROM imported_model WHERE checkpoint_id = ANY($1)`,
      [ids],
    );
  }

  async factsOf(ids: readonly number[]): Promise<readonly Readonly<ImportedModelRow>[]> {
    return this.#manager.query(
      `SELECT checkpoint_id AS "checkpointId", facts, facts_digest AS "factsDigest", crawled_at AS "crawledAt",
              gone_since AS "goneSince"
         FROM imported_model WHERE checkpoint_id = ANY($1)`,
      [ids],
    );
  }

  /** Keeps what a crawl says of models that were not listed before. */
  async addModels(models: readonly ModelToKeep[]): Promise<void> {
    if (models.length === 0) return;
    const client = await copyClient(this.#manager);
    await copyLines(
      client,
      'imported_model (checkpoint_id, facts, facts_digest, crawled_at)',
      models.map(modelLine),
    );
    await this.#addDigests(models);
  }

  /** Keeps what a later crawl says, and beside it what was said before where that was something else. */
  async changeModels(models: readonly ModelToKeep[]): Promise<void> {
    if (models.length === 0) return;
    await this.#manager.query(KEEP_HISTORY, factColumns(models));
    await this.#manager.query(CHANGE_MODELS, factColumns(models));
    const ids = models.map(({ checkpointId }) => checkpointId);
    await this.#manager.query('DELETE FROM imported_digest WHERE checkpoint_id = ANY($1)', [ids]);
    await this.#addDigests(models);
  }

  async #addDigests(models: readonly ModelToKeep[]): Promise<void> {
    const rows = models.flatMap(({ checkpointId, files }) =>
      files.map(({ sha256, isWeights }) => `${checkpointId}\t\\\\x${sha256}\t${isWeights}\n`),
    );
    if (rows.length === 0) return;
    const client = await copyClient(this.#manager);
    await copyLines(client, 'imported_digest (checkpoint_id, digest, is_weights)', rows);
  }

  /** A later crawl says the same: it is the one that said it last, and what had gone is back. */
  async confirmModels(rows: readonly { checkpointId: number; crawledAt: Date }[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#manager.query(
      `UPDATE imported_model m SET crawled_at = s.crawled_at, gone_since = NULL
         FROM unnest($1::bigint[], $2::timestamptz[]) AS s(id, crawled_at) WHERE m.checkpoint_id = s.id`,
      [rows.map(({ checkpointId }) => checkpointId), rows.map(({ crawledAt }) => crawledAt)],
    );
  }

  async census(): Promise<GraphCensus> {
    const [nodes] = await this.#manager.query(CENSUS_OF_NODES);
    const kinds: Counted[] = await this.#manager.query(
      'SELECT kind AS name, count(*) FROM lineage_edge GROUP BY 1 ORDER BY 2 DESC, 1',
    );
    const places: Counted[] = await this.#manager.query(
      `SELECT place AS name, count(*) FROM imported_edge
        WHERE gone_since IS NULL AND refused IS NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
    );
    const edges = kinds.reduce((sum, { count }) => sum + count, 0);
    return { ...nodes, edges, byKind: byName(kinds), byPlace: byName(places) };
  }

  async list(key: string, ids: readonly number[]): Promise<void> {
    await this.#manager.query(
      `INSERT INTO import_listing (key, checkpoint_id) SELECT $1, id FROM unnest($2::bigint[]) AS s(id)
       ON CONFLICT DO NOTHING`,
      [key, ids],
    );
  }

  /** Marks what a whole listing does not name and no later crawl has seen; answers how many. */
  async markGone(key: string, source: string, crawledAt: Date): Promise<number> {
    const [row] = await this.#manager.query(MARK_GONE, [key, `${source}:`, crawledAt]);
    return row.gone;
  }
}

interface Counted {
  readonly name: string;
  readonly count: number;
}

function byName(rows: readonly Counted[]): Readonly<Record<string, number>> {
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

function modelLine({ checkpointId, facts, factsDigest, crawledAt }: ModelToKeep): string {
  return `${checkpointId}\t${copyField(facts)}\t\\\\x${factsDigest}\t${crawledAt.toISOString()}\n`;
}

function factColumns(models: readonly ModelToKeep[]) {
  return [
    numbers(models.map(({ checkpointId }) => checkpointId)),
    // JSON as it is written here holds no line breaks.
    models.map(({ facts }) => facts).join('\n'),
    lines(models.map(({ factsDigest }) => factsDigest)),
    dates(models.map(({ crawledAt }) => crawledAt)),
  ];
}

const CENSUS_OF_NODES = `
  SELECT count(*) AS nodes, count(c.digest) AS published, count(m.checkpoint_id) AS listed,
         count(*) FILTER (WHERE m.facts <> '{}') AS "withMetadata",
         count(*) FILTER (WHERE c.digest IS NULL AND m.checkpoint_id IS NULL) AS bare
    FROM checkpoint c LEFT JOIN imported_model m ON m.checkpoint_id = c.id
   WHERE c.merged_into_id IS NULL`;

const SAID = `said AS (
    SELECT s.id, s.facts, decode(s.digest, 'hex') AS digest, s.crawled_at
      FROM unnest($1::bigint[], ${linesOf('$2', 'jsonb')}, ${linesOf('$3', 'text')}, $4::timestamptz[])
           AS s(id, facts, digest, crawled_at)
  )`;

// Of each changed fact what it was; null where it was not said at all.
const KEEP_HISTORY = `
  WITH ${SAID}
  INSERT INTO imported_model_history (checkpoint_id, crawled_at, said)
  SELECT m.checkpoint_id, m.crawled_at, was.said
    FROM said s JOIN imported_model m ON m.checkpoint_id = s.id
   CROSS JOIN LATERAL (
     SELECT jsonb_object_agg(k.key, m.facts -> k.key) AS said
       FROM jsonb_object_keys(m.facts || s.facts) AS k(key)
      WHERE m.facts -> k.key IS DISTINCT FROM s.facts -> k.key
   ) was
   WHERE was.said IS NOT NULL
  ON CONFLICT (checkpoint_id, crawled_at) DO UPDATE SET said = excluded.said || imported_model_history.said`;

const CHANGE_MODELS = `
  WITH ${SAID}
  UPDATE imported_model m
     SET facts = said.facts, facts_digest = said.digest, crawled_at = said.crawled_at, gone_since = NULL
    FROM said WHERE m.checkpoint_id = said.id`;

const MARK_GONE = `
  WITH gone AS (
    UPDATE imported_model m SET gone_since = $3
      FROM checkpoint c
     WHERE c.id = m.checkpoint_id AND starts_with(c.stub_name, $2) AND m.gone_since IS NULL AND m.crawled_at < $3
       AND NOT EXISTS (SELECT FROM import_listing l WHERE l.key = $1 AND l.checkpoint_id = m.checkpoint_id)
    RETURNING m.checkpoint_id
  )
  SELECT count(*) AS gone FROM gone`;
