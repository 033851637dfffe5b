import type { EntityManager } from 'typeorm';
import { LANDMARK_DESCENDANTS, listLandmarks } from './graph/landmarks.ts';
import { placeAgain, placeNew } from './graph/place.ts';
import { placeLater } from './graph/place-later.ts';
import { rebuildSome } from './graph/rebuild.ts';
import { rebuildWhole } from './graph/rebuild-whole.ts';
import { rollUp } from './graph/roll-up.ts';
import { LINEAGE_LOCK } from './lineage-repository.ts';

/** Where every checkpoint stands: computed from the edges, by the commit that adds one or by the hub's own work. */
export class GraphRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Places a checkpoint that was just added, with the edges to its parents; they are placed before it. */
  async placeNew(id: number): Promise<void> {
    await placeNew(this.#manager, id);
  }

  /** A checkpoint's parents changed: it is placed at once, or with all below it by the next rebuild. */
  async placeAgain(id: number): Promise<void> {
    const [row] = await this.#manager.query(HAS_CHILDREN, [id]);
    if (row.found !== true) return placeAgain(this.#manager, [id]);
    await this.#manager.query(
      `INSERT INTO lineage_rebuild (checkpoint_id, due_at)
       SELECT checkpoint_id, now() + CASE WHEN descendant_count > $2 THEN interval '10 s' ELSE interval '0' END
         FROM lineage_node WHERE checkpoint_id = $1
       ON CONFLICT (checkpoint_id) DO UPDATE SET is_expanded = false, is_ready = false`,
      [id, FEW_DESCENDANTS],
    );
  }

  /** As placeAgain, for a batch: the next rebuild places them, with all below. */
  async placeLater(ids: readonly number[]): Promise<void> {
    await placeLater(this.#manager, ids);
  }

  /** What some checkpoints weigh in the totals above them may have changed; it is counted again where it has. */
  async recount(ids: readonly number[]): Promise<void> {
    await this.#manager.query(
      `UPDATE lineage_node n SET is_due = true
         FROM checkpoint c LEFT JOIN checkpoint_facet f ON f.checkpoint_id = c.id
        WHERE n.checkpoint_id = ANY($1) AND c.id = n.checkpoint_id AND NOT n.is_due
          AND (n.counted_bytes, n.counted_downloads) IS DISTINCT FROM (c.size_bytes, coalesce(f.downloads, 0))`,
      [ids],
    );
  }

  /**
   * One piece of what waits: places, totals or landmarks. Answers how many were placed, null when nothing waits. Who is
   * patient leaves a graph alone that an import still writes: each pass over everything would hold it up.
   */
  async workSome(isPatient = false): Promise<number | null> {
    return this.#manager.transaction(async (manager) => {
      if (!(await isWaiting(manager))) return null;
      await manager.query(
        "SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off",
      );
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LINEAGE_LOCK]);
      const many = await manyWaiting(manager);
      if (many && isPatient && !many.isQuiet) return null;
      const placed = many ? await rebuildWhole(manager) : await rebuildSome(manager);
      if (placed > 0) return placed;
      return (await rollUp(manager)) || (await listLandmarks(manager)) ? 0 : null;
    });
  }

  /** Works until nothing waits; `onPlaced` hears how many were placed with each step. */
  async rebuildAll(onPlaced: (count: number) => void = () => undefined): Promise<void> {
    for (;;) {
      const placed = await this.workSome();
      if (placed === null) return;
      onPlaced(placed);
    }
  }

  /** How many wait to be placed; what lies below them comes on top. */
  async waitingCount(): Promise<number> {
    const [row] = await this.#manager.query('SELECT count(*) AS waiting FROM lineage_rebuild');
    return row.waiting;
  }
}

/** From here one pass over everything is less than the steps; before, it would hold up who publishes for nothing. */
const MANY = 10_000;
const MANY_OF_ALL = 0.1;

/** Null where they are few; quiet where none came within half a minute. */
async function manyWaiting(manager: EntityManager): Promise<{ readonly isQuiet: boolean } | null> {
  const [row] = await manager.query(
    `SELECT count(*) AS waiting, max(due_at) < now() - interval '30 s' AS "isQuiet",
            (SELECT reltuples FROM pg_class WHERE oid = $1::regclass) AS all FROM lineage_rebuild`,
    ['checkpoint'],
  );
  const isMuch = row.waiting >= MANY && row.waiting >= MANY_OF_ALL * row.all;
  return isMuch ? { isQuiet: row.isQuiet === true } : null;
}

/** So many are placed anew at once; a change that moves more waits for another that takes it back. */
const FEW_DESCENDANTS = 1000;

const HAS_CHILDREN = 'SELECT EXISTS (SELECT FROM lineage_edge WHERE parent_id = $1) AS found';

// Uses lineage_node_due, lineage_rebuild_pk and lineage_node_landmark_due; nobody is held up to find nothing.
async function isWaiting(manager: EntityManager): Promise<boolean> {
  const [row] = await manager.query(`
    SELECT EXISTS (SELECT FROM lineage_node WHERE is_due)
        OR EXISTS (SELECT FROM lineage_rebuild WHERE is_expanded)
        OR EXISTS (SELECT FROM lineage_rebuild WHERE due_at <= now())
        OR EXISTS (SELECT FROM lineage_node WHERE descendant_count >= ${LANDMARK_DESCENDANTS} AND NOT is_landmark) AS found`);
  return row.found === true;
}
