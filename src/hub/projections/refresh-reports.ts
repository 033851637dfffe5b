import { biasAgreement } from '../../bias/agreement.ts';
import { parseBiasPayload } from '../../bias/parse-bias-payload.ts';
import { riskAgreement } from '../../bias/risk/agreement.ts';
import { parseRiskPayload } from '../../bias/risk/read-risk.ts';
import { standings, type ReportAgreement, type ReportStanding } from '../../bias/report-standing.ts';
import type { Evaluator } from '../../evaluation/independence.ts';
import type { ReportRecord, VoicedReportRecord } from '../../store/report-repository.ts';
import type { Store } from '../../store/store.ts';
import type { ReportTopic } from '../../store/tables/report-tables.ts';
import { loadEvaluators } from './load-evaluators.ts';

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

/** What one report's counts say of another's, of the same series. */
export function agreementOf(report: ReportRecord, other: ReportRecord): ReportAgreement {
  return AGREEMENTS[report.topic](report.payload, other.payload);
}

const AGREEMENTS: Record<ReportTopic, (payload: object, other: object) => ReportAgreement> = {
  BIAS: (payload, other) => biasAgreement(parseBiasPayload(payload), parseBiasPayload(other)),
  PRIVACY: agreementOfRisks,
  ROBUSTNESS: agreementOfRisks,
};

function agreementOfRisks(payload: object, other: object): ReportAgreement {
  return riskAgreement(parseRiskPayload(payload), parseRiskPayload(other));
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
