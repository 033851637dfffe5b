import type { EntityManager } from 'typeorm';
import type { EdgeKind } from '../checkpoint/edge-kind.ts';
import { lines, linesOf, numbers } from './columns.ts';
import { copyClient, copyLines } from './graph/copy.ts';

/** Between checkpoints of the graph. */
export interface GraphEdge {
  readonly childId: number;
  readonly parentId: number;
  readonly kind: EdgeKind;
}

/** Edges of the graph that follow from what other places say: a batch at once. */
export class GraphEdgeRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Adds edges to the graph whose children have none yet. */
  async addFirst(edges: readonly GraphEdge[]): Promise<void> {
    if (edges.length === 0) return;
    // A tag and a card often say the same edge.
    const rows = new Set(edges.map(({ childId, parentId, kind }) => `${childId}\t${parentId}\t${kind}\n`));
    await copyLines(await copyClient(this.#manager), 'lineage_edge (child_id, parent_id, kind)', rows);
  }

  /** Adds edges to the graph, between the checkpoints that the stubs are now; answers the children of the new ones. */
  async add(edges: readonly GraphEdge[]): Promise<readonly { childId: number }[]> {
    if (edges.length === 0) return [];
    return this.#manager.query(ADD_TO_GRAPH, graphColumns(edges));
  }

  /** Takes edges out of the graph that nobody says any more, nobody ever signed; answers the children. */
  async removeUnsaid(childIds: readonly number[]): Promise<readonly { childId: number }[]> {
    if (childIds.length === 0) return [];
    return this.#manager.query(REMOVE_UNSAID, [childIds]);
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
  async above(ids: readonly number[]): Promise<readonly { childId: number; parentId: number }[]> {
    return this.#manager.query(EDGES_ABOVE, [ids]);
  }
}

export function graphColumns(edges: readonly GraphEdge[]): readonly string[] {
  return [
    numbers(edges.map(({ childId }) => childId)),
    numbers(edges.map(({ parentId }) => parentId)),
    lines(edges.map(({ kind }) => kind)),
  ];
}

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
