import type { EntityManager } from 'typeorm';
import type { CheckpointRecord } from '../checkpoint-repository.ts';
import { CHECKPOINT_COLUMNS, CHECKPOINT_TABLES } from './checkpoint-columns.ts';

/** What else was made from a checkpoint's parents, newest first; each parent gives at most a page (lineage_edge_parent). */
export async function siblingsOf(
  manager: EntityManager,
  id: number,
  first: number,
  beforeId: number | null,
): Promise<readonly CheckpointRecord[]> {
  return manager.query(SQL, [id, beforeId, first]);
}

const SQL = `
  WITH parents AS (SELECT DISTINCT parent_id AS id FROM lineage_edge WHERE child_id = $1),
  page AS (
    SELECT DISTINCT near.child_id AS id
      FROM parents p
      CROSS JOIN LATERAL (
        SELECT DISTINCT e.child_id FROM lineage_edge e
         WHERE e.parent_id = p.id AND e.child_id <> $1 AND e.child_id < coalesce($2::bigint, 9223372036854775807)
         ORDER BY e.child_id DESC LIMIT $3
      ) near
     ORDER BY id DESC LIMIT $3
  )
  SELECT ${CHECKPOINT_COLUMNS} FROM page p JOIN (${CHECKPOINT_TABLES}) ON c.id = p.id ORDER BY c.id DESC`;
