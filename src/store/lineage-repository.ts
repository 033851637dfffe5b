import type { EntityManager } from 'typeorm';
import { relativesOf, type Direction, type RelativeRecord } from './queries/relatives-of.ts';
import { pathsBetween } from './queries/paths-between.ts';
import { lineageEdgeTable, type LineageEdgeRow } from './tables/registry-tables.ts';

export type LineageEdgeRecord = Readonly<LineageEdgeRow>;

export const LINEAGE_LOCK = 7_420_003;

/** Edges from child to parent, and what follows from them. */
export class LineageRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Holds off other edges until the transaction ends: two edges together could close a cycle. */
  async lock(): Promise<void> {
    await this.#manager.query('SELECT pg_advisory_xact_lock($1)', [LINEAGE_LOCK]);
  }

  async add(edges: readonly LineageEdgeRecord[]): Promise<void> {
    if (edges.length > 0) await this.#manager.insert(lineageEdgeTable, [...edges]);
  }

  async find(childId: number, parentId: number): Promise<readonly LineageEdgeRecord[]> {
    return this.#manager.findBy(lineageEdgeTable, { childId, parentId });
  }

  async isAncestor(ancestorId: number, descendantId: number): Promise<boolean> {
    const [row] = await this.#manager.query(IS_ANCESTOR, [ancestorId, descendantId]);
    return row.found === true;
  }

  async parentEdgesOf(childIds: readonly number[]): Promise<readonly LineageEdgeRecord[]> {
    return this.#manager.query(`${SELECT_EDGE} WHERE child_id = ANY($1) ORDER BY child_id, parent_id, kind`, [
      childIds,
    ]);
  }

  /** Newest first, `first` for each parent. */
  async childEdgesOf(parentIds: readonly number[], first: number): Promise<readonly LineageEdgeRecord[]> {
    return this.#manager.query(
      `SELECT e.* FROM unnest($1::bigint[]) AS p(id)
         CROSS JOIN LATERAL (${SELECT_EDGE} WHERE parent_id = p.id ORDER BY child_id DESC LIMIT $2) e`,
      [parentIds, first],
    );
  }

  /** Nearest generation first, in pages after (depth, id). */
  async relativesOf(
    id: number,
    direction: Direction,
    first: number,
    after: { depth: number; id: number } | null,
  ): Promise<readonly RelativeRecord[]> {
    return relativesOf(this.#manager, id, direction, first, after);
  }

  async pathsBetween(fromId: number, toId: number, first: number): Promise<readonly LineageEdgeRecord[][]> {
    return pathsBetween(this.#manager, fromId, toId, first);
  }
}

const SELECT_EDGE = `SELECT child_id AS "childId", parent_id AS "parentId", kind, log_index AS "logIndex" FROM lineage_edge`;

// Walks up from the descendant by lineage_edge_pk; UNION ends at nodes already seen.
const IS_ANCESTOR = `
  WITH RECURSIVE above(id) AS (
    SELECT $2::bigint
    UNION
    SELECT e.parent_id FROM lineage_edge e JOIN above a ON e.child_id = a.id
  )
  SELECT EXISTS (SELECT FROM above WHERE id = $1) AS found`;
