import type { EntityManager } from 'typeorm';
import { placeAgain } from './place.ts';

const PLACED_AT_ONCE = 5000;

/**
 * Places some of the checkpoints that wait for it, parents before children, and answers how many; 0 when none waits.
 * Called with the lineage lock held.
 */
export async function rebuildSome(manager: EntityManager): Promise<number> {
  const ready = (await readyIds(manager)) ?? (await firstReadyIds(manager));
  if (ready === null) return 0;
  await placeAgain(manager, ready);
  await manager.query('DELETE FROM lineage_rebuild WHERE checkpoint_id = ANY($1)', [ready]);
  // Each step is a few rows by their keys, whatever the planner thinks of a table that changes so fast.
  await manager.query('SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off');
  await manager.query(MARK_CHILDREN_READY, [ready]);
  await manager.query('SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on');
  return ready.length;
}

async function readyIds(manager: EntityManager): Promise<readonly number[] | null> {
  const rows: { id: number }[] = await manager.query(READY, [PLACED_AT_ONCE]);
  return rows.length === 0 ? null : rows.map(({ id }) => id);
}

async function firstReadyIds(manager: EntityManager): Promise<readonly number[] | null> {
  await manager.query(EXPAND);
  // The planner knows nothing of a table that was empty a moment ago.
  await manager.query('ANALYZE lineage_rebuild');
  await manager.query(MARK_READY);
  return readyIds(manager);
}

const READY = `SELECT checkpoint_id AS id FROM lineage_rebuild WHERE is_ready ORDER BY checkpoint_id LIMIT $1`;

// What is below a checkpoint with new ancestors has them too.
const EXPAND = `
  WITH RECURSIVE below(id) AS (
    SELECT checkpoint_id FROM lineage_rebuild WHERE NOT is_expanded AND due_at <= now()
    UNION
    SELECT e.child_id FROM lineage_edge e JOIN below b ON e.parent_id = b.id
  )
  INSERT INTO lineage_rebuild (checkpoint_id, is_expanded) SELECT id, true FROM below
  ON CONFLICT (checkpoint_id) DO UPDATE SET is_expanded = true WHERE NOT lineage_rebuild.is_expanded`;

const HAS_NO_WAITING_PARENT = `NOT EXISTS (
  SELECT FROM lineage_edge e JOIN lineage_rebuild p ON p.checkpoint_id = e.parent_id
   WHERE e.child_id = r.checkpoint_id)`;

const MARK_READY = `UPDATE lineage_rebuild r SET is_ready = true WHERE r.is_expanded AND ${HAS_NO_WAITING_PARENT}`;

// A wave follows from the one before it, so the whole table is looked at once and not for each generation.
const MARK_CHILDREN_READY = `
  UPDATE lineage_rebuild r SET is_ready = true
    FROM (SELECT DISTINCT c.child_id FROM lineage_edge c WHERE c.parent_id = ANY($1)) near
   WHERE r.checkpoint_id = near.child_id AND r.is_expanded AND NOT r.is_ready AND ${HAS_NO_WAITING_PARENT}`;
