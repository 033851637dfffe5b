import { searchWords } from '../../checkpoint/facet-words.ts';
import { isOfferable } from '../../checkpoint/inspection.ts';
import { inferenceBytes } from '../../checkpoint/resources.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { Store } from '../../store/store.ts';
import { displayName } from '../context/find.ts';
import { facetRow, stubFacetRow, stubFacts } from './facet-row.ts';
import { refreshLevel } from './refresh-level.ts';
import { refreshTasks } from './refresh-tasks.ts';

/** Writes what a checkpoint is found by, from what its rows say now; inside the transaction that changed them. */
export async function refreshFacet(store: Store, checkpointId: number): Promise<void> {
  const [checkpoint] = await store.checkpoints.byIds([checkpointId]);
  if (!checkpoint || checkpoint.mergedIntoId !== null) return;
  const name = displayName(checkpoint);
  await store.facets.put([await rowOf(store, checkpoint, name)]);
  if (checkpoint.coreDigest !== null) {
    await refreshLevel(store, checkpoint.coreDigest);
    await refreshTasks(store, checkpoint.coreDigest);
  }
  await store.facets.learnWords(searchWords(name));
}

async function rowOf(store: Store, checkpoint: CheckpointRecord, name: string) {
  const { id, license, architecture, parameterCount, createdAt } = checkpoint;
  if (checkpoint.digest === null) {
    const [imported] = await store.imports.factsOf([id]);
    return stubFacetRow(id, name, stubFacts(imported?.facts ?? {}));
  }
  const [details] = await store.checkpoints.detailsOf([id]);
  const known = {
    license,
    architecture,
    parameterCount,
    inferenceBytes: inferenceBytes(details?.resources ?? []),
    publishedAt: createdAt,
    isSeeded: isOfferable(checkpoint.state),
  };
  const formats = await formatsOf(store, checkpoint);
  return facetRow({ checkpointId: id, name, ...known, formats }, details?.cardFacts ?? {});
}

async function formatsOf(store: Store, { id }: CheckpointRecord): Promise<readonly string[]> {
  const files = await store.checkpoints.artifactsOf([id]);
  const weights = files.filter(({ role }) => role === 'WEIGHTS').map(({ digest }) => digest);
  const artifacts = weights.length === 0 ? [] : await store.artifacts.byDigests(weights);
  return [...new Set(artifacts.map(({ format }) => format))];
}
