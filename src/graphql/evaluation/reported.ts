import { loadBenchmarks } from '../../hub/projections/load-benchmarks.ts';
import { reportedInterval } from '../../import/reported/reported-interval.ts';
import { importReportedResults } from '../../hub/import-reported-results.ts';
import { withdrawReportedResults } from '../../hub/withdraw-reported-results.ts';
import { parseDigest } from '../../base/digest.ts';
import { found } from '../found.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import { connectionOf, cursorOf, keyOf, pageSize } from '../page.ts';
import { orRefusal } from '../refusals.ts';

/** What others report: as they say it, with who says it. */
export const reported: Resolvers = {
  Query: {
    reportedRecords: async (_, { model, first, after }, { hub }) => {
      const size = pageSize(first);
      const rows = await hub.store.reported.recordsOf(model, size + 1, keyOf(after, 1)?.[0] ?? null);
      return connectionOf(rows, size, ({ id }) => cursorOf(id), after);
    },
    reportedFile: (_, { logIndex }, { loaders }) => loaders.reportedFile.load(logIndex),
    benchmarks: (_, { search, first }, { hub }) =>
      loadBenchmarks(hub.store, search.slice(0, SEARCH_MAX), pageSize(first)),
  },
  Checkpoint: {
    reportedRecords: ({ id }, { first }, { loaders }) =>
      loaders.reportedOn.load({ id, first: pageSize(first) }),
  },
  ReportedRecord: {
    id: ({ id }) => `ReportedRecord:${id}`,
    results: ({ id }, { first }, { loaders }) =>
      loaders.reportedResultsOf.load({ id, first: pageSize(first) }),
    resultCount: async ({ id }, _, { loaders }) => (await loaders.reportedResultCount.load(id))?.results ?? 0,
    raw: async ({ id }, _, { loaders }) => JSON.parse(found(await loaders.reportedRaw.load(id), id).raw),
    importedBy: async ({ contributorId }, _, { loaders }) =>
      found(await loaders.contributor.load(contributorId), contributorId),
    statement: async ({ logIndex }, _, { loaders }) =>
      found(await loaders.statement.load(logIndex), logIndex),
  },
  ReportedSource: {
    evaluatedAt: ({ evaluatedAt }) => (evaluatedAt === null ? null : new Date(evaluatedAt)),
    retrievedAt: ({ retrievedAt }) => (retrievedAt === null ? null : new Date(retrievedAt)),
  },
  ReportedResult: { interval: (result) => reportedInterval(result) },
  ReportedFile: {
    digest: ({ artifactDigest }) => artifactDigest,
    records: async ({ logIndex }, _, { loaders }) =>
      (await loaders.reportedCounts.load(logIndex))?.records ?? 0,
    results: async ({ logIndex }, _, { loaders }) =>
      (await loaders.reportedCounts.load(logIndex))?.results ?? 0,
    importedBy: async ({ contributorId }, _, { loaders }) =>
      found(await loaders.contributor.load(contributorId), contributorId),
    statement: async ({ logIndex }, _, { loaders }) =>
      found(await loaders.statement.load(logIndex), logIndex),
    isWithdrawn: ({ withdrawalLogIndex }) => withdrawalLogIndex !== null,
  },
  Benchmark: { name: ({ benchmark }) => benchmark },
  Mutation: {
    importReportedResults: (_, { input }, { hub, viewer }) =>
      orRefusal(async () => {
        const { model = null, organisation = null, relationship = null, url = null } = input;
        const { file, path, sizeBytes } = input;
        const wanted = { file: parseDigest(file), path, sizeBytes, model, organisation, relationship, url };
        const { outcome, record } = await importReportedResults(hub, viewer, wanted);
        return { __typename: 'ReportedResultsImported' as const, file: outcome, statement: record };
      }),
    withdrawReportedResults: (_, { logIndex, reason }, { hub, viewer }) =>
      orRefusal(async () => {
        const { outcome, record } = await withdrawReportedResults(hub, viewer, { logIndex, reason });
        return { __typename: 'ReportedResultsWithdrawn' as const, file: outcome, statement: record };
      }),
  },
};

const SEARCH_MAX = 200;
