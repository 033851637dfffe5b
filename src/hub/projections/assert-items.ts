import type { Bodies } from '../../attestation/predicates.ts';
import { parseDigest } from '../../base/digest.ts';
import { HeirloomError, refusal } from '../../base/errors.ts';
import { inspectDataset } from '../../checkpoint/dataset.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { openItems } from '../../runner/items-file.ts';
import { metricValue } from '../../runner/metric-value.ts';
import { taskOf } from '../../runner/tasks/task-of.ts';
import type { Hub } from '../context/hub.ts';

type Body = Bodies['evaluation'];

/** The answers to each item must give the value and the digest of predictions that were signed; the hub counts again. */
export async function assertItemsSay(hub: Hub, body: Body, protocol: Protocol): Promise<void> {
  if (body.itemsArtifact === null) return;
  await using source = await hub.weights.openSource(parseDigest(body.itemsArtifact));
  await using data = await hub.weights.openSource(protocol.dataset.digest);
  const dataset = await inspectDataset(data);
  const task = taskOf(protocol);
  try {
    const items = await openItems(source, task.form(protocol, dataset));
    const found = await task.measure(items, { source: data, dataset }, protocol);
    const predictionsDigest = await items.predictionsDigest();
    const { value } = metricValue(found);
    if (predictionsDigest !== body.predictionsDigest)
      throw inconsistent(predictionsDigest, body.predictionsDigest);
    if (found.correct !== body.correct) throw inconsistent(`${found.correct} correct`, `${body.correct}`);
    if (Number(value) !== Number(body.value)) throw inconsistent(value, body.value);
  } catch (error) {
    throw asInconsistent(error);
  }
}

/** What a runner would say of its child's file is here said of a contributor's. */
function asInconsistent(error: unknown): unknown {
  const isOfFile = error instanceof HeirloomError && OF_THE_FILE.includes(error.code);
  return isOfFile ? inconsistent(error.facts.expected ?? '', error.facts.received ?? '') : error;
}

const OF_THE_FILE = [
  'RUNNER_ITEMS_INVALID',
  'RUNNER_METRIC_UNDEFINED',
  'RUNNER_DATASET_MISMATCH',
  'RUNNER_PROTOCOL_UNSUPPORTED',
];

function inconsistent(expected: string, received: string) {
  return refusal('HUB_ITEMS_INCONSISTENT', 'the answers to each item are not those of this result', {
    expected,
    received,
  });
}
