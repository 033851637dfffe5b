import { parseReference } from '../../checkpoint/reference.ts';
import { refusal } from '../../base/errors.ts';
import type { Hub } from '../../hub/context/hub.ts';
import { declareLineageEdge } from '../../hub/declare-lineage-edge.ts';
import { withdrawLineageEdge } from '../../hub/withdraw-lineage-edge.ts';
import { edgeEvidence } from '../../lineage/edge-evidence.ts';
import type { LineageEdgeRecord, PlaceRecord } from '../../store/lineage-repository.ts';
import { found } from '../found.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import { connectionOf, cursorOf, keyOf, pageSize } from '../page.ts';
import { relativesOf } from './relatives.ts';
import { storedFilter } from './stored-filter.ts';
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
    commonAncestors: (_, { of, first }, { hub }) => commonAncestorsOf(hub, of, pageSize(first)),
    atRisk: async (_, { filter, first, after }, { hub }) => {
      const size = pageSize(first);
      const rows = await hub.store.lineage.atRisk(storedFilter(filter), size + 1, keyOf(after, 2));
      return connectionOf(rows, size, ({ rank, checkpoint }) => cursorOf(rank, checkpoint.id), after);
    },
  },
  CheckpointAtRisk: {
    unseeded: async ({ unseededIds }, _, { loaders }) =>
      Promise.all(unseededIds.map(async (id) => found(await loaders.checkpoint.load(id), id))),
  },
  Checkpoint: {
    parents: ({ id }, _, { loaders }) => loaders.parentEdgesOf.load(id),
    children: ({ id }, { first }, { hub }) => hub.store.lineage.childEdgesOf([id], pageSize(first)),
    place: async ({ id }, _, { loaders }) => (await loaders.place.load(id)) ?? nowhereYet(id),
    ancestors: (checkpoint, asked, context, info) =>
      relativesOf(checkpoint, 'ANCESTORS', asked, context, info),
    descendants: (checkpoint, asked, context, info) =>
      relativesOf(checkpoint, 'DESCENDANTS', asked, context, info),
    siblings: async ({ id }, { first, after }, { hub }) => {
      const size = pageSize(first);
      const rows = await hub.store.lineage.siblingsOf(id, size + 1, keyOf(after, 1)?.[0] ?? null);
      return connectionOf(rows, size, (row) => cursorOf(row.id), after);
    },
  },
  LineageEdge: {
    __resolveReference: async ({ id }, { loaders }) => {
      const [, childId, parentId, kind] = EDGE_ID.exec(id) ?? [];
      if (!kind) return null;
      const edges = await loaders.parentEdgesOf.load(Number(childId));
      return edges.find((edge) => edge.parentId === Number(parentId) && edge.kind === kind) ?? null;
    },
    id: ({ childId, parentId, kind }) => `LineageEdge:${childId}.${parentId}.${kind}`,
    child: async ({ childId }, _, { loaders }) => found(await loaders.checkpoint.load(childId), childId),
    parent: async ({ parentId }, _, { loaders }) => found(await loaders.checkpoint.load(parentId), parentId),
    evidence: (edge, _, context) => evidenceOf(edge, context),
    imported: (edge, _, { loaders }) => loaders.sayingsOf.load(edge),
  },
  ImportedEdge: {
    source: ({ stubName }) => stubName.slice(0, stubName.indexOf(':')),
  },
  Mutation: {
    withdrawLineageEdge: (_, { input }, { hub, viewer }) =>
      orRefusal(async () => {
        const { outcome, record } = await withdrawLineageEdge(hub, viewer, input);
        return { __typename: 'LineageEdgeWithdrawn' as const, child: outcome, statement: record };
      }),
    declareLineageEdge: (_, { input }, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'LineageEdgeDeclared' as const,
        edge: (await declareLineageEdge(hub, viewer, input)).outcome,
      })),
  },
};

const EDGE_ID = /^LineageEdge:(\d{1,15})\.(\d{1,15})\.([A-Z_]{1,30})$/;

const STARTS_MAX = 10;

async function commonAncestorsOf({ store }: Hub, of: readonly string[], first: number) {
  if (of.length < 2 || of.length > STARTS_MAX)
    throw refusal('GRAPHQL_STARTS_COUNT', 'so many checkpoints have nothing in common to look for', {
      expected: `2 to ${STARTS_MAX} references`,
      received: String(of.length),
    });
  const starts = await Promise.all(
    of.map(async (text) => (await store.checkpoints.findByReference(parseReference(text)))?.id),
  );
  const ids = starts.filter((id) => id !== undefined);
  return ids.length < of.length ? [] : store.lineage.commonAncestors([...new Set(ids)], first);
}

// A checkpoint is placed by the commit that adds it; only what an older release wrote waits for this one's start.
function nowhereYet(checkpointId: number): PlaceRecord {
  const none = { generation: 0, ancestorCount: 0, childCount: 0, descendantCount: 0 };
  return { checkpointId, ...none, descendantBytes: 0, descendantDownloads: 0 };
}

async function evidenceOf(
  { kind, childId, parentId, logIndex }: LineageEdgeRecord,
  { loaders }: RequestContext,
) {
  const [child, parent] = await Promise.all([
    loaders.checkpoint.load(childId),
    loaders.checkpoint.load(parentId),
  ]);
  return edgeEvidence(kind, logIndex !== null, found(child, childId), found(parent, parentId));
}
