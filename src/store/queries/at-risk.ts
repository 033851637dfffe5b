import type { EntityManager } from 'typeorm';
import type { CheckpointRecord } from '../checkpoint-repository.ts';
import { CHECKPOINT_COLUMNS, CHECKPOINT_TABLES } from './checkpoint-columns.ts';
import { filterConditions, type CheckpointFilter } from './checkpoint-filter.ts';
import { SqlParameters } from './sql-text.ts';

export interface AtRiskRecord {
  readonly checkpoint: CheckpointRecord;
  readonly rank: number;
  /** The nearest ten. */
  readonly unseededIds: readonly number[];
  readonly unseededCount: number;
}

/** Checkpoints with an ancestor that nobody seeds, most used first, after (rank, id); uses checkpoint_facet_rank. */
export async function checkpointsAtRisk(
  manager: EntityManager,
  filter: CheckpointFilter,
  first: number,
  after: readonly number[] | null,
): Promise<readonly AtRiskRecord[]> {
  const parameters = new SqlParameters();
  const conditions = [...filterConditions(filter, parameters)];
  if (after)
    conditions.push(
      `(f.rank, f.checkpoint_id) < (${parameters.add(after[0], 'int')}, ${parameters.add(after[1], 'bigint')})`,
    );
  const text = `
  WITH page AS (
    SELECT f.checkpoint_id AS id, f.rank, n.ancestor_ids
      FROM checkpoint_facet f JOIN lineage_node n ON n.checkpoint_id = f.checkpoint_id
     WHERE EXISTS (SELECT FROM unnest(n.ancestor_ids) AS a(id) WHERE ${UNSEEDED})
       ${conditions.map((condition) => `AND ${condition}`).join('\n       ')}
     ORDER BY f.rank DESC, f.checkpoint_id DESC LIMIT ${parameters.add(first, 'int')}
  )
  SELECT p.rank, lost.ids AS "unseededIds", lost.count AS "unseededCount", ${CHECKPOINT_COLUMNS}
    FROM page p JOIN (${CHECKPOINT_TABLES}) ON c.id = p.id
    CROSS JOIN LATERAL (
      SELECT (array_agg(a.id ORDER BY a.n))[1:10] AS ids, count(*)::int AS count
        FROM unnest(p.ancestor_ids) WITH ORDINALITY AS a(id, n) WHERE ${UNSEEDED}
    ) lost
   ORDER BY p.rank DESC, p.id DESC`;
  type Row = CheckpointRecord & Omit<AtRiskRecord, 'checkpoint'>;
  const rows: Row[] = await manager.query(text, parameters.values);
  return rows.map(({ rank, unseededIds, unseededCount, ...checkpoint }) => ({
    checkpoint,
    rank,
    unseededIds,
    unseededCount,
  }));
}

const UNSEEDED = `NOT EXISTS (SELECT FROM checkpoint_facet s WHERE s.checkpoint_id = a.id AND s.seeders > 0)`;
