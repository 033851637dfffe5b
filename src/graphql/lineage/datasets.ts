import { datasetNameOf } from '../../checkpoint/dataset-name.ts';
import { withdrawDataset } from '../../hub/withdraw-dataset.ts';
import { found } from '../found.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import { connectionOf, cursorOf, keyOf, keysetConnectionOf, keysetOf, pageSize } from '../page.ts';
import { orRefusal } from '../refusals.ts';

/** Datasets as nodes of the graph. */
export const datasets: Resolvers = {
  Query: {
    datasetNode: (_, { name }, { hub }) => {
      const parsed = datasetNameOf(name);
      return parsed && hub.store.datasetGraph.find(parsed);
    },
  },
  DatasetNode: {
    published: ({ name }, _, { hub }) => hub.store.datasets.byName(name),
    checkpoints: async ({ id }, { kind, first, after }, { hub }) => {
      const size = pageSize(first);
      const beforeId = keyOf(after, 1)?.[0] ?? null;
      const rows = await hub.store.datasetGraph.checkpointsOf(id, kind ?? null, size + 1, beforeId);
      return connectionOf(rows, size, (row) => cursorOf(row.id), after);
    },
    reached: async ({ id }, page, { hub }) => {
      const keyset = keysetOf(page, 2);
      const rows = await hub.store.datasetGraph.reachedFrom(id, keyset);
      return keysetConnectionOf(rows, keyset, ({ depth, checkpoint }) => cursorOf(depth, checkpoint.id));
    },
  },
  Checkpoint: {
    datasets: ({ id }, _, { loaders }) => loaders.datasetEdgesOf.load(id),
    datasetWarnings: ({ id }, _, { loaders }) => loaders.datasetWarningsOn.load(id),
  },
  DatasetEdge: {
    dataset: ({ datasetNodeId, name }) => ({ id: datasetNodeId, name }),
  },
  DatasetWarning: {
    dataset: async ({ datasetId }, _, { hub }) =>
      found((await hub.store.datasets.byIds([datasetId]))[0], datasetId),
    trained: async ({ trainedId }, _, { loaders }) =>
      found(await loaders.checkpoint.load(trainedId), trainedId),
    withdrawal: async ({ withdrawalLogIndex }, _, { loaders }) =>
      found(await loaders.statement.load(withdrawalLogIndex), withdrawalLogIndex),
  },
  Dataset: {
    withdrawal: ({ withdrawalLogIndex }, _, { loaders }) =>
      withdrawalLogIndex === null ? null : loaders.statement.load(withdrawalLogIndex),
  },
  Mutation: {
    withdrawDataset: (_, input, { hub, viewer }) =>
      orRefusal(async () => {
        const { outcome, record } = await withdrawDataset(hub, viewer, input);
        return { __typename: 'DatasetWithdrawn' as const, dataset: outcome, statement: record };
      }),
  },
};
