import type { EntityManager } from 'typeorm';
import { hotQuery } from '../queries/hot-query.ts';
import { ANCESTORS_MAX } from '../../lineage/place-all.ts';

/**
 * Gives a checkpoint that has no row yet its place; all its parents have one. Where a parent waits for its own rebuild
 * the child joins it: what would be computed now would be wrong. Called with the lineage lock held.
 */
export async function placeNew(manager: EntityManager, id: number): Promise<void> {
  // One id and not a list: only so does PostgreSQL keep the plan, which takes three times as long to make as to run.
  await hotQuery(manager, 'place-new', PLACE_NEW, [id]);
}

/** Gives checkpoints their place anew and moves what is counted of them to their new ancestors; none above another. */
export async function placeAgain(manager: EntityManager, ids: readonly number[]): Promise<void> {
  await manager.query(UNLIST, [ids]);
  await manager.query(UNCOUNT, [ids]);
  await manager.query(PLACE_AGAIN, [ids]);
  await manager.query(COUNT, [ids]);
  await manager.query(LIST_UNDER_LANDMARKS, [ids]);
}

// Each parent's row already holds everything above it, so one step up is enough.
const computed = (ids: string) => `
  WITH chunk AS (SELECT ${ids} AS id),
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
  generations AS (SELECT child, max(generation) + 1 AS generation FROM up GROUP BY child),
  places AS (
    SELECT c.id, coalesce(l.ids, '{}') AS ids, coalesce(l.depths, '{}') AS depths, coalesce(g.generation, 0) AS generation
      FROM chunk c LEFT JOIN lists l ON l.child = c.id LEFT JOIN generations g ON g.child = c.id
  )`;

// Due: totals and lists of its ancestors are others' rows, and follow. One statement, for every publication waits in it.
const PLACE_NEW = `${computed('$1::bigint')},
  behind AS (
    INSERT INTO lineage_rebuild (checkpoint_id)
    SELECT $1::bigint WHERE EXISTS (
      SELECT FROM lineage_edge e JOIN lineage_rebuild r ON r.checkpoint_id = e.parent_id
       WHERE e.child_id = $1::bigint)
    ON CONFLICT DO NOTHING
  )
  INSERT INTO lineage_node (checkpoint_id, ancestor_ids, ancestor_depths, generation)
  SELECT id, ids, depths, generation FROM places ON CONFLICT (checkpoint_id) DO NOTHING`;

const PLACE_AGAIN = `${computed('unnest($1::bigint[])')}
  INSERT INTO lineage_node (checkpoint_id, ancestor_ids, ancestor_depths, generation,
                            is_due, counted_nodes, counted_bytes, counted_downloads)
  SELECT p.id, p.ids, p.depths, p.generation, false, 1, c.size_bytes, coalesce(f.downloads, 0)
    FROM places p JOIN checkpoint c ON c.id = p.id LEFT JOIN checkpoint_facet f ON f.checkpoint_id = p.id
  ON CONFLICT (checkpoint_id) DO UPDATE
     SET ancestor_ids = excluded.ancestor_ids, ancestor_depths = excluded.ancestor_depths,
         generation = excluded.generation, is_due = false, counted_nodes = 1,
         counted_bytes = excluded.counted_bytes, counted_downloads = excluded.counted_downloads`;

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

/** Adds (or takes back, by a sign of -1) what is counted of some checkpoints to the totals above them. */
const spread = (sign: 1 | -1) => `
  WITH moved AS (
    SELECT u.id, sum(n.counted_nodes) AS nodes, coalesce(sum(n.counted_nodes) FILTER (WHERE u.depth = 1), 0) AS children,
           sum(n.counted_bytes) AS bytes, sum(n.counted_downloads) AS downloads
      FROM lineage_node n, unnest(n.ancestor_ids, n.ancestor_depths) AS u(id, depth)
     WHERE n.checkpoint_id = ANY($1) AND n.counted_nodes > 0
     GROUP BY u.id
  )
  UPDATE lineage_node a
     SET descendant_count = a.descendant_count + ${sign} * m.nodes, child_count = a.child_count + ${sign} * m.children,
         descendant_bytes = a.descendant_bytes + ${sign} * m.bytes,
         descendant_downloads = a.descendant_downloads + ${sign} * m.downloads
    FROM moved m WHERE a.checkpoint_id = m.id`;

const COUNT = spread(1);
const UNCOUNT = spread(-1);
