import type { EntityManager } from 'typeorm';
import type { ImportCode } from '../import/import-problem.ts';
import type { ImportPlace } from '../import/imported-model.ts';
import { copyField, dates, lines, linesOf } from './columns.ts';
import { copyClient, copyLines } from './graph/copy.ts';
import { graphColumns, type GraphEdge } from './graph-edge-repository.ts';

/** Between stubs, as named. */
export interface SaidEdge extends GraphEdge {
  readonly place: ImportPlace;
}

export interface SaidEdgeToKeep extends SaidEdge {
  readonly crawledAt: Date;
  readonly refused: ImportCode | null;
}

/** Edges as other places say them, whether the graph takes them or not. */
export class SaidEdgeRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async of(childIds: readonly number[]): Promise<readonly (SaidEdgeToKeep & { goneSince: Date | null })[]> {
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

  /** Keeps what is said of children of which nothing was said before. */
  async add(edges: readonly SaidEdgeToKeep[]): Promise<void> {
    if (edges.length === 0) return;
    const line = ({ childId, parentId, kind, place, crawledAt, refused }: SaidEdgeToKeep) =>
      `${childId}\t${parentId}\t${kind}\t${place}\t${crawledAt.toISOString()}\t${copyField(refused)}\n`;
    const columns = 'child_id, parent_id, kind, place, crawled_at, refused';
    await copyLines(await copyClient(this.#manager), `imported_edge (${columns})`, edges.map(line));
  }

  async keep(edges: readonly SaidEdgeToKeep[]): Promise<void> {
    if (edges.length === 0) return;
    await this.#manager.query(KEEP_EDGES, [
      ...edgeColumns(edges),
      dates(edges.map(({ crawledAt }) => crawledAt)),
      lines(edges.map(({ refused }) => refused)),
    ]);
  }

  async lose(edges: readonly (SaidEdge & { readonly crawledAt: Date })[]): Promise<void> {
    if (edges.length === 0) return;
    await this.#manager.query(LOSE_EDGES, [
      ...edgeColumns(edges),
      dates(edges.map(({ crawledAt }) => crawledAt)),
    ]);
  }
}

function edgeColumns(edges: readonly SaidEdge[]) {
  return [...graphColumns(edges), lines(edges.map(({ place }) => place))];
}

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
