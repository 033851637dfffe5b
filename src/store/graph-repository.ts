import type { EntityManager } from 'typeorm';
import { listOneLandmark } from './graph/landmarks.ts';
import { placeAgain, placeNew } from './graph/place.ts';
import { rebuildSome } from './graph/rebuild.ts';
import { rollUp } from './graph/roll-up.ts';
import { LINEAGE_LOCK } from './lineage-repository.ts';

/** Where every checkpoint stands: computed from the edges, by the commit that adds one or by the hub's own work. */
export class GraphRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Places checkpoints that were just added, with the edges to their parents; parents come in an earlier call. */
  async placeNew(ids: readonly number[]): Promise<void> {
    if (ids.length > 0) await placeNew(this.#manager, ids);
  }

  /** A checkpoint's parents changed: it is placed at once, or with all below it by the next rebuild. */
  async placeAgain(id: number): Promise<void> {
    const [row] = await this.#manager.query(HAS_CHILDREN, [id]);
    if (row.found !== true) return placeAgain(this.#manager, [id]);
    await this.#manager.query(
      'INSERT INTO lineage_rebuild (checkpoint_id) VALUES ($1) ON CONFLICT (checkpoint_id) DO UPDATE SET is_expanded = false',
      [id],
    );
  }

  /** One piece of what waits: totals, places or a landmark. Answers how many were placed, null when nothing waits. */
  async workSome(): Promise<number | null> {
    return this.#manager.transaction(async (manager) => {
      if (!(await isWaiting(manager))) return null;
      await manager.query("SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB'");
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LINEAGE_LOCK]);
      if (await rollUp(manager)) return 0;
      const placed = await rebuildSome(manager);
      if (placed > 0) return placed;
      return (await listOneLandmark(manager)) ? 0 : null;
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

const HAS_CHILDREN = 'SELECT EXISTS (SELECT FROM lineage_edge WHERE parent_id = $1) AS found';

// Uses lineage_node_due, lineage_rebuild_pk and lineage_node_landmark_due; nobody is held up to find nothing.
async function isWaiting(manager: EntityManager): Promise<boolean> {
  const [row] = await manager.query(`
    SELECT EXISTS (SELECT FROM lineage_node WHERE is_due)
        OR EXISTS (SELECT FROM lineage_rebuild)
        OR EXISTS (SELECT FROM lineage_node WHERE descendant_count >= 5000 AND NOT is_landmark) AS found`);
  return row.found === true;
}
