/** A chain of 100 generations is six times the longest on Hugging Face (16). */
const DEPTH_MAX = 100;

/**
 * `above(start, id, depth)`: everything above each of the ids in `starts`, an SQL array, at its fewest edges. From the
 * rows of the starts; where one waits for a rebuild, by a walk along the edges, so that the answer is true at any time.
 */
export function aboveOf(starts: string): string {
  return `
  starts AS (SELECT DISTINCT unnest(${starts}) AS id),
  stale AS (
    SELECT EXISTS (SELECT FROM lineage_rebuild WHERE NOT is_expanded)
        OR EXISTS (SELECT FROM lineage_rebuild r JOIN starts s ON s.id = r.checkpoint_id)
        OR EXISTS (SELECT FROM starts s WHERE NOT EXISTS (SELECT FROM lineage_node n WHERE n.checkpoint_id = s.id)) AS yes
  ),
  walk(start, id, depth) AS (
    SELECT s.id, s.id, 0 FROM starts s WHERE (SELECT yes FROM stale)
    UNION
    SELECT w.start, e.parent_id, w.depth + 1 FROM walk w JOIN lineage_edge e ON e.child_id = w.id
     WHERE w.depth < ${DEPTH_MAX}
  ),
  above AS (
    SELECT n.checkpoint_id AS start, u.id, u.depth::int AS depth
      FROM starts s JOIN lineage_node n ON n.checkpoint_id = s.id, unnest(n.ancestor_ids, n.ancestor_depths) AS u(id, depth)
     WHERE NOT (SELECT yes FROM stale)
    UNION ALL
    SELECT start, id, min(depth) FROM walk WHERE depth > 0 GROUP BY start, id
  )`;
}
