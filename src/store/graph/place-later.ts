import type { EntityManager } from 'typeorm';

/** Checkpoints whose parents changed wait for their new place, with all below them. */
export async function placeLater(manager: EntityManager, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await manager.query(
    `INSERT INTO lineage_rebuild (checkpoint_id) SELECT DISTINCT unnest($1::bigint[])
       ON CONFLICT (checkpoint_id) DO UPDATE SET is_expanded = false, is_ready = false
         WHERE lineage_rebuild.is_expanded OR lineage_rebuild.is_ready`,
    [ids],
  );
}
