import { reportPlace } from '../../hub/projections/require-report.ts';
import { withdrawReport } from '../../hub/withdraw-report.ts';
import type { Resolvers } from '../generated/schema-types.ts';
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
  Mutation: {
    withdrawReport: (_, { report, reason }, { hub, viewer }) =>
      orRefusal(async () => {
        const { outcome, record } = await withdrawReport(hub, viewer, { report, reason });
        return { __typename: 'ReportWithdrawn' as const, report: named(outcome), statement: record };
      }),
  },
};
