import { displayName } from '../../hub/context/find.ts';
import type { CheckpointResolvers, CheckpointArtifactResolvers } from '../generated/schema-types.ts';
import { parseDigest } from '../../base/digest.ts';
import { globalId, parseGlobalId } from '../global-id.ts';
import { found } from '../found.ts';

export const Checkpoint: CheckpointResolvers = {
  __resolveReference: (reference, { loaders, hub }) =>
    'id' in reference
      ? loaders.checkpoint.load(Number(parseGlobalId(reference.id).key))
      : hub.store.checkpoints.findByDigest(parseDigest(reference.digest)),
  id: ({ id }) => globalId('Checkpoint', id),
  name: (checkpoint) => displayName(checkpoint),
  isStub: ({ digest }) => digest === null,
  isOffered: ({ state }) => state === 'VERIFIED' || state === 'VERIFIED_LEGACY',
  conversion: ({ conversionId }, _, { loaders }) =>
    conversionId === null ? null : loaders.checkpoint.load(conversionId),
  model: ({ modelId }, _, { loaders }) => (modelId === null ? null : loaders.model.load(modelId)),
  artifacts: ({ id }, _, { loaders }) => loaders.artifactsOf.load(id),
  metadata: ({ manifest }) => manifest?.metadata ?? null,
  publishedBy: ({ publishedBy }, _, { loaders }) =>
    publishedBy === null ? null : loaders.contributor.load(publishedBy),
  publishedAt: ({ digest, createdAt }) => (digest === null ? null : createdAt),
  statement: ({ logIndex }, _, { loaders }) => (logIndex === null ? null : loaders.statement.load(logIndex)),
};

export const CheckpointArtifact: CheckpointArtifactResolvers = {
  artifact: async ({ digest }, _, { loaders }) => found(await loaders.artifact.load(digest), digest),
};
