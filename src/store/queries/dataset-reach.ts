import type { EntityManager } from 'typeorm';
import type { CheckpointRecord } from '../checkpoint-repository.ts';
import { CHECKPOINT_COLUMNS, CHECKPOINT_TABLES } from './checkpoint-columns.ts';
import type { KeysetPage } from './keyset.ts';

export interface ReachedRecord {
  readonly checkpoint: CheckpointRecord;
  /** Edges from the dataset: 1 for what was trained on it. */
  readonly depth: number;
}

/** A walk down from everything that was trained on a dataset; about 1 µs for each checkpoint it reaches. */
export async function datasetReach(
  manager: EntityManager,
  nodeId: number,
  { size, key, isBackwards }: KeysetPage,
): Promise<readonly ReachedRecord[]> {
  const [depth = null, id = null] = key ?? [];
  const rows: (CheckpointRecord & { depth: number })[] = await manager.query(
    SQL(isBackwards ? '<' : '>', isBackwards ? 'DESC' : 'ASC'),
    [nodeId, size, depth, id],
  );
  return rows.map(({ depth: own, ...checkpoint }) => ({ checkpoint, depth: own }));
}

const SQL = (beyond: string, order: string) => `
  WITH RECURSIVE below(id, depth) AS (
    SELECT checkpoint_id, 1 FROM dataset_edge WHERE dataset_node_id = $1 AND kind = 'TRAINED_ON'
    UNION
    SELECT e.child_id, b.depth + 1 FROM below b JOIN lineage_edge e ON e.parent_id = b.id WHERE b.depth < 100
  ),
  page AS (
    SELECT id, min(depth) AS depth FROM below GROUP BY id
    HAVING $3::bigint IS NULL OR (min(depth), id) ${beyond} ($3::bigint, $4::bigint)
     ORDER BY 2 ${order}, 1 ${order} LIMIT $2
  )
  SELECT p.depth, ${CHECKPOINT_COLUMNS} FROM page p JOIN (${CHECKPOINT_TABLES}) ON c.id = p.id
   ORDER BY p.depth ${order}, p.id ${order}`;
