import { refusal } from '../base/errors.ts';
import { metricOf } from '../evaluation/metric-registry.ts';
import { parseProtocol, protocolDigest, type Protocol } from '../evaluation/protocol.ts';
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
  assertFits(protocol, dataset);
  const digest = protocolDigest(protocol);
  const record = {
    digest,
    body: protocol,
    datasetDigest: protocol.dataset.digest,
  };
  await hub.store.evaluations.addProtocolIfNew(record);
  return record;
}

/** What every runner would refuse later: items that are not there, data of another kind, labels that are no classes. */
function assertFits({ task, dataset: { first, count }, decoding }: Protocol, dataset: DatasetRecord): void {
  if (first + count > dataset.itemCount)
    throw refusal('HUB_PROTOCOL_SLICE', 'the protocol asks for items that the dataset does not have', {
      expected: `items within 0..${dataset.itemCount}`,
      received: `${first}..${first + count}`,
    });
  const kind = dataset.tokenLength === null ? 'images' : 'tokens';
  const expected = task.id === 'image-classification' ? 'images' : 'tokens';
  if (kind !== expected) throw unfit(`${expected} for ${task.id}`, kind);
  if (decoding.rule !== 'argmax') return;
  const largest = dataset.labelCounts.reduce((max, { label }) => Math.max(max, Number(label)), -1);
  if (largest < 0) throw unfit(`labels for ${task.id}`, 'none');
  if (largest >= decoding.classes) throw unfit(`labels below ${decoding.classes}`, `label ${largest}`);
}

function unfit(expected: string, received: string) {
  return refusal('HUB_PROTOCOL_UNFIT', 'the protocol and its dataset do not fit', { expected, received });
}
