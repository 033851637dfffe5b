import type { BiasReport as ComputedReport } from '../../bias/report.ts';
import { isCompared } from '../../bias/verdict.ts';
import { biasSentence } from '../../bias/sentence.ts';
import { fileBiasReport } from '../../hub/file-bias-report.ts';
import type { BiasReportRecord } from '../../store/bias-repository.ts';
import { found } from '../found.ts';
import type { Harm, Resolvers } from '../generated/schema-types.ts';
import { orRefusal } from '../refusals.ts';

export const bias: Resolvers = {
  Checkpoint: {
    biasReports: ({ coreDigest }, _, { loaders }) =>
      coreDigest ? loaders.biasReportsOn.load(coreDigest) : [],
    biasWarnings: ({ id }, _, { loaders }) => loaders.biasWarningsOn.load(id),
  },
  BiasWarning: {
    report: async ({ reportLogIndex }, _, { loaders }) =>
      found(await loaders.biasReport.load(reportLogIndex), reportLogIndex),
    isInherited: ({ depth }) => depth > 0,
  },
  BiasReport: {
    __resolveReference: ({ id }, { loaders }) => {
      const place = /^BiasReport:(\d{1,15})$/.exec(id)?.[1];
      return place === undefined ? null : loaders.biasReport.load(Number(place));
    },
    id: ({ logIndex }) => `BiasReport:${logIndex}`,
    checkpoint: async ({ checkpointId }, _, { loaders }) =>
      found(await loaders.checkpoint.load(checkpointId), checkpointId),
    dataset: ({ datasetDigest }, _, { loaders }) => loaders.dataset.load(datasetDigest),
    harms: (report) => payloadOf(report).harms.map((harm) => harm.toUpperCase().replaceAll('-', '_') as Harm),
    groups: (report) => groupsOf(report),
    metrics: (report) => metricsOf(computedOf(report)),
    verdict: (report) => computedOf(report).verdict.verdict,
    sentence: (report) => biasSentence(computedOf(report)),
    kind: (report) => computedOf(report).kind,
    lean: (report) => leanOf(computedOf(report)),
    // Reports of an older hub were kept without.
    knownLimitations: (report) => computedOf(report).knownLimitations ?? [],
    gap: (report) => gapOf(computedOf(report)),
    context: (report) => payloadOf(report).context ?? null,
    limitations: (report) => payloadOf(report).limitations ?? null,
    filedBy: async ({ contributorId }, _, { loaders }) =>
      found(await loaders.contributor.load(contributorId), contributorId),
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
  readonly context?: string;
  readonly limitations?: string;
}

function payloadOf(report: BiasReportRecord): Payload {
  return report.payload as unknown as Payload;
}

function computedOf(report: BiasReportRecord): ComputedReport {
  return report.computed as unknown as ComputedReport;
}

function groupsOf(report: BiasReportRecord) {
  const computed = computedOf(report);
  return computed.groups.map((group, i) => {
    const rate = computed.verdictRate === null ? undefined : group.rates[computed.verdictRate];
    const { groups, scores } = payloadOf(report);
    const counts: Record<string, unknown> = { ...(groups ?? scores)?.[i] };
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

function metricsOf({ metrics }: ComputedReport) {
  return Object.entries(metrics).map(([id, measure]) =>
    measure.status === 'DEFINED'
      ? { id, value: measure.value, interval: measure.interval, undefinedBecause: null }
      : { id, value: null, interval: null, undefinedBecause: measure.reason },
  );
}

function gapOf({ verdict }: ComputedReport) {
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
