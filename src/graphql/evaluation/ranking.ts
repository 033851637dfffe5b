import { regressionSentence } from '../../evaluation/regression-sentence.ts';
import { loadLeaderboard } from '../../hub/projections/load-leaderboard.ts';
import { loadLearningCurve } from '../../hub/projections/load-learning-curve.ts';
import { loadRegressions } from '../../hub/projections/load-regressions.ts';
import { found } from '../found.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import { assertFewRegressions } from './few-regressions.ts';
import { connectionOf, cursorOf, keyOf, pageSize } from '../page.ts';

/** Values side by side: of one benchmark, of one training, of a child and its parents. */
export const ranking: Resolvers = {
  Query: {
    leaderboard: async (_, { benchmark, metric, hardship, first, after }, { hub }) => {
      const size = pageSize(first);
      const from = (keyOf(after, 1)?.[0] ?? -1) + 1;
      const board = await loadLeaderboard(hub.store, { benchmark, metric: metric ?? null, hardship });
      if (board === null) return null;
      const rows = board.entries.slice(from, from + size + 1);
      const { edges, nodes, pageInfo } = connectionOf(
        rows,
        size,
        ({ position }) => cursorOf(position),
        after,
      );
      const { metric: shown, better: direction, isCut, entries } = board;
      return { benchmark, metric: shown, direction, total: entries.length, isCut, edges, nodes, pageInfo };
    },
    learningCurve: (_, { model, benchmark, metric }, { hub }) =>
      loadLearningCurve(hub.store, { model, benchmark, metric }),
  },
  LeaderboardEntry: {
    rankBest: ({ rank: [best] }) => best,
    rankWorst: ({ rank: [, worst] }) => worst,
    record: ({ reported }, _, { loaders }) =>
      reported === null ? null : loaders.reportedRecord.load(reported.recordId),
  },
  LearningPoint: {
    record: ({ reported }, _, { loaders }) =>
      reported === null ? null : loaders.reportedRecord.load(reported.recordId),
  },
  Checkpoint: {
    regressions: (checkpoint, { margin }, { hub, loaders }) => {
      assertFewRegressions(loaders);
      return loadRegressions(hub, checkpoint, Math.abs(margin));
    },
  },
  Regression: {
    kind: ({ edge }) => edge.kind,
    protocol: async ({ protocolDigest }, _, { loaders }) =>
      found(await loaders.protocol.load(protocolDigest), protocolDigest),
    run: ({ childRun }) => childRun,
    difference: ({ found: { difference } }) => difference,
    interval: ({ found: { interval } }) => interval,
    isPaired: ({ found: { isPaired } }) => isPaired,
    items: ({ found: { items } }) => items,
    rightToWrong: ({ found: { flips } }) => flips?.rightToWrong ?? null,
    wrongToRight: ({ found: { flips } }) => flips?.wrongToRight ?? null,
    p: ({ found: { flips } }) => flips?.p ?? null,
    sentence: ({ metric, hardship, found: difference, verdict }) =>
      regressionSentence({ metric, hardship }, difference, verdict),
  },
};
