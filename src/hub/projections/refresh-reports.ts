import { standings, type ReportStanding } from '../../bias/report-standing.ts';
import type { Evaluator } from '../../evaluation/independence.ts';
import type { ReportRecord, VoicedReportRecord } from '../../store/report-repository.ts';
import type { Store } from '../../store/store.ts';
import { loadEvaluators } from './load-evaluators.ts';
import { agreementOf } from './report-topics.ts';

/** Computes anew where all reports on a core digest stand, inside the transaction that changed something. */
export async function refreshReports(store: Store, coreDigest: string): Promise<void> {
  await store.reports.lock(coreDigest);
  const reports = await store.reports.voicesOn(coreDigest);
  if (reports.length === 0) return;
  const publisher = (await store.checkpoints.firstPublishersOf([coreDigest])).get(coreDigest);
  const ids = [...reports.map(({ voiceId }) => voiceId), ...(publisher === undefined ? [] : [publisher])];
  const evaluators = await loadEvaluators(store, ids);
  for (const series of Map.groupBy(reports, seriesOf).values())
    for (const [logIndex, standing] of standingsOf(series, evaluators, String(publisher)))
      await store.reports.putStanding(logIndex, standing);
}

/** Whether two reports can be compared, whatever they are on. */
export function isOneSeries(report: ReportRecord, other: ReportRecord): boolean {
  return seriesOf(report) === seriesOf(other);
}

function standingsOf(
  series: readonly VoicedReportRecord[],
  evaluators: ReadonlyMap<number, Evaluator>,
  publisherId: string,
): ReadonlyMap<number, ReportStanding> {
  const byPlace = new Map(series.map((report) => [report.logIndex, report]));
  const filed = series.map(({ logIndex, contributorId, voiceId, withdrawalLogIndex }) => ({
    logIndex,
    authorId: String(contributorId),
    voiceId: String(voiceId),
    isWithdrawn: withdrawalLogIndex !== null,
  }));
  const byId = new Map([...evaluators.values()].map((evaluator) => [evaluator.id, evaluator]));
  return standings(filed, byId, publisherId, (logIndex, other) =>
    agreementOf(byPlace.get(logIndex)!, byPlace.get(other)!),
  );
}

function seriesOf(report: ReportRecord): string {
  const { topic, datasetDigest, protocolDigest, attribute, kind } = report;
  return JSON.stringify([topic, datasetDigest, protocolDigest, attribute, kind]);
}
