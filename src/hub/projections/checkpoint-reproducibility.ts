import { checkpointLevel, checkpointScore } from '../../evaluation/aggregate.ts';
import type { Level } from '../../evaluation/level.ts';
import type { Store } from '../../store/store.ts';
import type { ScoreRecord } from './load-scores.ts';

/** All claims of a checkpoint together. */
export interface CheckpointReproducibility {
  readonly score: number;
  readonly level: Level;
  readonly families: readonly {
    readonly name: string;
    readonly claims: number;
    readonly score: number;
  }[];
}

/**
 * Every claim that is measured is a headline, and the claims on one dataset's name are one family. A claim whose
 * dataset was taken back counts as one that nobody verified: withdrawing a dataset must not lift what was bad on it.
 */
export async function checkpointReproducibility(
  store: Store,
  scores: readonly ScoreRecord[],
): Promise<CheckpointReproducibility | null> {
  const claimed = scores.flatMap(({ protocolDigest, reproducibility: found }) =>
    found ? { protocolDigest, found } : [],
  );
  const families = await familiesOf(
    store,
    claimed.map(({ protocolDigest }) => protocolDigest),
  );
  const claims = claimed.map(({ protocolDigest, found }) => ({
    family: families.get(protocolDigest) ?? protocolDigest,
    score: found.state === 'SUPERSEDED' ? null : found.score,
  }));
  const [score, level] = [checkpointScore(claims), checkpointLevel(claimed.map(({ found }) => found.level))];
  if (score === null || level === null) return null;
  const byFamily = [...Map.groupBy(claims, ({ family }) => family)];
  return {
    score,
    level,
    families: byFamily.map(([name, own]) => ({
      name,
      claims: own.length,
      score: checkpointScore(own) ?? 0,
    })),
  };
}

async function familiesOf(store: Store, protocols: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await store.evaluations.protocolsByDigests(protocols);
  const datasets = await store.datasets.byDigests(rows.map(({ datasetDigest }) => datasetDigest));
  const names = new Map(datasets.map(({ digest, name }) => [digest, name]));
  return new Map(rows.map(({ digest, datasetDigest }) => [digest, names.get(datasetDigest) ?? digest]));
}
