import { LEVELS } from '../../evaluation/level.ts';
import type { Store } from '../../store/store.ts';
import { loadScores, type ScoreRecord } from './load-scores.ts';

/** Writes the best level of all scores on a core digest, for filters; inside the transaction that changed one. */
export async function refreshLevel(store: Store, coreDigest: string): Promise<void> {
  await writeLevel(store, coreDigest, await loadScores(store, [coreDigest]));
}

/** The same from scores already computed; what is superseded can't be found by its level. */
export async function writeLevel(
  store: Store,
  coreDigest: string,
  scores: readonly ScoreRecord[],
): Promise<void> {
  const standing = scores.filter(({ reproducibility }) => reproducibility?.state !== 'SUPERSEDED');
  const levels = standing.flatMap(({ reproducibility }) => reproducibility?.level ?? []);
  const best = levels.map((level) => LEVELS.indexOf(level) - 1).toSorted((a, b) => b - a)[0];
  await store.facets.setLevel(coreDigest, best ?? null);
}
