import type { EntityManager } from 'typeorm';
import { copyField, lines, linesOf } from './columns.ts';
import { copyClient, copyLines } from './graph/copy.ts';
import { placeLater } from './graph/place-later.ts';

/** A stub, and the checkpoint its edges are of: itself, or what it was merged into. */
export interface StubRecord {
  readonly name: string;
  readonly id: number;
  readonly nodeId: number;
}

/** Checkpoints that are names of another place, until what they name is published here. */
export class StubRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async named(names: readonly string[]): Promise<readonly StubRecord[]> {
    return this.#manager.query(
      `SELECT c.stub_name AS name, c.id, coalesce(c.merged_into_id, c.id) AS "nodeId"
         FROM unnest(${linesOf('$1', 'text')}) AS n(name) JOIN checkpoint c ON c.stub_name = n.name`,
      [lines(names)],
    );
  }

  /**
   * Makes the stubs of names that have none yet; they wait for their place in the graph. Called with the lineage lock held,
   * as everything that makes stubs is: nobody else makes them meanwhile, and COPY writes them.
   */
  async add(names: readonly string[], now: Date): Promise<readonly StubRecord[]> {
    if (names.length === 0) return [];
    const ids: { id: number }[] = await this.#manager.query(NEXT_IDS, [names.length]);
    const stubs = names.map((name, index) => ({ name, id: ids[index]!.id, nodeId: ids[index]!.id }));
    const client = await copyClient(this.#manager);
    const madeAt = now.toISOString();
    await copyLines(
      client,
      'checkpoint (id, stub_name, size_bytes, created_at)',
      stubs.map(({ id, name }) => `${id}\t${copyField(name)}\t0\t${madeAt}\n`),
    );
    await copyLines(
      client,
      'lineage_rebuild (checkpoint_id)',
      stubs.map(({ id }) => `${id}\n`),
    );
    return stubs;
  }

  /** Stubs of which every known weights file, and at least one, is among a checkpoint's weights. */
  async like(checkpointId: number): Promise<readonly { id: number }[]> {
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
    await placeLater(this.#manager, [...ids, ...children.map(({ id }) => id)]);
  }
}

const NEXT_IDS = `
  SELECT nextval('checkpoint_id_seq') AS id FROM generate_series(1, $1)`;

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

const MOVE_DATASETS = `
  INSERT INTO dataset_edge (dataset_node_id, checkpoint_id, kind, log_index)
  SELECT dataset_node_id, $2, kind, log_index FROM dataset_edge WHERE checkpoint_id = $1
  ON CONFLICT DO NOTHING`;
