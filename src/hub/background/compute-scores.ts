import { SPEC_VERSION } from '../../evaluation/reproducibility.ts';
import type { Hub } from '../context/hub.ts';
import { refreshScores } from '../projections/refresh-scores.ts';
import type { Work } from './work.ts';

/** Hubs whose scores of older rules are marked already. */
const checked = new WeakSet<Hub>();

/**
 * Computes scores anew whose evaluators are worth something else now, or whose dataset was taken back: first the
 * scores of one evaluator are marked, then one core digest at a time is computed, each in its own transaction.
 */
export const computeScores: Work = {
  async step(hub) {
    if (!checked.has(hub)) await hub.store.scores.outdateOthersThan(SPEC_VERSION);
    checked.add(hub);
    if (await markOne(hub)) return true;
    return hub.store.transaction(async (store) => {
      const coreDigest = await store.scores.takeOutdated();
      if (coreDigest === null) return false;
      await refreshScores(store, coreDigest, hub.clock.now());
      return true;
    });
  },
};

async function markOne(hub: Hub): Promise<boolean> {
  const marked = await hub.store.transaction((store) => store.evaluators.markScoresOfOneChanged());
  return marked !== null;
}
