import type { EntityManager } from 'typeorm';
import type { EdgeKind } from '../checkpoint/edge-kind.ts';
import type { ImportCode } from '../import/import-problem.ts';
import type { ImportPlace } from '../import/imported-model.ts';
import { LINEAGE_LOCK } from './lineage-repository.ts';
import { copyClient, copyLines } from './graph/copy.ts';
import { copyField, dates, lines, linesOf, numbers } from './columns.ts';
import type { ImportedModelRow, ImportPositionRow } from './tables/import-tables.ts';

export type ImportPosition = Readonly<ImportPositionRow>;

/** A stub, and the checkpoint its edges are of: itself, or what it was merged into. */
export interface StubRecord {
  readonly name: string;
  readonly id: number;
  readonly nodeId: number;
}

export interface HeldModel {
  readonly checkpointId: number;
  readonly crawledAt: Date;
  readonly factsDigest: Buffer;
  readonly goneSince: Date | null;
}

export interface ModelToKeep {
  readonly checkpointId: number;
  readonly crawledAt: Date;
  readonly factsDigest: Buffer;
  /** JSON of the facts. */
  readonly facts: string;
  /** By sha256 in hex: whether the file holds weights. */
  readonly digests: ReadonlyMap<string, boolean>;
}

/** Between checkpoints of the graph. */
export interface GraphEdge {
  readonly childId: number;
  readonly parentId: number;
  readonly kind: EdgeKind;
}

/** Between stubs, as named. */
export interface SaidEdge extends GraphEdge {
  readonly place: ImportPlace;
}

export interface SaidEdgeToKeep extends SaidEdge {
  readonly crawledAt: Date;
  readonly refused: ImportCode | null;
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

/** The writing side of imports: every method is one statement over a whole batch. */
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

  /** Makes the stubs of these names that are not there yet; they wait for their place in the graph. */
  async addStubs(names: readonly string[], now: Date): Promise<readonly { id: number; name: string }[]> {
    return this.#manager.query(ADD_STUBS, [lines(names), now]);
  }

  async stubsOf(names: readonly string[]): Promise<readonly StubRecord[]> {
    return this.#manager.query(
      `SELECT c.stub_name AS name, c.id, coalesce(c.merged_into_id, c.id) AS "nodeId"
         FROM unnest(${linesOf('$1', 'text')}) AS n(name) JOIN checkpoint c ON c.stub_name = n.name`,
      [lines(names)],
    );
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
    const rows = models.flatMap(({ checkpointId, digests }) =>
      [...digests].map(([hex, isWeights]) => `${checkpointId}\t\\\\x${hex}\t${isWeights}\n`),
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

  async edgesSaidOf(
    childIds: readonly number[],
  ): Promise<readonly (SaidEdgeToKeep & { goneSince: Date | null })[]> {
    return this.#manager.query(
      `SELECT child_id AS "childId", parent_id AS "parentId", kind, place, crawled_at AS "crawledAt", refused,
              gone_since AS "goneSince"
         FROM imported_edge WHERE child_id = ANY($1)`,
      [childIds],
    );
  }

  /** Edges that earlier imports refused, for rows that say them still; uses imported_edge_refused. */
  async refusedOf(
    childIds: readonly number[],
  ): Promise<readonly { childId: number; parentName: string; refused: ImportCode }[]> {
    return this.#manager.query(
      `SELECT DISTINCT e.child_id AS "childId", p.stub_name AS "parentName", e.refused
         FROM imported_edge e JOIN checkpoint p ON p.id = e.parent_id
        WHERE e.child_id = ANY($1) AND e.refused IS NOT NULL AND e.gone_since IS NULL`,
      [childIds],
    );
  }

  async keepEdges(edges: readonly SaidEdgeToKeep[]): Promise<void> {
    if (edges.length === 0) return;
    await this.#manager.query(KEEP_EDGES, [
      ...edgeColumns(edges),
      dates(edges.map(({ crawledAt }) => crawledAt)),
      lines(edges.map(({ refused }) => refused)),
    ]);
  }

  async loseEdges(edges: readonly (SaidEdge & { readonly crawledAt: Date })[]): Promise<void> {
    if (edges.length === 0) return;
    await this.#manager.query(LOSE_EDGES, [
      ...edgeColumns(edges),
      dates(edges.map(({ crawledAt }) => crawledAt)),
    ]);
  }

  /** Adds edges to the graph, between the checkpoints that the stubs are now; answers the children of the new ones. */
  async addToGraph(edges: readonly GraphEdge[]): Promise<readonly { childId: number }[]> {
    if (edges.length === 0) return [];
    return this.#manager.query(ADD_TO_GRAPH, graphColumns(edges));
  }

  /** Takes edges out of the graph that nobody says any more, nobody ever signed; answers the children. */
  async removeUnsaid(childIds: readonly number[]): Promise<readonly { childId: number }[]> {
    if (childIds.length === 0) return [];
    return this.#manager.query(REMOVE_UNSAID, [childIds]);
  }

  /** Checkpoints whose parents changed wait for their new place, with all below them. */
  async placeLater(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#manager.query(
      `INSERT INTO lineage_rebuild (checkpoint_id) SELECT DISTINCT unnest($1::bigint[])
       ON CONFLICT (checkpoint_id) DO UPDATE SET is_expanded = false, is_ready = false
         WHERE lineage_rebuild.is_expanded OR lineage_rebuild.is_ready`,
      [ids],
    );
  }

  /** Which of these have children: an edge to any other can close no cycle. */
  async withChildren(ids: readonly number[]): Promise<readonly number[]> {
    const rows: { id: number }[] = await this.#manager.query(
      `SELECT id FROM unnest($1::bigint[]) AS c(id)
        WHERE EXISTS (SELECT FROM lineage_edge e WHERE e.parent_id = c.id)`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** Every edge that can be reached upwards from these; uses lineage_edge_pk. */
  async edgesAbove(ids: readonly number[]): Promise<readonly { childId: number; parentId: number }[]> {
    return this.#manager.query(EDGES_ABOVE, [ids]);
  }

  /** Stubs of which every known weights file, and at least one, is among a checkpoint's weights. */
  async stubsLike(checkpointId: number): Promise<readonly { id: number }[]> {
    return this.#manager.query(STUBS_LIKE, [checkpointId]);
  }

  /** Makes a stub an alias of a checkpoint: its edges move there, and both wait for their new place with all below. */
  async merge(stubId: number, checkpointId: number): Promise<void> {
    const ids = [stubId, checkpointId];
    const children: { id: number }[] = await this.#manager.query(
      'SELECT DISTINCT child_id AS id FROM lineage_edge WHERE parent_id = $1',
      [stubId],
    );
    await this.#manager.query('UPDATE checkpoint SET merged_into_id = $2 WHERE id = $1', ids);
    await this.#manager.query(MOVE_EDGES, ids);
    await this.#manager.query(MOVE_DATASETS, ids);
    await this.#manager.query('DELETE FROM dataset_edge WHERE checkpoint_id = $1', [stubId]);
    await this.#manager.query('DELETE FROM lineage_edge WHERE child_id = $1 OR parent_id = $1', [stubId]);
    await this.#manager.query('DELETE FROM checkpoint_facet WHERE checkpoint_id = $1', [stubId]);
    await this.placeLater([...ids, ...children.map(({ id }) => id)]);
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

const MOVE_DATASETS = `
  INSERT INTO dataset_edge (dataset_node_id, checkpoint_id, kind, log_index)
  SELECT dataset_node_id, $2, kind, log_index FROM dataset_edge WHERE checkpoint_id = $1
  ON CONFLICT DO NOTHING`;

interface Counted {
  readonly name: string;
  readonly count: number;
}

function byName(rows: readonly Counted[]): Readonly<Record<string, number>> {
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

function modelLine({ checkpointId, facts, factsDigest, crawledAt }: ModelToKeep): string {
  const digest = `\\x${factsDigest.toString('hex')}`;
  return `${[checkpointId, facts, digest, crawledAt].map(copyField).join('\t')}\n`;
}

function factColumns(models: readonly ModelToKeep[]) {
  return [
    numbers(models.map(({ checkpointId }) => checkpointId)),
    // JSON as it is written here holds no line breaks.
    models.map(({ facts }) => facts).join('\n'),
    lines(models.map(({ factsDigest }) => factsDigest.toString('hex'))),
    dates(models.map(({ crawledAt }) => crawledAt)),
  ];
}

function graphColumns(edges: readonly GraphEdge[]): readonly string[] {
  return [
    numbers(edges.map(({ childId }) => childId)),
    numbers(edges.map(({ parentId }) => parentId)),
    lines(edges.map(({ kind }) => kind)),
  ];
}

function edgeColumns(edges: readonly SaidEdge[]) {
  return [...graphColumns(edges), lines(edges.map(({ place }) => place))];
}

const STUBS_LIKE = `
  SELECT DISTINCT s.id
    FROM checkpoint_artifact ca
    JOIN imported_digest d ON d.digest = decode(substr(ca.digest, 8), 'hex') AND d.is_weights
    JOIN checkpoint s ON s.id = d.checkpoint_id AND s.merged_into_id IS NULL
   WHERE ca.checkpoint_id = $1 AND ca.role = 'WEIGHTS'
     AND NOT EXISTS (
       SELECT FROM imported_digest o
        WHERE o.checkpoint_id = s.id AND o.is_weights
          AND NOT EXISTS (SELECT FROM checkpoint_artifact x
                           WHERE x.checkpoint_id = $1 AND x.digest = 'sha256:' || encode(o.digest, 'hex')))
   ORDER BY 1`;

const MOVE_EDGES = `
  INSERT INTO lineage_edge (child_id, parent_id, kind, log_index)
  SELECT CASE child_id WHEN $1 THEN $2 ELSE child_id END, CASE parent_id WHEN $1 THEN $2 ELSE parent_id END, kind, log_index
    FROM lineage_edge WHERE child_id = $1 OR parent_id = $1
  ON CONFLICT DO NOTHING`;

const CENSUS_OF_NODES = `
  SELECT count(*) AS nodes, count(c.digest) AS published, count(m.checkpoint_id) AS listed,
         count(*) FILTER (WHERE m.facts <> '{}') AS "withMetadata",
         count(*) FILTER (WHERE c.digest IS NULL AND m.checkpoint_id IS NULL) AS bare
    FROM checkpoint c LEFT JOIN imported_model m ON m.checkpoint_id = c.id
   WHERE c.merged_into_id IS NULL`;

const ADD_STUBS = `
  WITH fresh AS (
    INSERT INTO checkpoint (stub_name, size_bytes, created_at)
    SELECT n.name, 0, $2 FROM unnest(${linesOf('$1', 'text')}) AS n(name)
     WHERE NOT EXISTS (SELECT FROM checkpoint c WHERE c.stub_name = n.name)
    ON CONFLICT DO NOTHING RETURNING id, stub_name
  ), waiting AS (
    INSERT INTO lineage_rebuild (checkpoint_id) SELECT id FROM fresh ON CONFLICT DO NOTHING
  )
  SELECT id, stub_name AS name FROM fresh`;

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

const KEEP_EDGES = `
  INSERT INTO imported_edge AS e (child_id, parent_id, kind, place, crawled_at, refused)
  SELECT * FROM unnest($1::bigint[], $2::bigint[], ${linesOf('$3', 'text')}, ${linesOf('$4', 'text')}, $5::timestamptz[],
                       ${linesOf('$6', 'text')})
  ON CONFLICT (child_id, parent_id, kind, place) DO UPDATE
    SET crawled_at = greatest(e.crawled_at, excluded.crawled_at), refused = excluded.refused, gone_since = NULL`;

const LOSE_EDGES = `
  UPDATE imported_edge e SET gone_since = s.crawled_at
    FROM unnest($1::bigint[], $2::bigint[], ${linesOf('$3', 'text')}, ${linesOf('$4', 'text')}, $5::timestamptz[])
         AS s(child_id, parent_id, kind, place, crawled_at)
   WHERE (e.child_id, e.parent_id, e.kind, e.place) = (s.child_id, s.parent_id, s.kind, s.place)`;

const ADD_TO_GRAPH = `
  WITH added AS (
    INSERT INTO lineage_edge (child_id, parent_id, kind)
    SELECT DISTINCT * FROM unnest($1::bigint[], $2::bigint[], ${linesOf('$3', 'text')}) AS s(child_id, parent_id, kind)
    ON CONFLICT DO NOTHING RETURNING child_id
  )
  SELECT child_id AS "childId" FROM added`;

// By the nodes that stubs are now: two stubs of one checkpoint may say the same edge.
const REMOVE_UNSAID = `
  WITH removed AS (
    DELETE FROM lineage_edge l
     WHERE l.child_id = ANY($1) AND l.log_index IS NULL
       AND NOT EXISTS (
         SELECT FROM checkpoint child
           JOIN imported_edge e ON e.child_id = child.id
           JOIN checkpoint parent ON parent.id = e.parent_id
          WHERE (child.id = l.child_id OR child.merged_into_id = l.child_id)
            AND coalesce(parent.merged_into_id, parent.id) = l.parent_id
            AND e.kind = l.kind AND e.gone_since IS NULL AND e.refused IS NULL)
    RETURNING child_id
  )
  SELECT child_id AS "childId" FROM removed`;

const EDGES_ABOVE = `
  WITH RECURSIVE above(id) AS (
    SELECT unnest($1::bigint[])
    UNION
    SELECT e.parent_id FROM lineage_edge e JOIN above a ON e.child_id = a.id
  )
  SELECT e.child_id AS "childId", e.parent_id AS "parentId" FROM lineage_edge e JOIN above a ON e.child_id = a.id`;

const MARK_GONE = `
  WITH gone AS (
    UPDATE imported_model m SET gone_since = $3
      FROM checkpoint c
     WHERE c.id = m.checkpoint_id AND starts_with(c.stub_name, $2) AND m.gone_since IS NULL AND m.crawled_at < $3
       AND NOT EXISTS (SELECT FROM import_listing l WHERE l.key = $1 AND l.checkpoint_id = m.checkpoint_id)
    RETURNING m.checkpoint_id
  )
  SELECT count(*) AS gone FROM gone`;
