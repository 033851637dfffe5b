import { parseReference } from '../../checkpoint/reference.ts';
import { declareLineageEdge } from '../../hub/declare-lineage-edge.ts';
import { edgeEvidence } from '../../lineage/edge-evidence.ts';
import type { LineageEdgeRecord } from '../../store/lineage-repository.ts';
import type { Direction } from '../../store/queries/relatives-of.ts';
import { found } from '../found.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import { connectionOf, cursorOf, keyOf, pageSize } from '../page.ts';
import { orRefusal } from '../refusals.ts';
import type { RequestContext } from '../request-context.ts';

export const lineage: Resolvers = {
  Query: {
    lineagePaths: async (_, { from, to, first }, { hub }) => {
      const start = await hub.store.checkpoints.findByReference(parseReference(from));
      const end = await hub.store.checkpoints.findByReference(parseReference(to));
      if (!start || !end) return [];
      const paths = await hub.store.lineage.pathsBetween(start.id, end.id, pageSize(first));
      return paths.map((edges) => ({ edges }));
    },
  },
  Checkpoint: {
    parents: ({ id }, _, { loaders }) => loaders.parentEdgesOf.load(id),
    children: ({ id }, { first }, { hub }) => hub.store.lineage.childEdgesOf([id], pageSize(first)),
    ancestors: ({ id }, page, context) => relatives(id, 'ANCESTORS', page, context),
    descendants: ({ id }, page, context) => relatives(id, 'DESCENDANTS', page, context),
  },
  Relative: {
    checkpoint: async ({ checkpointId }, _, { loaders }) =>
      found(await loaders.checkpoint.load(checkpointId), checkpointId),
  },
  LineageEdge: {
    id: ({ childId, parentId, kind }) => `LineageEdge:${childId}.${parentId}.${kind}`,
    child: async ({ childId }, _, { loaders }) => found(await loaders.checkpoint.load(childId), childId),
    parent: async ({ parentId }, _, { loaders }) => found(await loaders.checkpoint.load(parentId), parentId),
    evidence: (edge, _, context) => evidenceOf(edge, context),
  },
  Mutation: {
    declareLineageEdge: (_, { input }, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'LineageEdgeDeclared' as const,
        edge: (await declareLineageEdge(hub, viewer, input)).outcome,
      })),
  },
};

async function relatives(
  id: number,
  direction: Direction,
  { first, after }: { first: number; after?: string | null | undefined },
  { hub }: RequestContext,
) {
  const size = pageSize(first);
  const [depth, lastId] = keyOf(after, 2) ?? [];
  const key = depth === undefined || lastId === undefined ? null : { depth, id: lastId };
  const rows = await hub.store.lineage.relativesOf(id, direction, size + 1, key);
  return connectionOf(rows, size, (row) => cursorOf(row.depth, row.checkpointId));
}

async function evidenceOf({ kind, childId, parentId }: LineageEdgeRecord, { loaders }: RequestContext) {
  const [child, parent] = await Promise.all([
    loaders.checkpoint.load(childId),
    loaders.checkpoint.load(parentId),
  ]);
  return edgeEvidence(kind, found(child, childId), found(parent, parentId));
}
