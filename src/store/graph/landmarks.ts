import type { EntityManager } from 'typeorm';

/** What makes a landmark; the partial index lineage_node_landmark_due says the same. */
export const LANDMARK_DESCENDANTS = 1000;

/** So many walks cost as much as one look at all places. */
const WALKS_MAX = 2;
const LISTED_AT_ONCE = 50;

/**
 * Lists the descendants of checkpoints that have got more than 1,000 of them, and answers whether there was one: a walk
 * down costs about 1 µs each, a list in the order of its pages nothing. Called with the lineage lock held.
 */
export async function listLandmarks(manager: EntityManager): Promise<boolean> {
  const due: { id: number }[] = await manager.query(DUE, [LISTED_AT_ONCE]);
  if (due.length === 0) return false;
  const ids = due.map(({ id }) => id);
  if (ids.length > WALKS_MAX) await manager.query(LIST_ALL, [ids]);
  else for (const id of ids) await manager.query(LIST_ONE, [id]);
  await manager.query('UPDATE lineage_node SET is_landmark = true WHERE checkpoint_id = ANY($1)', [ids]);
  return true;
}

// Uses lineage_node_landmark_due.
const DUE = `
  SELECT checkpoint_id AS id FROM lineage_node WHERE descendant_count >= ${LANDMARK_DESCENDANTS} AND NOT is_landmark LIMIT $1`;

// Both read the rows of the descendants: what changes later is taken back by those rows. In the order of the primary
// key, for an index that grows at one end is written once.
const LIST_ONE = `
  WITH RECURSIVE below(id) AS (
    SELECT e.child_id FROM lineage_edge e WHERE e.parent_id = $1
    UNION
    SELECT e.child_id FROM lineage_edge e JOIN below b ON e.parent_id = b.id
  )
  INSERT INTO landmark_descendant (landmark_id, depth, descendant_id)
  SELECT $1, n.ancestor_depths[array_position(n.ancestor_ids, $1)] AS depth, n.checkpoint_id
    FROM below b JOIN lineage_node n ON n.checkpoint_id = b.id
   WHERE array_position(n.ancestor_ids, $1) IS NOT NULL
   ORDER BY depth, n.checkpoint_id
  ON CONFLICT DO NOTHING`;

const LIST_ALL = `
  INSERT INTO landmark_descendant (landmark_id, depth, descendant_id)
  SELECT u.id, u.depth, n.checkpoint_id
    FROM lineage_node n, unnest(n.ancestor_ids, n.ancestor_depths) AS u(id, depth)
   WHERE u.id = ANY($1::bigint[])
   ORDER BY u.id, u.depth, n.checkpoint_id
  ON CONFLICT DO NOTHING`;
