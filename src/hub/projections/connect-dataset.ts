import { datasetNameOf, type DatasetEdgeKind } from '../../checkpoint/dataset-name.ts';
import { isDigest } from '../../base/digest.ts';
import type { Store } from '../../store/store.ts';

/** Connects checkpoints with the dataset that a text names by digest or name; other texts say nothing to the graph. */
export async function connectDataset(
  store: Store,
  text: string | undefined,
  checkpointIds: readonly number[],
  kind: DatasetEdgeKind,
  logIndex: number,
): Promise<void> {
  if (text === undefined || checkpointIds.length === 0) return;
  const [published] = isDigest(text) ? await store.datasets.byDigests([text]) : [];
  const name = datasetNameOf(published?.name ?? text);
  if (name !== null) await store.datasetGraph.connect(name, checkpointIds, kind, logIndex);
}
