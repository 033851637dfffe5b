import { hexOf, parseDigest } from '../../base/digest.ts';
import type { RequestContext } from '../request-context.ts';
import type {
  ArtifactContentsResolvers,
  ArtifactResolvers,
  InspectionFindingResolvers,
  TensorResolvers,
} from '../generated/schema-types.ts';
import { HEADERS_VERSION } from '../../checkpoint/inspection.ts';
import { globalId } from '../global-id.ts';
import { connectionOf, cursorOf, keyOf, pageSize } from '../page.ts';

export const Artifact: ArtifactResolvers = {
  __resolveReference: ({ digest }, context) => publicArtifact(digest, context),
  id: ({ digest }) => globalId('Artifact', digest),
  path: ({ digest }, _, { hub, viewer }) =>
    hub.swarmAccess.addressFor(viewer, `/artifacts/${hexOf(parseDigest(digest))}`),
  isRead: ({ inspectorVersion }) => inspectorVersion !== HEADERS_VERSION,
  findings: ({ inspection }) => inspection.findings,
  contents: ({ inspection }) => inspection,
  tensors: async ({ digest }, { first, after }, { loaders }) => {
    const size = pageSize(first);
    const page = { artifact: digest, first: size + 1, after: keyOf(after, 1)?.[0] ?? -1 };
    return connectionOf(await loaders.tensorPage.load(page), size, (row) => cursorOf(row.position), after);
  },
  names: async ({ digest, infohash }, _, { loaders, hub, viewer }) => [
    { kind: 'SHA256' as const, value: hexOf(parseDigest(digest)) },
    ...(infohash === null || !hub.swarmAccess.isOpenTo(viewer)
      ? []
      : [{ kind: 'INFOHASH' as const, value: infohash }]),
    ...(await loaders.namesOf.load(digest)),
  ],
  checkpoints: async ({ digest }, { first, after }, { hub }) => {
    const size = pageSize(first);
    const rows = await hub.store.checkpoints.holding(digest, size + 1, keyOf(after, 1)?.[0] ?? null);
    return connectionOf(rows, size, (row) => cursorOf(row.id), after);
  },
  release: ({ releaseLogIndex }, _, { loaders }) =>
    releaseLogIndex === null ? null : loaders.statement.load(releaseLogIndex),
};

export const ArtifactContents: ArtifactContentsResolvers = {
  dtypes: ({ dtypeHistogram }) =>
    Object.entries(dtypeHistogram).map(([dtype, elements]) => ({ dtype, elements })),
  architecture: ({ architecture }) =>
    architecture && {
      ...architecture,
      dimensions: shown(Object.entries(architecture.dimensions)).map(([name, value]) => ({ name, value })),
      inputs: shown(architecture.inputs).map(graphValue),
      outputs: shown(architecture.outputs).map(graphValue),
      operators: shown(Object.entries(architecture.opHistogram)).map(([operator, nodes]) => ({
        operator,
        nodes,
      })),
    },
};

// Bytes that nothing published contains belong to their uploader alone: their existence is not told.
export async function publicArtifact(digest: string, { loaders, hub, viewer }: RequestContext) {
  const artifact = await loaders.artifact.load(digest);
  if (!artifact || (await hub.store.artifacts.isPublished(digest))) return artifact;
  if (viewer.kind !== 'CONTRIBUTOR') return null;
  // Who brought it tells nothing by it, and need not bring it again.
  const own = await hub.store.contributors.grantedUploads(viewer.contributor.id, [digest]);
  return own.has(digest) ? artifact : null;
}

/** A stranger's graph may have 200,000 inputs; nobody reads more than this of them. */
const VALUES_SHOWN = 256;

function shown<Value>(values: readonly Value[]): readonly Value[] {
  return values.slice(0, VALUES_SHOWN);
}

function graphValue<Value extends { readonly dims: readonly (number | string | null)[] | null }>(
  value: Value,
) {
  return { ...value, dims: value.dims?.map((dim) => (dim === null ? null : String(dim))) ?? null };
}

export const Tensor: TensorResolvers = {
  offset: ({ tensorOffset }) => tensorOffset,
};

export const InspectionFinding: InspectionFindingResolvers = {
  expected: ({ expected }) => expected ?? null,
  received: ({ received }) => received ?? null,
  remedy: ({ remedy }) => remedy ?? null,
};
