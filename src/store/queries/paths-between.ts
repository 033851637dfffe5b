import type { EntityManager } from 'typeorm';
import type { LineageEdgeRecord } from '../lineage-repository.ts';
import { aboveOf } from './above.ts';

/** The walk is bounded: merges of merges have exponentially many paths. */
const DEPTH_MAX = 32;
/** So many ways are looked at before the shortest are taken. */
const WALKED_MAX = 20_000;

/** Ways up from `fromId` to `toId`, shortest first, by lineage_edge_pk. */
export async function pathsBetween(
  manager: EntityManager,
  fromId: number,
  toId: number,
  first: number,
): Promise<readonly LineageEdgeRecord[][]> {
  const rows: { path: LineageEdgeRecord[] }[] = await manager.query(SQL, [fromId, toId, first]);
  return rows.map((row) => row.path);
}

// Only what lies above the start and below the target is walked, so no branch is followed that can't arrive; a target
// with half a million descendants costs no more than another. The walk goes by depth, so the shortest are found first.
const SQL = `
  WITH RECURSIVE ${aboveOf('ARRAY[$1::bigint]')},
  span AS (SELECT id FROM above UNION SELECT $1::bigint),
  between_both(id) AS (
    SELECT id FROM span WHERE id = $2
    UNION
    SELECT e.child_id FROM between_both b JOIN lineage_edge e ON e.parent_id = b.id AND e.child_id IN (SELECT id FROM span)
  ),
  inside AS (
    SELECT e.* FROM lineage_edge e
     WHERE e.child_id IN (SELECT id FROM between_both) AND e.parent_id IN (SELECT id FROM between_both)
  ),
  ways(id, path, depth) AS (
    SELECT $1::bigint, '[]'::jsonb, 0
    UNION ALL
    SELECT i.parent_id,
           w.path || jsonb_build_object('childId', i.child_id, 'parentId', i.parent_id,
                                        'kind', i.kind, 'logIndex', i.log_index),
           w.depth + 1
      FROM ways w JOIN inside i ON i.child_id = w.id
     WHERE w.depth < ${DEPTH_MAX} AND w.id <> $2
  ),
  walked AS (SELECT * FROM ways LIMIT ${WALKED_MAX})
  SELECT path FROM walked WHERE id = $2 AND depth > 0 ORDER BY depth, path LIMIT $3`;
