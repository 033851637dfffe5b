import type { EntityManager } from 'typeorm';

const DUE_AT_ONCE = 20_000;

/**
 * Adds what is due to the totals of all ancestors and to the lists of landmarks, so that a commit touches no row but its
 * own; answers whether anything was. Called with the lineage lock held.
 */
export async function rollUp(manager: EntityManager): Promise<boolean> {
  await manager.query(LIST_DUE, [DUE_AT_ONCE]);
  const [, changed] = await manager.query(ROLL_UP, [DUE_AT_ONCE]);
  return changed > 0;
}

const DUE = 'SELECT * FROM lineage_node WHERE is_due ORDER BY checkpoint_id LIMIT $1';

const LIST_DUE = `
  INSERT INTO landmark_descendant (landmark_id, depth, descendant_id)
  SELECT u.id, u.depth, n.checkpoint_id
    FROM (${DUE}) n, unnest(n.ancestor_ids, n.ancestor_depths) AS u(id, depth)
    JOIN lineage_node l ON l.checkpoint_id = u.id AND l.is_landmark
   WHERE n.counted_nodes = 0
   ORDER BY u.id, u.depth, n.checkpoint_id
  ON CONFLICT DO NOTHING`;

// One UPDATE for both, since a checkpoint may be due itself and an ancestor of what is due.
const ROLL_UP = `
  WITH due AS (
    SELECT n.checkpoint_id AS id, n.ancestor_ids, n.ancestor_depths, n.counted_nodes,
           c.size_bytes, coalesce(f.downloads, 0) AS downloads,
           c.size_bytes - n.counted_bytes AS more_bytes,
           coalesce(f.downloads, 0) - n.counted_downloads AS more_downloads
      FROM (${DUE}) n
      JOIN checkpoint c ON c.id = n.checkpoint_id
      LEFT JOIN checkpoint_facet f ON f.checkpoint_id = n.checkpoint_id
  ),
  spread AS (
    SELECT u.id, sum(1 - d.counted_nodes) AS nodes,
           coalesce(sum(1 - d.counted_nodes) FILTER (WHERE u.depth = 1), 0) AS children,
           sum(d.more_bytes) AS bytes, sum(d.more_downloads) AS downloads
      FROM due d, unnest(d.ancestor_ids, d.ancestor_depths) AS u(id, depth)
     GROUP BY u.id
  ),
  changed AS (
    SELECT coalesce(d.id, s.id) AS id, d.id IS NOT NULL AS is_counted_now, d.size_bytes, d.downloads AS own_downloads,
           coalesce(s.nodes, 0) AS nodes, coalesce(s.children, 0) AS children,
           coalesce(s.bytes, 0) AS bytes, coalesce(s.downloads, 0) AS downloads
      FROM due d FULL JOIN spread s ON s.id = d.id
  )
  UPDATE lineage_node n
     SET is_due = n.is_due AND NOT x.is_counted_now,
         counted_nodes = CASE WHEN x.is_counted_now THEN 1 ELSE n.counted_nodes END,
         counted_bytes = CASE WHEN x.is_counted_now THEN x.size_bytes ELSE n.counted_bytes END,
         counted_downloads = CASE WHEN x.is_counted_now THEN x.own_downloads ELSE n.counted_downloads END,
         descendant_count = n.descendant_count + x.nodes, child_count = n.child_count + x.children,
         descendant_bytes = n.descendant_bytes + x.bytes,
         descendant_downloads = n.descendant_downloads + x.downloads
    FROM changed x WHERE n.checkpoint_id = x.id`;
