import { LEVELS } from '../../evaluation/level.ts';
import type { Store } from '../../store/store.ts';
import { loadScores } from './load-scores.ts';

/** Writes the best level of all scores on a core digest, for filters; inside the transaction that changed one. */
export async function refreshLevel(store: Store, coreDigest: string): Promise<void> {
  const scores = await loadScores(store, [coreDigest]);
  const levels = scores.flatMap(({ reproducibility }) => reproducibility?.level ?? []);
  const best = levels.map((level) => LEVELS.indexOf(level) - 1).toSorted((a, b) => b - a)[0];
  await store.facets.setLevel(coreDigest, best ?? null);
}
