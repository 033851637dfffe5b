import type { EntityManager } from 'typeorm';
import { lines, linesOf, numbers } from './columns.ts';
import type { DatasetEdgeKind, DatasetName } from '../checkpoint/dataset-name.ts';
import type { CheckpointRecord } from './checkpoint-repository.ts';
import { CHECKPOINT_COLUMNS, CHECKPOINT_TABLES } from './queries/checkpoint-columns.ts';
import { datasetReach, type ReachedRecord } from './queries/dataset-reach.ts';
import type { KeysetPage } from './queries/keyset.ts';
import type { DatasetEdgeRow, DatasetNodeRow } from './tables/registry-tables.ts';

export type DatasetNodeRecord = Readonly<DatasetNodeRow>;
export type DatasetEdgeRecord = Readonly<DatasetEdgeRow> & { readonly name: string };

/** A dataset that its publisher took back, and a checkpoint that was trained on it, here or above. */
export interface DatasetWarningRecord {
  readonly checkpointId: number;
  readonly trainedId: number;
  readonly depth: number;
  readonly datasetId: number;
  readonly withdrawalLogIndex: number;
}

/** Datasets as nodes: what was trained on them and evaluated on them. */
export class DatasetGraphRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async find(name: DatasetName): Promise<DatasetNodeRecord | null> {
    const [row] = await this.#manager.query('SELECT id, name FROM dataset_node WHERE name = $1', [name]);
    return row ?? null;
  }

  async byIds(ids: readonly number[]): Promise<readonly DatasetNodeRecord[]> {
    return this.#manager.query('SELECT id, name FROM dataset_node WHERE id = ANY($1)', [ids]);
  }

  /** Adds edges of checkpoints to the dataset of a name; those that are there stay as they are. */
  async connect(
    name: DatasetName,
    checkpointIds: readonly number[],
    kind: DatasetEdgeKind,
    logIndex: number,
  ): Promise<void> {
    await this.name(name);
    await this.#manager.query(
      `INSERT INTO dataset_edge (dataset_node_id, checkpoint_id, kind, log_index)
       SELECT n.id, c.id, $3, $4 FROM dataset_node n, unnest($2::bigint[]) AS c(id) WHERE n.name = $1
       ON CONFLICT DO NOTHING`,
      [name, checkpointIds, kind, logIndex],
    );
  }

  /** What another place says of some checkpoints; what it said before and no longer does goes. */
  async connectImported(
    checkpointIds: readonly number[],
    said: readonly {
      readonly checkpointId: number;
      readonly name: DatasetName;
      readonly kind: DatasetEdgeKind;
    }[],
  ): Promise<void> {
    const columns = [
      numbers(said.map((edge) => edge.checkpointId)),
      lines(said.map(({ name }) => name)),
      lines(said.map(({ kind }) => kind)),
    ];
    await this.#manager.query(NAME_IMPORTED, [lines([...new Set(said.map(({ name }) => name))])]);
    await this.#manager.query(FORGET_IMPORTED, [...columns, numbers(checkpointIds)]);
    await this.#manager.query(CONNECT_IMPORTED, columns);
  }

  async name(name: DatasetName): Promise<void> {
    await this.#manager.query('INSERT INTO dataset_node (name) VALUES ($1) ON CONFLICT DO NOTHING', [name]);
  }

  async edgesOf(checkpointIds: readonly number[]): Promise<readonly DatasetEdgeRecord[]> {
    return this.#manager.query(
      `SELECT e.dataset_node_id AS "datasetNodeId", e.checkpoint_id AS "checkpointId", e.kind,
              e.log_index AS "logIndex", n.name
         FROM dataset_edge e JOIN dataset_node n ON n.id = e.dataset_node_id
        WHERE e.checkpoint_id = ANY($1) ORDER BY e.checkpoint_id, n.name, e.kind`,
      [checkpointIds],
    );
  }

  /** Checkpoints with an edge of their own, newest first; uses dataset_edge_pk. */
  async checkpointsOf(
    nodeId: number,
    kind: DatasetEdgeKind | null,
    first: number,
    beforeId: number | null,
  ): Promise<readonly CheckpointRecord[]> {
    return this.#manager.query(
      `SELECT ${CHECKPOINT_COLUMNS} FROM ${CHECKPOINT_TABLES}
        WHERE c.id IN (SELECT DISTINCT checkpoint_id FROM dataset_edge
                        WHERE dataset_node_id = $1 AND ($2::text IS NULL OR kind = $2)
                          AND ($3::bigint IS NULL OR checkpoint_id < $3)
                        ORDER BY checkpoint_id DESC LIMIT $4)
        ORDER BY c.id DESC`,
      [nodeId, kind, beforeId, first],
    );
  }

  /** What was trained on it and everything made from that, nearest first. */
  async reachedFrom(nodeId: number, page: KeysetPage): Promise<readonly ReachedRecord[]> {
    return datasetReach(this.#manager, nodeId, page);
  }

  async warningsOn(checkpointIds: readonly number[]): Promise<readonly DatasetWarningRecord[]> {
    return this.#manager.query(WARNINGS, [checkpointIds]);
  }
}

const NAME_IMPORTED = `
  INSERT INTO dataset_node (name)
  SELECT s.name FROM unnest(${linesOf('$1', 'text')}) AS s(name)
   WHERE NOT EXISTS (SELECT FROM dataset_node n WHERE n.name = s.name) ORDER BY s.name
  ON CONFLICT DO NOTHING`;

const SAID = `
  SELECT DISTINCT n.id AS dataset_node_id, s.checkpoint_id, s.kind
    FROM unnest($1::bigint[], ${linesOf('$2', 'text')}, ${linesOf('$3', 'text')}) AS s(checkpoint_id, name, kind)
    JOIN dataset_node n ON n.name = s.name`;

const FORGET_IMPORTED = `
  DELETE FROM dataset_edge e
   WHERE e.checkpoint_id = ANY($4) AND e.log_index IS NULL
     AND (e.dataset_node_id, e.checkpoint_id, e.kind) NOT IN (${SAID})`;

const CONNECT_IMPORTED = `
  INSERT INTO dataset_edge (dataset_node_id, checkpoint_id, kind) ${SAID} ON CONFLICT DO NOTHING`;

// Datasets that were taken back are few: their trained checkpoints are looked for among the ancestors.
const WARNINGS = `
  WITH lost AS MATERIALIZED (
    SELECT d.id, d.withdrawal_log_index, e.checkpoint_id
      FROM dataset d JOIN dataset_node n ON n.name = lower(d.name)
      JOIN dataset_edge e ON e.dataset_node_id = n.id AND e.kind = 'TRAINED_ON'
     WHERE d.withdrawal_log_index IS NOT NULL
  )
  SELECT s.id AS "checkpointId", l.checkpoint_id AS "trainedId", l.id AS "datasetId",
         l.withdrawal_log_index AS "withdrawalLogIndex",
         CASE WHEN l.checkpoint_id = s.id THEN 0
              ELSE n.ancestor_depths[array_position(n.ancestor_ids, l.checkpoint_id)] END::int AS depth
    FROM unnest($1::bigint[]) AS s(id)
    JOIN lineage_node n ON n.checkpoint_id = s.id
    JOIN lost l ON l.checkpoint_id = s.id OR l.checkpoint_id = ANY (n.ancestor_ids)
   ORDER BY s.id, depth, l.checkpoint_id`;
