import { licenseExcess } from '../../license/license-excess.ts';
import type { Store } from '../../store/store.ts';
import { advisoryConcern } from './advisory-concern.ts';
import type { Concern } from './concern.ts';

type OfCheckpoint = Concern & { readonly checkpointId: number };

/** What is known against each checkpoint, of itself and from above. */
export async function checkpointConcerns(
  store: Store,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly Concern[]>> {
  if (ids.length === 0) return new Map();
  const all = await Promise.all([
    fromAdvisories(store, ids),
    fromReports(store, ids),
    fromDatasets(store, ids),
    fromLicenses(store, ids),
  ]);
  return Map.groupBy(all.flat(), ({ checkpointId }) => checkpointId);
}

async function fromAdvisories(store: Store, ids: readonly number[]): Promise<readonly OfCheckpoint[]> {
  const reaching = await store.advisories.reaching(ids);
  const rows = await store.advisories.byLogIndexes(reaching.map((reach) => reach.advisoryLogIndex));
  const byLogIndex = new Map(rows.map((row) => [row.logIndex, row]));
  return reaching.flatMap((reach) => {
    const advisory = byLogIndex.get(reach.advisoryLogIndex);
    return advisory ? [{ ...advisoryConcern(advisory, reach), checkpointId: reach.checkpointId }] : [];
  });
}

async function fromReports(store: Store, ids: readonly number[]): Promise<readonly OfCheckpoint[]> {
  const warnings = await store.reports.warningsOn(['BIAS', 'PRIVACY', 'ROBUSTNESS'], ids);
  const reports = await store.reports.byLogIndexes(warnings.map(({ reportLogIndex }) => reportLogIndex));
  const byLogIndex = new Map(reports.map((report) => [report.logIndex, report]));
  return warnings.flatMap(({ checkpointId, depth, reportLogIndex }) => {
    const report = byLogIndex.get(reportLogIndex);
    if (!report) return [];
    const { topic, verdict, attribute } = report;
    return [
      {
        kind: 'OPEN_WARNING' as const,
        severity: 'MODERATE' as const,
        sentence: `a report of ${topic.toLowerCase()} is open: ${verdict.toLowerCase()}, by ${attribute}`,
        remedy: 'report your own counts of the same, or what was done about it',
        checkpointId,
        throughId: report.checkpointId,
        depth,
        advisoryLogIndex: null,
      },
    ];
  });
}

async function fromDatasets(store: Store, ids: readonly number[]): Promise<readonly OfCheckpoint[]> {
  const warnings = await store.datasetGraph.warningsOn(ids);
  const datasets = await store.datasets.byIds(warnings.map(({ datasetId }) => datasetId));
  const names = new Map(datasets.map(({ id, name }) => [id, name]));
  return warnings.map(({ checkpointId, trainedId, depth, datasetId }) => ({
    kind: 'DATASET_WITHDRAWN',
    severity: 'HIGH',
    sentence: `it was trained on ${names.get(datasetId)}, which its publisher took back`,
    remedy: null,
    checkpointId,
    throughId: trainedId,
    depth,
    advisoryLogIndex: null,
  }));
}

async function fromLicenses(store: Store, ids: readonly number[]): Promise<readonly OfCheckpoint[]> {
  const rows = Map.groupBy(await store.concerns.licensesAbove(ids), ({ checkpointId }) => checkpointId);
  return [...rows].flatMap(([checkpointId, above]) => {
    const own = above[0]?.own ?? '';
    return licenseExcess(own, above).map(({ uses, above: { id, depth, license } }) => ({
      kind: 'LICENSE' as const,
      severity: 'MODERATE' as const,
      sentence: `${own} allows ${uses.map(wordsOf).join(' and ')}; ${license} above it does not`,
      remedy: `keep to ${license}`,
      checkpointId,
      throughId: id,
      depth,
      advisoryLogIndex: null,
    }));
  });
}

function wordsOf(use: string): string {
  return use.toLowerCase().replaceAll('_', ' ');
}
