import type { EntityManager } from 'typeorm';
import type { CheckpointRecord } from '../checkpoint-repository.ts';
import { aboveOf } from './above.ts';
import { CHECKPOINT_COLUMNS, CHECKPOINT_TABLES } from './checkpoint-columns.ts';

export interface CommonAncestorRecord {
  readonly checkpoint: CheckpointRecord;
  /** The fewest edges from each start, in the order asked. */
  readonly depths: readonly number[];
  /** No other common ancestor was made from it. */
  readonly isNearest: boolean;
}

/** What all starts were made from, each start counting as its own ancestor at depth 0; the nearest first. */
export async function commonAncestors(
  manager: EntityManager,
  ids: readonly number[],
  first: number,
): Promise<readonly CommonAncestorRecord[]> {
  const rows: (CheckpointRecord & { depths: number[]; isNearest: boolean })[] = await manager.query(SQL, [
    ids,
    first,
  ]);
  return rows.map(({ depths, isNearest, ...checkpoint }) => ({ checkpoint, depths, isNearest }));
}

const SQL = `
  WITH RECURSIVE ${aboveOf('$1::bigint[]')},
  reach AS (SELECT start, id, depth FROM above UNION ALL SELECT id, id, 0 FROM starts),
  common AS (
    SELECT id, sum(depth) AS distance,
           array_agg(depth ORDER BY array_position($1::bigint[], start)) AS depths
      FROM reach GROUP BY id HAVING count(*) = (SELECT count(*) FROM starts)
  ),
  inner_edges AS (
    SELECT DISTINCT e.parent_id FROM lineage_edge e
     WHERE e.child_id IN (SELECT id FROM common) AND e.parent_id IN (SELECT id FROM common)
  ),
  page AS (SELECT * FROM common ORDER BY distance, id LIMIT $2)
  SELECT p.depths, NOT EXISTS (SELECT FROM inner_edges i WHERE i.parent_id = p.id) AS "isNearest", ${CHECKPOINT_COLUMNS}
    FROM page p JOIN (${CHECKPOINT_TABLES}) ON c.id = p.id
   ORDER BY p.distance, p.id`;
