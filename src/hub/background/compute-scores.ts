import { SPEC_VERSION } from '../../evaluation/reproducibility.ts';
import type { Hub } from '../context/hub.ts';
import { refreshReports } from '../projections/refresh-reports.ts';
import { refreshScores } from '../projections/refresh-scores.ts';
import type { Work } from './work.ts';

/** Hubs whose scores of older rules are marked already. */
const checked = new WeakSet<Hub>();

/** Ten thousand scores take minutes; other work, and a hub that closes, have their turn after so many. */
const AT_ONCE = 20;

/**
 * Computes scores anew, and where reports stand, whose evaluators are worth something else now, or whose dataset was taken back: first the
 * scores of those who changed are marked, then one core digest at a time is computed, each in its own transaction.
 */
export const computeScores: Work = {
  async step(hub, _, failed) {
    if (!checked.has(hub)) await hub.store.scores.markOthersThan(SPEC_VERSION);
    checked.add(hub);
    while (await markOne(hub));
    for (let i = 0; i < AT_ONCE; i++) {
      const coreDigest = await hub.store.scores.findMarked([...failed]);
      if (coreDigest === null) return false;
      // Tried again by the next start; until then one score must not hold up the others.
      await computeOne(hub, coreDigest).catch((error: unknown) => {
        failed.add(coreDigest);
        hub.events.backgroundFailed({ work: 'scores', item: coreDigest, error });
      });
    }
    hub.bell.ring();
    return false;
  },
};

function markOne(hub: Hub): Promise<boolean> {
  return hub.store.transaction(async (store) => {
    const changed = await store.evaluators.takeChanged();
    if (changed !== null) await store.scores.markOf(changed);
    return changed !== null;
  });
}

function computeOne(hub: Hub, coreDigest: string): Promise<void> {
  return hub.store.transaction(async (store) => {
    await store.scores.takeMarks(coreDigest);
    await refreshScores(store, coreDigest, hub.clock.now());
    await refreshReports(store, coreDigest);
  });
}
