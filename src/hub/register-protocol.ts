import { isRefusal, refusal } from '../base/errors.ts';
import { inspectDataset } from '../checkpoint/dataset.ts';
import { metricOf } from '../evaluation/metric-registry.ts';
import { parseProtocol, protocolDigest, type Protocol } from '../evaluation/protocol.ts';
import { assertSupported } from '../runner/assert-supported.ts';
import type { DatasetRecord } from '../store/dataset-repository.ts';
import type { ProtocolRecord } from '../store/evaluation-repository.ts';
import type { Hub } from './context/hub.ts';
import type { Viewer } from './context/viewer.ts';

/** Makes a protocol known under its digest; the same one again changes nothing. */
export async function registerProtocol(hub: Hub, _viewer: Viewer, body: unknown): Promise<ProtocolRecord> {
  const protocol = parseProtocol(body);
  metricOf(protocol.metric.id, protocol.metric.version);
  const [dataset] = await hub.store.datasets.byDigests([protocol.dataset.digest]);
  if (!dataset)
    throw refusal('HUB_DATASET_UNKNOWN', 'the protocol’s dataset is not published here', {
      expected: 'a published dataset',
      received: protocol.dataset.digest,
      remedy: 'heirloom publish-dataset FILE',
    });
  const digest = protocolDigest(protocol);
  const [known] = await hub.store.evaluations.protocolsByDigests([digest]);
  // It was held against its dataset when it came, and neither can change.
  if (known) return known;
  assertSlice(protocol, dataset);
  await assertFitting(hub, protocol);
  const record = {
    digest,
    body: protocol,
    datasetDigest: protocol.dataset.digest,
  };
  await hub.store.evaluations.addProtocolIfNew(record);
  return record;
}

function assertSlice({ dataset: { first, count } }: Protocol, dataset: DatasetRecord): void {
  if (first + count <= dataset.itemCount) return;
  throw refusal('HUB_PROTOCOL_SLICE', 'the protocol asks for items that the dataset does not have', {
    expected: `items within 0..${dataset.itemCount}`,
    received: `${first}..${first + count}`,
  });
}

/** What every runner would refuse later: data of another kind, answers that are not there, labels that are no classes. */
async function assertFitting(hub: Hub, protocol: Protocol): Promise<void> {
  await using source = await hub.weights.openSource(protocol.dataset.digest);
  const dataset = await inspectDataset(source);
  try {
    assertSupported(protocol, dataset);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw refusal('HUB_PROTOCOL_UNFIT', 'the protocol and its dataset do not fit', error.facts);
  }
}
