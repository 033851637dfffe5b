import { parseArtifactPath } from '../../checkpoint/artifact-path.ts';
import type { ManifestParent } from '../../checkpoint/manifest.ts';
import { isStubName } from '../../checkpoint/reference.ts';
import type { TrainingMetadata } from '../../checkpoint/training-metadata.ts';
import { refusal } from '../../base/errors.ts';
import { parseDigest } from '../../base/digest.ts';
import { requirePublished } from '../../hub/context/find.ts';
import type { Hub } from '../../hub/context/hub.ts';
import { createToken } from '../../hub/create-token.ts';
import { inviteContributor } from '../../hub/invite-contributor.ts';
import { mergeStub } from '../../hub/merge-stub.ts';
import { publishCheckpoint } from '../../hub/publish-checkpoint.ts';
import { publishDataset } from '../../hub/publish-dataset.ts';
import { redeemInvitation } from '../../hub/redeem-invitation.ts';
import { releaseArtifact } from '../../hub/release-artifact.ts';
import { withdrawCheckpoint } from '../../hub/withdraw-checkpoint.ts';
import { revokeToken } from '../../hub/revoke-token.ts';
import { submitStatement } from '../../hub/submit-statement.ts';
import type { ParentInput, Resolvers, TrainingMetadataInput } from '../generated/schema-types.ts';
import { found } from '../found.ts';
import { orRefusal } from '../refusals.ts';

/** Writes of the registry: each resolver calls its one act and answers with a type. */
export const registryOperations: Resolvers = {
  Mutation: {
    publishCheckpoint: (_, { input }, { hub, viewer, loaders }) =>
      orRefusal(async () => {
        const { outcome, record } = await publishCheckpoint(hub, viewer, {
          ...input,
          artifacts: input.artifacts.map((artifact) => ({
            ...artifact,
            path: parseArtifactPath(artifact.path),
          })),
          parents: await Promise.all(input.parents.map((parent) => parentOf(hub, parent))),
          metadata: metadataOf(input.metadata),
        });
        const checkpoint = found(await loaders.checkpoint.load(outcome.checkpointId), outcome.checkpointId);
        return { __typename: 'CheckpointPublished' as const, checkpoint, statement: record };
      }),
    publishDataset: (_, { input }, { hub, viewer }) =>
      orRefusal(async () => {
        const { outcome, record } = await publishDataset(hub, viewer, input);
        return { __typename: 'DatasetPublished' as const, dataset: outcome, statement: record };
      }),
    submitStatement: (_, { envelope }, { hub, viewer, loaders }) =>
      orRefusal(async () => {
        const { record, checkpointId, datasetId } = await submitStatement(hub, viewer, envelope);
        return {
          __typename: 'StatementAccepted' as const,
          statement: record,
          checkpoint: checkpointId === null ? null : await loaders.checkpoint.load(checkpointId),
          dataset: datasetId === null ? null : ((await hub.store.datasets.byIds([datasetId]))[0] ?? null),
        };
      }),
    releaseArtifact: (_, input, { hub, viewer }) =>
      orRefusal(async () => {
        const { outcome, record } = await releaseArtifact(hub, viewer, input);
        return { __typename: 'ArtifactReleased' as const, artifact: outcome, statement: record };
      }),
    withdrawCheckpoint: (_, input, { hub, viewer }) =>
      orRefusal(async () => {
        const { outcome, record } = await withdrawCheckpoint(hub, viewer, input);
        return { __typename: 'CheckpointWithdrawn' as const, checkpoint: outcome, statement: record };
      }),
    mergeStub: (_, input, { hub, viewer, loaders }) =>
      orRefusal(async () => {
        const { outcome, record } = await mergeStub(hub, viewer, input);
        const checkpoint = found(await loaders.checkpoint.load(outcome.checkpointId), outcome.checkpointId);
        return { __typename: 'StubMerged' as const, checkpoint, statement: record };
      }),
    inviteContributor: (_, input, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'InvitationMade' as const,
        ...(await inviteContributor(hub, viewer, input)),
      })),
    redeemInvitation: (_, { code, name, envelope }, { hub }) =>
      orRefusal(async () => ({
        __typename: 'InvitationRedeemed' as const,
        ...(await redeemInvitation(hub, { code, name: name ?? null, envelope })),
      })),
    createToken: (_, input, { hub, viewer }) =>
      orRefusal(async () => {
        const { secret, token } = await createToken(hub, viewer, input);
        return { __typename: 'TokenCreated' as const, token: secret, accessToken: token };
      }),
    revokeToken: (_, { id }, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'TokenRevoked' as const,
        accessToken: await revokeToken(hub, viewer, id),
      })),
  },
};

async function parentOf(hub: Hub, { kind, digest, name }: ParentInput): Promise<ManifestParent> {
  if (digest && !name) return { kind, digest };
  if (name && !digest) {
    if (isStubName(name)) return { kind, name };
    return { kind, digest: parseDigest((await requirePublished(hub, name)).digest) };
  }
  throw refusal('GRAPHQL_PARENT_AMBIGUOUS', 'a parent is named once', {
    expected: 'exactly one of digest and name',
    received: digest ? 'both' : 'neither',
  });
}

// A null field of an input means the same as an absent one, and a manifest has only absent ones.
function metadataOf(input: TrainingMetadataInput | null | undefined): TrainingMetadata {
  const entries = Object.entries(input ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries);
}
