import { refusal } from '../../base/errors.ts';
import { displayName } from '../../hub/context/find.ts';
import type { Ancestry, AncestryNode } from '../../lineage/ancestry.ts';
import { cyclonedxOf } from '../../lineage/cyclonedx.ts';
import { dotOf } from '../../lineage/dot.ts';
import { edgeEvidence } from '../../lineage/edge-evidence.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import { found } from '../found.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import { globalId } from '../global-id.ts';
import type { RequestContext } from '../request-context.ts';

/** The widest merge of merges on Hugging Face has a few hundred ancestors; a file of 1,000 is about 1 MB. */
const ANCESTORS_MAX = 1000;
const REQUEST_MAX = 5000;

const WRITERS = {
  CYCLONEDX: { write: cyclonedxOf, mediaType: 'application/vnd.cyclonedx+json; version=1.6' },
  DOT: { write: dotOf, mediaType: 'text/vnd.graphviz' },
} as const;

export const lineageExport: Resolvers = {
  Checkpoint: {
    lineageExport: async (checkpoint, { format, first }, context) => {
      const { write, mediaType } = WRITERS[format];
      const ancestry = await ancestryOf(checkpoint, exportSize(first, context), context);
      return { content: write(ancestry), mediaType, isWhole: ancestry.isWhole };
    },
  },
};

// An export has no selection that limits could weigh, so a request has an account of its own.
const askedFor = new WeakMap<RequestContext, number>();

function exportSize(first: number, context: RequestContext): number {
  const asked = (askedFor.get(context) ?? 0) + first;
  if (first >= 1 && first <= ANCESTORS_MAX && asked <= REQUEST_MAX) {
    askedFor.set(context, asked);
    return first;
  }
  throw refusal('GRAPHQL_PAGE_SIZE', 'that is not a number of ancestors', {
    expected: `first between 1 and ${ANCESTORS_MAX}, and ${REQUEST_MAX} in one request`,
    received: String(first),
  });
}

async function ancestryOf(
  subject: CheckpointRecord,
  first: number,
  { hub, loaders }: RequestContext,
): Promise<Ancestry> {
  const page = { size: first + 1, key: null, isBackwards: false };
  const { store } = hub;
  const question = { id: subject.id, direction: 'ANCESTORS', filter: {}, page, hasEdges: false } as const;
  const relatives = await store.lineage.relativesOf(question);
  const ancestors = relatives.slice(0, first);
  const records = new Map([[subject.id, subject]]);
  for (const { checkpoint } of ancestors) records.set(checkpoint.id, checkpoint);
  const edges = await store.lineage.parentEdgesOf([...records.keys()]);
  const publishers = await publishersOf([...records.values()], loaders);
  const nodeOf = (record: CheckpointRecord, depth: number) => node(record, depth, publishers);
  return {
    subject: nodeOf(subject, 0),
    ancestors: ancestors.map(({ checkpoint, depth }) => nodeOf(checkpoint, depth)),
    edges: edges.flatMap(({ childId, parentId, kind, logIndex }) => {
      const [child, parent] = [records.get(childId), records.get(parentId)];
      if (!child || !parent) return [];
      const ends = { childId: globalId('Checkpoint', childId), parentId: globalId('Checkpoint', parentId) };
      return [{ ...ends, kind, evidence: edgeEvidence(kind, logIndex !== null, child, parent) }];
    }),
    isWhole: relatives.length === ancestors.length,
  };
}

async function publishersOf(
  records: readonly CheckpointRecord[],
  loaders: RequestContext['loaders'],
): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(records.map(({ publishedBy }) => publishedBy).filter((id) => id !== null))];
  const names = await Promise.all(
    ids.map(async (id) => [id, found(await loaders.contributor.load(id), id).name] as const),
  );
  return new Map(names);
}

function node(
  record: CheckpointRecord,
  depth: number,
  publishers: ReadonlyMap<number, string>,
): AncestryNode {
  const { id, digest, license, architecture, parameterCount, coreDigest, weightsIdentity } = record;
  return {
    id: globalId('Checkpoint', id),
    name: displayName(record),
    publisher: record.publishedBy === null ? null : (publishers.get(record.publishedBy) ?? null),
    publishedAt: digest === null ? null : record.createdAt.toISOString(),
    digest,
    depth,
    license,
    architecture,
    parameterCount,
    coreDigest,
    weightsIdentity,
  };
}
