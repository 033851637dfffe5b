import { facetWords, searchWords, type FacetSource } from '../../checkpoint/facet-words.ts';
import { popularityRank } from '../../checkpoint/popularity.ts';
import { licenseUses } from '../../license/license-uses.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { Store } from '../../store/store.ts';
import { displayName } from '../context/find.ts';

/** Writes what a checkpoint is found by, from what its rows say now; inside the transaction that changed them. */
export async function refreshFacet(store: Store, checkpointId: number): Promise<void> {
  const [checkpoint] = await store.checkpoints.byIds([checkpointId]);
  if (!checkpoint) return;
  const name = displayName(checkpoint);
  const { license, architecture, parameterCount, createdAt } = checkpoint;
  const isPublished = checkpoint.digest !== null;
  const owner =
    name
      .slice(name.indexOf(':') + 1)
      .split('/')[0]
      ?.toLowerCase() ?? null;
  const found: FacetSource = {
    name,
    owner,
    license,
    licenseAllows: license === null ? [] : licenseUses(license),
    architecture,
    formats: await formatsOf(store, checkpoint),
    isPublished,
  };
  await store.facets.put({
    checkpointId,
    name,
    owner,
    license,
    architecture,
    task: null,
    library: null,
    languages: [],
    parameterCount,
    downloads: 0,
    rank: popularityRank({ downloads: 0, likes: 0, isPublished }),
    shownAt: isPublished ? createdAt : null,
    words: facetWords(found),
  });
  await store.facets.learnWords(searchWords(name));
}

async function formatsOf(store: Store, { id }: CheckpointRecord): Promise<readonly string[]> {
  const files = await store.checkpoints.artifactsOf([id]);
  const weights = files.filter(({ role }) => role === 'WEIGHTS').map(({ digest }) => digest);
  const artifacts = weights.length === 0 ? [] : await store.artifacts.byDigests(weights);
  return [...new Set(artifacts.map(({ format }) => format))];
}
