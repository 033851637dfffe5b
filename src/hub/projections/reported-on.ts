import type { Digest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { Hub } from '../context/hub.ts';

/** The checkpoint that a report of any topic is on, whose dataset is known here too. */
export async function reportedOn(
  hub: Hub,
  coreDigest: Digest,
  datasetDigest: string,
): Promise<CheckpointRecord> {
  const [checkpoint] = await hub.store.checkpoints.byCoreDigests([coreDigest]);
  if (!checkpoint) throw unknown('HUB_CHECKPOINT_UNKNOWN', 'checkpoint with the core digest', coreDigest);
  const [dataset] = await hub.store.datasets.byDigests([datasetDigest]);
  if (!dataset) throw unknown('HUB_DATASET_UNKNOWN', 'dataset', datasetDigest);
  return checkpoint;
}

function unknown(code: string, what: string, received: string) {
  return refusal(code, `no ${what} ${received} is published here`, {
    expected: `a published ${what}`,
    received,
    remedy: 'publish it first',
  });
}
