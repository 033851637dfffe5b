import type { Mitigation } from '../../bias/mitigation.ts';
import { mitigationSentence } from '../../bias/mitigation-sentence.ts';
import { answerReport } from '../../hub/answer-report.ts';
import { declareMitigation } from '../../hub/declare-mitigation.ts';
import { differenceOf } from '../../hub/projections/report-topics.ts';
import { reportPlace } from '../../hub/projections/require-report.ts';
import { withdrawReport } from '../../hub/withdraw-report.ts';
import type { MitigationRecord, ReportRecord } from '../../store/report-repository.ts';
import { found } from '../found.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import type { Loaders } from '../loaders.ts';
import { orRefusal } from '../refusals.ts';
import { named } from './report.ts';

/** What becomes of reports of every topic. */
export const reportLife: Resolvers = {
  Query: {
    report: async (_, { id }, { loaders }) => {
      const place = reportPlace(id);
      const report = place === null ? null : await loaders.report.load(place);
      return report && named(report);
    },
  },
  Checkpoint: {
    mitigations: ({ id }, _, { loaders }) => loaders.mitigationsOn.load(id),
  },
  ReportAnswer: {
    answeredBy: async ({ contributorId }, _, { loaders }) =>
      found(await loaders.contributor.load(contributorId), contributorId),
    statement: async ({ logIndex }, _, { loaders }) =>
      found(await loaders.statement.load(logIndex), logIndex),
  },
  Mitigation: {
    report: async ({ reportLogIndex }, _, { loaders }) => named(await reportAt(loaders, reportLogIndex)),
    child: async ({ childId }, _, { loaders }) => found(await loaders.checkpoint.load(childId), childId),
    declared: ({ declaredLogIndex }, _, { loaders }) =>
      declaredLogIndex === null ? null : loaders.statement.load(declaredLogIndex),
    childReport: async ({ answerLogIndex }, _, { loaders }) =>
      answerLogIndex === null ? null : named(await reportAt(loaders, answerLogIndex)),
    isSettled: async (row, _, { loaders }) => (await judged(row, loaders)).isSettled,
    status: async (row, _, { loaders }) => (await judged(row, loaders)).status,
    difference: async (row, _, { loaders }) => (await judged(row, loaders)).difference,
    sentence: async (row, _, { loaders }) => {
      const { status, difference, isSettled } = await judged(row, loaders);
      return mitigationSentence(status, difference, isSettled);
    },
  },
  ReportDifference: {
    interval: ({ reductionInterval95 }) => reductionInterval95,
  },
  Mutation: {
    withdrawReport: (_, { report, reason }, { hub, viewer }) =>
      orRefusal(async () => {
        const { outcome, record } = await withdrawReport(hub, viewer, { report, reason });
        return { __typename: 'ReportWithdrawn' as const, report: named(outcome), statement: record };
      }),
    answerReport: (_, input, { hub, viewer }) =>
      orRefusal(async () => {
        const { outcome, record } = await answerReport(hub, viewer, input);
        return { __typename: 'ReportAnswered' as const, report: named(outcome.report), statement: record };
      }),
    declareMitigation: (_, input, { hub, viewer }) =>
      orRefusal(async () => {
        const { outcome, record } = await declareMitigation(hub, viewer, input);
        const { mitigation } = outcome;
        return { __typename: 'MitigationDeclared' as const, mitigation, statement: record };
      }),
  },
};

interface Judged {
  readonly status: Mitigation['status'] | 'CLAIMED';
  readonly difference: Mitigation | null;
  readonly isSettled: boolean;
}

/** Computed of both reports' counts; a row keeps nothing of it. */
async function judged(
  { reportLogIndex, answerLogIndex }: MitigationRecord,
  loaders: Loaders,
): Promise<Judged> {
  if (answerLogIndex === null) return { status: 'CLAIMED', difference: null, isSettled: false };
  const [report, answer] = await Promise.all([
    reportAt(loaders, reportLogIndex),
    reportAt(loaders, answerLogIndex),
  ]);
  const difference = differenceOf(report, answer);
  return { status: difference?.status ?? 'INCONCLUSIVE', difference, isSettled: answer.isSettled };
}

async function reportAt(loaders: Loaders, logIndex: number): Promise<ReportRecord> {
  return found(await loaders.report.load(logIndex), logIndex);
}
