import type { EntityManager } from 'typeorm';
import type { LineageEdgeRecord } from '../lineage-repository.ts';

/** The walk is bounded: merges of merges have exponentially many paths. */
const DEPTH_MAX = 32;

/** Every way up from `fromId` to `toId`, shortest first, by lineage_edge_pk. */
export async function pathsBetween(
  manager: EntityManager,
  fromId: number,
  toId: number,
  first: number,
): Promise<readonly LineageEdgeRecord[][]> {
  const rows: { path: LineageEdgeRecord[] }[] = await manager.query(SQL, [fromId, toId, first]);
  return rows.map((row) => row.path);
}

// Only nodes below the target are walked, so no branch is followed that can't arrive.
const SQL = `
  WITH RECURSIVE below(id) AS (
    SELECT $2::bigint
    UNION
    SELECT e.child_id FROM lineage_edge e JOIN below b ON e.parent_id = b.id
  ),
  walk(id, path) AS (
    SELECT $1::bigint, '[]'::jsonb
    UNION ALL
    SELECT e.parent_id,
           w.path || jsonb_build_object('childId', e.child_id, 'parentId', e.parent_id,
                                        'kind', e.kind, 'logIndex', e.log_index)
      FROM walk w JOIN lineage_edge e ON e.child_id = w.id JOIN below b ON b.id = e.parent_id
     WHERE jsonb_array_length(w.path) < ${DEPTH_MAX} AND w.id <> $2
  )
  SELECT path FROM walk WHERE id = $2 AND path <> '[]'::jsonb ORDER BY jsonb_array_length(path), path LIMIT $3`;
