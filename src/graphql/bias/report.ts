import { reportStandingSentence } from '../../bias/standing-sentence.ts';
import { isOneSeries } from '../../hub/projections/refresh-reports.ts';
import { agreementOf } from '../../hub/projections/report-topics.ts';
import type { ReportRecord } from '../../store/report-repository.ts';
import type { ReportTopic } from '../../store/tables/report-tables.ts';
import { found } from '../found.ts';
import type { Loaders } from '../loaders.ts';

interface Asked {
  readonly loaders: Loaders;
}

/** What reports of every topic answer alike. */
export const reportFields = {
  __resolveReference: async ({ id }: { readonly id: string }, { loaders }: Asked) => {
    const place = /^[A-Za-z]{1,20}:(\d{1,15})$/.exec(id)?.[1];
    const report = place === undefined ? null : await loaders.report.load(Number(place));
    return report && idOf(report) === id ? report : null;
  },
  id: (report: ReportRecord) => idOf(report),
  checkpoint: async ({ checkpointId }: ReportRecord, _: unknown, { loaders }: Asked) =>
    found(await loaders.checkpoint.load(checkpointId), checkpointId),
  dataset: ({ datasetDigest }: ReportRecord, _: unknown, { loaders }: Asked) =>
    loaders.dataset.load(datasetDigest),
  filedBy: async ({ contributorId }: ReportRecord, _: unknown, { loaders }: Asked) =>
    found(await loaders.contributor.load(contributorId), contributorId),
  statement: async ({ logIndex }: ReportRecord, _: unknown, { loaders }: Asked) =>
    found(await loaders.statement.load(logIndex), logIndex),
  standing: ({ standing, agreeing, contradicting, isSettled }: ReportRecord) => {
    const facts = { state: standing, agreeing, contradicting, isSettled };
    return { ...facts, sentence: reportStandingSentence(facts) };
  },
  answers: ({ logIndex }: ReportRecord, _: unknown, { loaders }: Asked) => loaders.answersTo.load(logIndex),
  mitigations: ({ logIndex }: ReportRecord, _: unknown, { loaders }: Asked) =>
    loaders.mitigationsOf.load(logIndex),
  reproductions: async (report: ReportRecord, _: unknown, { loaders }: Asked) => {
    const all = await loaders.reportsOn.load(report.coreDigest);
    return all
      .filter((other) => isOneSeries(report, other) && other.contributorId !== report.contributorId)
      .filter(({ standing }) => standing !== 'REPLACED' && standing !== 'WITHDRAWN')
      .map((other) => ({ report: named(other), agreement: agreementOf(report, other) }));
  },
};

function idOf({ topic, logIndex }: ReportRecord): string {
  return `${TYPES[topic]}:${logIndex}`;
}

const TYPES = {
  BIAS: 'BiasReport',
  PRIVACY: 'RiskReport',
  ROBUSTNESS: 'RiskReport',
} as const satisfies Record<ReportTopic, string>;

export function ofTopic(topic: ReportTopic, reports: readonly ReportRecord[]): readonly ReportRecord[] {
  return reports.filter((report) => report.topic === topic);
}

/** A report where the SDL says only `Report`. */
export function named(report: ReportRecord) {
  return { ...report, __typename: TYPES[report.topic] };
}
