import type { BiasReport as ComputedReport } from '../../bias/report.ts';
import { isCompared } from '../../bias/verdict.ts';
import { biasSentence } from '../../bias/sentence.ts';
import { fileBiasReport } from '../../hub/file-bias-report.ts';
import type { ReportRecord } from '../../store/report-repository.ts';
import { found } from '../found.ts';
import type { Harm, Resolvers } from '../generated/schema-types.ts';
import { orRefusal } from '../refusals.ts';
import { ofTopic, reportFields } from './report.ts';
import { shownMetrics } from './shown-metrics.ts';

export const bias: Resolvers = {
  Checkpoint: {
    biasReports: async ({ coreDigest }, _, { loaders }) =>
      coreDigest ? ofTopic('BIAS', await loaders.reportsOn.load(coreDigest)) : [],
    biasWarnings: ({ id }, _, { loaders }) => loaders.biasWarningsOn.load(id),
  },
  BiasWarning: {
    report: async ({ reportLogIndex }, _, { loaders }) =>
      found(await loaders.report.load(reportLogIndex), reportLogIndex),
    isInherited: ({ depth }) => depth > 0,
  },
  BiasReport: {
    ...reportFields,
    harms: (report) => payloadOf(report).harms.map((harm) => harm.toUpperCase().replaceAll('-', '_') as Harm),
    groups: (report) => groupsOf(report),
    metrics: (report) => shownMetrics(computedOf(report).metrics),
    verdict: (report) => computedOf(report).verdict.verdict,
    sentence: (report) => biasSentence(computedOf(report)),
    kind: (report) => computedOf(report).kind,
    lean: (report) => leanOf(computedOf(report)),
    // Reports of an older hub were kept without.
    knownLimitations: (report) => computedOf(report).knownLimitations ?? [],
    gap: (report) => gapOf(computedOf(report).verdict),
    marginals: marginalsOf,
    run: ({ runLogIndex }, _, { loaders }) => (runLogIndex === null ? null : loaders.run.load(runLogIndex)),
    context: (report) => payloadOf(report).context ?? null,
    limitations: (report) => payloadOf(report).limitations ?? null,
  },
  Mutation: {
    fileBiasReport: (_, { input }, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'BiasReportFiled' as const,
        report: (await fileBiasReport(hub, viewer, input)).outcome,
      })),
  },
};

type NamedCounts = { readonly name: string } & Record<string, unknown>;

interface Payload {
  readonly harms: readonly string[];
  readonly groups?: readonly NamedCounts[];
  readonly scores?: readonly NamedCounts[];
  readonly marginals?: readonly { readonly groups: readonly NamedCounts[] }[];
  readonly context?: string;
  readonly limitations?: string;
}

function payloadOf(report: ReportRecord): Payload {
  return report.payload as unknown as Payload;
}

function computedOf(report: ReportRecord): ComputedReport {
  return report.computed as unknown as ComputedReport;
}

function groupsOf(report: ReportRecord) {
  const computed = computedOf(report);
  const { groups, scores } = payloadOf(report);
  return shownGroups(computed.groups, groups ?? scores ?? [], computed.verdictRate);
}

// Reports of an older hub were kept without.
function marginalsOf(report: ReportRecord) {
  const { marginals, verdictRate }: Omit<ComputedReport, 'marginals'> & Partial<ComputedReport> =
    computedOf(report);
  const submitted = payloadOf(report).marginals ?? [];
  return (marginals ?? []).map(({ attribute, groups, verdict }, i) => ({
    attribute,
    groups: shownGroups(groups, submitted[i]?.groups ?? [], verdictRate),
    gap: gapOf(verdict),
    verdict: verdict.verdict,
  }));
}

function shownGroups(
  groups: ComputedReport['groups'],
  submitted: readonly NamedCounts[],
  verdictRate: ComputedReport['verdictRate'],
) {
  return groups.map((group, i) => {
    const rate = verdictRate === null ? undefined : group.rates[verdictRate];
    const counts: Record<string, unknown> = { ...submitted[i] };
    delete counts['name'];
    const isDefined = rate?.status === 'DEFINED';
    return {
      name: group.name,
      items: group.n,
      rate: isDefined ? rate.value : null,
      interval: isDefined ? rate.interval : null,
      counts,
    };
  });
}

function gapOf(verdict: ComputedReport['verdict']) {
  if (!isCompared(verdict)) return null;
  return {
    highGroup: verdict.high,
    lowGroup: verdict.low,
    difference: verdict.difference,
    interval: verdict.simultaneousInterval,
    margin: verdict.margin,
    fewestItems: verdict.itemsMin,
  };
}

function leanOf({ verdict }: ComputedReport) {
  if (!('lean' in verdict)) return null;
  return { value: verdict.lean, interval: verdict.interval, margin: verdict.margin, items: verdict.itemsMin };
}
