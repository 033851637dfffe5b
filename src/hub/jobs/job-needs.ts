import type { Protocol } from '../../evaluation/protocol.ts';
import type { Store } from '../../store/store.ts';

/** The task a runner must know to run this protocol. */
export function taskOf({ task }: Protocol): string {
  return task.id;
}

/** A bound on the memory that a run takes: the model is inspected whole, loaded, and packed for the kernels. */
export async function memoryBytesOf(store: Store, checkpointId: number): Promise<number> {
  const files = await store.checkpoints.artifactsOf([checkpointId]);
  const models = files.filter(({ path }) => path.toLowerCase().endsWith('.onnx'));
  const artifacts = await store.artifacts.byDigests(models.map(({ digest }) => digest));
  const largest = artifacts.reduce((most, { sizeBytes }) => Math.max(most, sizeBytes), 0);
  return RUNTIME_BYTES + MODEL_COPIES * largest;
}

// A child with its runtime, and one batch of items.
const RUNTIME_BYTES = 256 << 20;
const MODEL_COPIES = 3;
