import { riskSentence, type RiskReport as ComputedReport } from '../../bias/risk/risk-report.ts';
import { fileRiskReport } from '../../hub/file-risk-report.ts';
import type { RunRecord } from '../../store/evaluation-repository.ts';
import type { ReportRecord } from '../../store/report-repository.ts';
import { found } from '../found.ts';
import type { Resolvers, RiskTopic } from '../generated/schema-types.ts';
import type { Loaders } from '../loaders.ts';
import { orRefusal } from '../refusals.ts';
import { reportFields } from './report.ts';
import { shownMetrics } from './shown-metrics.ts';

/** Reports of privacy and robustness. */
export const risk: Resolvers = {
  Checkpoint: {
    riskReports: async ({ coreDigest }, _, { loaders }) =>
      coreDigest ? (await loaders.reportsOn.load(coreDigest)).filter(({ topic }) => topic !== 'BIAS') : [],
    riskWarnings: ({ id }, _, { loaders }) => loaders.riskWarningsOn.load(id),
  },
  RiskWarning: {
    report: async ({ reportLogIndex }, _, { loaders }) =>
      found(await loaders.report.load(reportLogIndex), reportLogIndex),
    isInherited: ({ depth }) => depth > 0,
  },
  RiskReport: {
    ...reportFields,
    topic: ({ topic }) => topic as RiskTopic,
    kind: (report) => computedOf(report).kind,
    verdict: (report) => computedOf(report).verdict,
    sentence: (report) => riskSentence(computedOf(report)),
    effect: (report) => computedOf(report).effect,
    items: (report) => computedOf(report).itemsMin,
    metrics: (report) => shownMetrics(computedOf(report).metrics),
    counts: ({ payload }) => countsIn(payload),
    knownLimitations: (report) => computedOf(report).knownLimitations,
    run: ({ runLogIndex }, _, { loaders }) => (runLogIndex === null ? null : loaders.run.load(runLogIndex)),
    against: async ({ payload }, _, { loaders }) =>
      Promise.all(againstIn(payload).map((id) => runOf(id, loaders))),
    context: ({ payload }) => (payload as Payload).context ?? null,
    limitations: ({ payload }) => (payload as Payload).limitations ?? null,
  },
  Mutation: {
    fileRiskReport: (_, { input }, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'RiskReportFiled' as const,
        report: (await fileRiskReport(hub, viewer, input)).outcome,
      })),
  },
};

interface Payload {
  readonly from?: { readonly against?: string | readonly string[] };
  readonly context?: string;
  readonly limitations?: string;
}

/** Whichever counts the report has. */
function countsIn(payload: object): unknown {
  const fields = ['canaries', 'extraction', 'membership', 'corruptions', 'attack', 'trigger'];
  return Object.entries(payload)
    .filter(([field]) => fields.includes(field))
    .map(([, counts]) => counts as unknown)
    .at(0);
}

/** The ids of their statements. */
function againstIn(payload: object): readonly string[] {
  return [(payload as Payload).from?.against ?? []].flat();
}

/** A report that was counted from runs was counted again here, so they are known. */
async function runOf(statementId: string, loaders: Loaders): Promise<RunRecord> {
  const { logIndex } = found(await loaders.statementPlace.load(statementId), statementId);
  return found(await loaders.run.load(logIndex), logIndex);
}

function computedOf(report: ReportRecord): ComputedReport {
  return report.computed as unknown as ComputedReport;
}
