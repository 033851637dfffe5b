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
    for (const [report, standing] of standingsOf(series, evaluators, String(publisher)))
      if (!isSame(report, standing)) await store.reports.putStanding(report.logIndex, standing);
}

/** Whether two reports can be compared, whatever they are on. */
export function isOneSeries(report: ReportRecord, other: ReportRecord): boolean {
  return seriesOf(report) === seriesOf(other);
}

function standingsOf(
  series: readonly VoicedReportRecord[],
  evaluators: ReadonlyMap<number, Evaluator>,
  publisherId: string,
): readonly (readonly [ReportRecord, ReportStanding])[] {
  const byPlace = new Map(series.map((report) => [report.logIndex, report]));
  const filed = series.map(({ logIndex, contributorId, voiceId, withdrawalLogIndex }) => ({
    logIndex,
    authorId: String(contributorId),
    voiceId: String(voiceId),
    isWithdrawn: withdrawalLogIndex !== null,
  }));
  const byId = new Map([...evaluators.values()].map((evaluator) => [evaluator.id, evaluator]));
  const found = standings(filed, byId, publisherId, (logIndex, other) =>
    agreementOf(byPlace.get(logIndex)!, byPlace.get(other)!),
  );
  return series.map((report) => [report, found.get(report.logIndex)!]);
}

function isSame(
  report: ReportRecord,
  { state, agreeing, contradicting, isSettled }: ReportStanding,
): boolean {
  if (report.standing !== state || report.isSettled !== isSettled) return false;
  return report.agreeing === agreeing && report.contradicting === contradicting;
}

function seriesOf(report: ReportRecord): string {
  const { topic, datasetDigest, protocolDigest, attribute, kind } = report;
  return JSON.stringify([topic, datasetDigest, protocolDigest, attribute, kind]);
}
