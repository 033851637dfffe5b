import type { EntityManager } from 'typeorm';

/** Of a checkpoint with more ancestors its row holds the nearest ones; the longest line on Hugging Face has 16 edges. */
const ANCESTORS_MAX = 5000;

/**
 * Gives checkpoints that have no row yet their place, all of whose parents have one. Where a parent waits for its own
 * rebuild the child joins it: what would be computed now would be wrong. Called with the lineage lock held.
 */
export async function placeNew(manager: EntityManager, ids: readonly number[]): Promise<void> {
  await manager.query(QUEUE_BEHIND_PARENTS, [ids]);
  await manager.query(PLACE_NEW, [ids]);
  await manager.query(LIST_UNDER_LANDMARKS, [ids]);
}

/** Gives checkpoints their place anew; what their old ancestors had counted of them is taken back first. */
export async function placeAgain(manager: EntityManager, ids: readonly number[]): Promise<void> {
  await manager.query(UNLIST, [ids]);
  await manager.query(UNCOUNT, [ids]);
  await manager.query(PLACE_AGAIN, [ids]);
  await manager.query(LIST_UNDER_LANDMARKS, [ids]);
}

const QUEUE_BEHIND_PARENTS = `
  INSERT INTO lineage_rebuild (checkpoint_id)
  SELECT DISTINCT e.child_id FROM lineage_edge e JOIN lineage_rebuild r ON r.checkpoint_id = e.parent_id
   WHERE e.child_id = ANY($1)
  ON CONFLICT DO NOTHING`;

// Each parent's row already holds everything above it, so one step up is enough.
const COMPUTED = `
  WITH chunk AS (SELECT unnest($1::bigint[]) AS id),
  up AS (
    SELECT c.id AS child, p.checkpoint_id AS parent, p.ancestor_ids, p.ancestor_depths, p.generation
      FROM chunk c JOIN lineage_edge e ON e.child_id = c.id JOIN lineage_node p ON p.checkpoint_id = e.parent_id
  ),
  reached AS (
    SELECT child, parent AS id, 1 AS depth FROM up
    UNION ALL
    SELECT up.child, u.id, u.depth + 1 FROM up, unnest(up.ancestor_ids, up.ancestor_depths) AS u(id, depth)
  ),
  nearest AS (SELECT child, id, min(depth)::smallint AS depth FROM reached GROUP BY child, id),
  lists AS (
    SELECT child, (array_agg(id ORDER BY depth, id))[1:${ANCESTORS_MAX}] AS ids,
           (array_agg(depth ORDER BY depth, id))[1:${ANCESTORS_MAX}] AS depths
      FROM nearest GROUP BY child
  ),
  generations AS (SELECT child, max(generation) + 1 AS generation FROM up GROUP BY child)
  INSERT INTO lineage_node (checkpoint_id, ancestor_ids, ancestor_depths, generation)
  SELECT c.id, coalesce(l.ids, '{}'), coalesce(l.depths, '{}'), coalesce(g.generation, 0)
    FROM chunk c LEFT JOIN lists l ON l.child = c.id LEFT JOIN generations g ON g.child = c.id`;

const PLACE_NEW = `${COMPUTED} ON CONFLICT (checkpoint_id) DO NOTHING`;

const PLACE_AGAIN = `${COMPUTED}
  ON CONFLICT (checkpoint_id) DO UPDATE
     SET ancestor_ids = excluded.ancestor_ids, ancestor_depths = excluded.ancestor_depths,
         generation = excluded.generation, is_due = true,
         counted_nodes = 0, counted_bytes = 0, counted_downloads = 0`;

const UNDER_LANDMARKS = `
  SELECT u.id AS landmark_id, u.depth, n.checkpoint_id AS descendant_id
    FROM lineage_node n, unnest(n.ancestor_ids, n.ancestor_depths) AS u(id, depth)
    JOIN lineage_node l ON l.checkpoint_id = u.id AND l.is_landmark
   WHERE n.checkpoint_id = ANY($1)`;

const LIST_UNDER_LANDMARKS = `
  INSERT INTO landmark_descendant (landmark_id, depth, descendant_id) ${UNDER_LANDMARKS} ON CONFLICT DO NOTHING`;

const UNLIST = `
  DELETE FROM landmark_descendant d USING (${UNDER_LANDMARKS}) old
   WHERE d.landmark_id = old.landmark_id AND d.depth = old.depth AND d.descendant_id = old.descendant_id`;

const UNCOUNT = `
  WITH taken AS (
    SELECT u.id, sum(n.counted_nodes) AS nodes, coalesce(sum(n.counted_nodes) FILTER (WHERE u.depth = 1), 0) AS children,
           sum(n.counted_bytes) AS bytes, sum(n.counted_downloads) AS downloads
      FROM lineage_node n, unnest(n.ancestor_ids, n.ancestor_depths) AS u(id, depth)
     WHERE n.checkpoint_id = ANY($1) AND n.counted_nodes > 0
     GROUP BY u.id
  )
  UPDATE lineage_node a
     SET descendant_count = a.descendant_count - t.nodes, child_count = a.child_count - t.children,
         descendant_bytes = a.descendant_bytes - t.bytes,
         descendant_downloads = a.descendant_downloads - t.downloads
    FROM taken t WHERE a.checkpoint_id = t.id`;
