import type { EntityManager } from 'typeorm';

/**
 * Lists the descendants of one checkpoint that has got more than 5,000 of them, and answers whether there was one: a
 * walk down costs about 1 µs each, a list in the order of its pages nothing. Called with the lineage lock held.
 */
export async function listOneLandmark(manager: EntityManager): Promise<boolean> {
  const [due]: { id: number }[] = await manager.query(DUE);
  if (!due) return false;
  await manager.query(LIST, [due.id]);
  await manager.query('UPDATE lineage_node SET is_landmark = true WHERE checkpoint_id = $1', [due.id]);
  return true;
}

// Uses lineage_node_landmark_due.
const DUE = `
  SELECT checkpoint_id AS id FROM lineage_node WHERE descendant_count >= 5000 AND NOT is_landmark LIMIT 1`;

// From the rows of its descendants and not from the edges: what changes later is taken back by those rows.
const LIST = `
  WITH RECURSIVE below(id) AS (
    SELECT e.child_id FROM lineage_edge e WHERE e.parent_id = $1
    UNION
    SELECT e.child_id FROM lineage_edge e JOIN below b ON e.parent_id = b.id
  )
  INSERT INTO landmark_descendant (landmark_id, depth, descendant_id)
  SELECT $1, n.ancestor_depths[array_position(n.ancestor_ids, $1)], n.checkpoint_id
    FROM below b JOIN lineage_node n ON n.checkpoint_id = b.id
   WHERE array_position(n.ancestor_ids, $1) IS NOT NULL
  ON CONFLICT DO NOTHING`;
