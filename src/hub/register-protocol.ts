import { refusal } from '../base/errors.ts';
import { metricOf } from '../evaluation/metric-registry.ts';
import { parseProtocol, protocolDigest } from '../evaluation/protocol.ts';
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
  if (protocol.dataset.first + protocol.dataset.count > dataset.itemCount)
    throw refusal('HUB_PROTOCOL_SLICE', 'the protocol asks for items that the dataset does not have', {
      expected: `items within 0..${dataset.itemCount}`,
      received: `${protocol.dataset.first}..${protocol.dataset.first + protocol.dataset.count}`,
    });
  const digest = protocolDigest(protocol);
  const record = {
    digest,
    body: protocol,
    datasetDigest: protocol.dataset.digest,
  };
  await hub.store.evaluations.addProtocolIfNew(record);
  return record;
}
