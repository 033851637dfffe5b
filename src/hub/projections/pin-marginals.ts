import { invariant } from '../../base/errors.ts';
import { assertSameMarginals, marginalsOf, type DatasetMarginals } from '../../bias/dataset-marginals.ts';
import { parseBiasPayload } from '../../bias/parse-bias-payload.ts';
import { CROSS } from '../../bias/read-marginals.ts';
import { pinOf, type CountedMarginals } from '../../bias/pinned-marginals.ts';
import type { BiasPayload, GroupCounts } from '../../bias/counts.ts';
import { independenceGroups, isReliable } from '../../evaluation/independence.ts';
import type { ReportRecord, VoicedReportRecord } from '../../store/report-repository.ts';
import type { Store } from '../../store/store.ts';
import { loadEvaluators } from './load-evaluators.ts';

/** Refuses counts over other groups than the dataset is known to have. */
export async function assertPinned(store: Store, { counts, ...payload }: BiasPayload): Promise<void> {
  if (!isOfGroups(counts)) return;
  const { dataset, protocol, attribute } = payload;
  const pins = await store.reports.pinsOf({ datasetDigest: dataset, protocolDigest: protocol, attribute });
  for (const { marginals } of pins) assertSameMarginals(marginals as DatasetMarginals, counts);
}

/** Pins what a dataset's groups are, as soon as enough is known of them. */
export async function pinMarginals(store: Store, report: ReportRecord): Promise<void> {
  const { datasetDigest, protocolDigest, attribute, kind } = report;
  if (kind !== 'TALLY' && kind !== 'CONFUSION') return;
  const question = { datasetDigest, protocolDigest, attribute };
  if ((await store.reports.pinsOf(question)).some((pin) => pin.kind === kind)) return;
  const reports = await store.reports.countedBy({ ...question, kind });
  const [dataset] = await store.datasets.byDigests([datasetDigest]);
  invariant(dataset, 'a report is on a dataset that is known');
  const pin = pinOf(await countedOf(store, reports, dataset.publishedBy));
  const [firstLogIndex, secondLogIndex = null] = pin?.logIndexes ?? [];
  if (!pin || firstLogIndex === undefined) return;
  await store.reports.pin({ ...question, kind, marginals: pin.marginals, firstLogIndex, secondLogIndex });
}

async function countedOf(
  store: Store,
  reports: readonly VoicedReportRecord[],
  datasetPublisher: number,
): Promise<readonly CountedMarginals[]> {
  const ids = [datasetPublisher, ...reports.map(({ voiceId }) => voiceId)];
  const evaluators = await loadEvaluators(store, ids);
  const groups = independenceGroups([...evaluators.values()], String(datasetPublisher));
  return reports.flatMap(({ logIndex, voiceId, payload }) => {
    const { counts, from, attribute } = parseBiasPayload(payload);
    const evaluator = evaluators.get(voiceId);
    const group = groups.find(({ members }) => members.some(({ id }) => id === String(voiceId)));
    if (!isOfGroups(counts) || !evaluator || !group) return [];
    const isTrusted = voiceId === datasetPublisher || isReliable(evaluator);
    const isOfDataset = from?.by.kind === 'ATTRIBUTES' && from.by.attributes.join(CROSS) === attribute;
    return [{ logIndex, groupId: group.id, isTrusted, isOfDataset, marginals: marginalsOf(counts) }];
  });
}

function isOfGroups(counts: BiasPayload['counts']): counts is GroupCounts {
  return counts.kind === 'TALLY' || counts.kind === 'CONFUSION';
}
