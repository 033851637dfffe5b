import { parseDigest } from '../../base/digest.ts';
import { HeirloomError } from '../../base/errors.ts';
import { inspectDataset } from '../../checkpoint/dataset.ts';
import type { EachItem } from '../../evaluation/metrics/measured.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { openItems } from '../../runner/items-file.ts';
import { taskOf } from '../../runner/tasks/task-of.ts';
import type { RunRecord } from '../../store/evaluation-repository.ts';
import type { Hub } from '../context/hub.ts';

/**
 * A run's answers item by item, as its task measures them. Null where its items were not handed in, can't be read any more,
 * have no part of their own in the metric, or are more than a question may read.
 */
export async function itemOutcomes(
  hub: Hub,
  { itemsArtifact }: RunRecord,
  protocol: Protocol,
): Promise<EachItem | null> {
  if (itemsArtifact === null || protocol.dataset.count > ITEMS_MAX) return null;
  try {
    return await readOutcomes(hub, itemsArtifact, protocol);
  } catch (error) {
    // What was checked when it came may be gone from the disk since: then there is no pair, and no fault.
    if (error instanceof HeirloomError) return null;
    throw error;
  }
}

async function readOutcomes(hub: Hub, artifact: string, protocol: Protocol): Promise<EachItem | null> {
  await using file = await hub.weights.openSource(parseDigest(artifact));
  if (file.sizeBytes > FILE_BYTES_MAX) return null;
  await using source = await hub.weights.openSource(protocol.dataset.digest);
  const dataset = await inspectDataset(source);
  const task = taskOf(protocol);
  const items = await openItems(file, task.form(protocol, dataset));
  return (await task.measure(items, { source, dataset }, protocol)).each;
}

/** A question reads a few files of this size, and waits for them. */
const ITEMS_MAX = 200_000;
const FILE_BYTES_MAX = 64 << 20;
