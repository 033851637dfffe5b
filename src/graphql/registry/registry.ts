import { isDigest, parseDigest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { digestValue, type DigestKind } from '../../checkpoint/digest-kind.ts';
import { parseReference } from '../../checkpoint/reference.ts';
import { envelopeOf } from '../../attestation/statement.ts';
import { parseKeyId } from '../../attestation/key.ts';
import type { Hub as HubContext } from '../../hub/context/hub.ts';
import { checkpointAhead } from '../lineage/relatives.ts';
import { storedFilter } from '../lineage/stored-filter.ts';
import type { FoundRecord } from '../../store/queries/search-checkpoints.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import { globalId, globalNumber, parseGlobalId } from '../global-id.ts';
import { found } from '../found.ts';
import { connectionOf, cursorOf, keyOf, pageSize } from '../page.ts';
import type { RequestContext } from '../request-context.ts';
import { Artifact, ArtifactContents, InspectionFinding, Tensor, publicArtifact } from './artifact.ts';
import { ImportedFacts, ImportedFile, ListedFile, listedFiles } from './imported.ts';
import {
  Checkpoint,
  CheckpointArtifact,
  CheckpointWithdrawal,
  checkpointById,
  Resources,
} from './checkpoint.ts';

/** Reads of the registry; each is a loader or a repository's question. */
export const registry: Resolvers = {
  Query: {
    hub: (_, __, { hub }) => ({ id: hub.id, version: hub.version }),
    viewer: (_, __, { viewer }) => (viewer.kind === 'CONTRIBUTOR' ? viewer : null),
    node: (_, { id }, context) => nodeOf(id, context),
    model: (_, { name }, { hub }) => hub.store.models.findByName(name),
    checkpoint: (_, { reference }, context, info) => checkpointAhead(reference, context, info),
    artifact: (_, { digest }, context) => publicArtifact(digest, context),
    artifactByDigest: (_, { kind, value }, { hub }) =>
      hub.store.artifacts.byOtherDigests(kind, [valueOf(kind, value)], SAME_NAME_MAX),
    artifactsByDigests: (_, { kind, values }, { hub }) => {
      assertFewDigests(values.length);
      const asked = values.map((value) => valueOf(kind, value));
      return hub.store.artifacts.byOtherDigests(kind, asked, SAME_NAME_MAX * DIGESTS_MAX);
    },
    listedFiles,
    checkpointsByWeights: async (_, { weightsIdentity, first, after }, { hub }) => {
      const size = pageSize(first);
      const beforeId = keyOf(after, 1)?.[0] ?? null;
      const rows = await hub.store.checkpoints.byWeightsIdentity(weightsIdentity, size + 1, beforeId);
      return connectionOf(rows, size, (row) => cursorOf(row.id), after);
    },
    comparableCheckpoints: async (_, { tensors, first }, { hub, loaders }) => {
      const rows = await hub.store.tensors.holdersOf(tensors.slice(0, TENSORS_MAX), pageSize(first));
      return Promise.all(
        rows.map(async ({ checkpointId, elements }) => ({
          checkpoint: found(await loaders.checkpoint.load(checkpointId), checkpointId),
          sharedElements: elements,
        })),
      );
    },
    dataset: (_, { reference }, { hub, loaders }) =>
      isDigest(reference) ? loaders.dataset.load(reference) : hub.store.datasets.findByName(reference),
    contributor: (_, { name }, { hub }) => hub.store.contributors.findByName(name),
    search: async (_, { filter, first, after }, { hub }) => {
      const size = pageSize(first);
      const { rows, correctedText } = await hub.store.checkpoints.search(
        storedFilter(filter),
        size + 1,
        keyOf(after, 3),
      );
      const { edges, ...page } = connectionOf(rows, size, searchCursor, after);
      return {
        ...page,
        nodes: page.nodes.map(({ checkpoint }) => checkpoint),
        edges: edges.map(({ cursor, node }) => ({ cursor, node: node.checkpoint })),
        correctedText,
      };
    },
  },
  Hub: {
    logSize: (_, __, { hub }) => hub.store.statements.size(),
    isRegistrationOpen: () => false,
  },
  Viewer: {
    contributor: ({ contributor }) => contributor,
    scopes: ({ token }) => token.scopes,
    storage: ({ contributor }, _, { hub }) => hub.quota.storageOf(contributor.id),
    tokens: ({ contributor }, _, { hub }) => hub.store.contributors.tokensOf(contributor.id),
  },
  Contributor: {
    __resolveReference: ({ id }, { loaders }) => loaders.contributor.load(globalNumber('Contributor', id)),
    id: ({ id }) => globalId('Contributor', id),
    keys: ({ id }, _, { loaders }) => loaders.keysOf.load(id),
  },
  ContributorKey: { id: ({ keyId }) => keyId },
  Statement: {
    __resolveReference: ({ logIndex }, { loaders }) =>
      isIndex(logIndex) ? loaders.statement.load(logIndex) : null,
    subject: ({ subjectDigest }) => subjectDigest,
    contributor: async ({ contributorId }, _, { loaders }) =>
      found(await loaders.contributor.load(contributorId), contributorId),
    envelope: (record) => envelopeOf({ ...record, author: parseKeyId(record.author) }),
  },
  Model: {
    __resolveReference: ({ id }, { loaders }) => loaders.model.load(globalNumber('Model', id)),
    id: ({ id }) => globalId('Model', id),
    owner: async ({ ownerId }, _, { loaders }) => found(await loaders.contributor.load(ownerId), ownerId),
    revisions: ({ id }, _, { loaders }) => loaders.revisionsOf.load(id),
    latest: ({ name }, _, { hub }) => hub.store.checkpoints.findByReference(parseReference(name)),
    history: async ({ id }, { first, after }, { hub }) => {
      const size = pageSize(first);
      const rows = await hub.store.models.historyOf(id, size + 1, keyOf(after, 1)?.[0] ?? null);
      return connectionOf(rows, size, (row) => cursorOf(row.logIndex), after);
    },
    series: async ({ id }, { first, after }, { hub }) => {
      const size = pageSize(first);
      const rows = await hub.store.models.seriesOf(id, size + 1, keyOf(after, 3));
      const page = connectionOf(
        rows,
        size,
        ({ step, epoch, id: last }) => cursorOf(step, epoch, last),
        after,
      );
      return page;
    },
  },
  RevisionMove: {
    checkpoint: async ({ checkpointId }, _, { loaders }) =>
      found(await loaders.checkpoint.load(checkpointId), checkpointId),
    statement: ({ logIndex }, _, { loaders }) => loaders.statement.load(logIndex),
  },
  Revision: {
    checkpoint: async ({ checkpointId }, _, { loaders }) =>
      found(await loaders.checkpoint.load(checkpointId), checkpointId),
  },
  Checkpoint,
  CheckpointArtifact,
  CheckpointWithdrawal,
  Resources,
  Artifact,
  ArtifactContents,
  InspectionFinding,
  Tensor,
  ImportedFacts,
  ImportedFile,
  ListedFile,
  Dataset: {
    __resolveReference: (reference, { loaders }) =>
      'id' in reference
        ? loaders.datasetById.load(globalNumber('Dataset', reference.id))
        : loaders.dataset.load(parseDigest(reference.digest)),
    id: ({ id }) => globalId('Dataset', id),
    artifact: async ({ digest }, _, { loaders }) => found(await loaders.artifact.load(digest), digest),
    publishedBy: async ({ publishedBy }, _, { loaders }) =>
      found(await loaders.contributor.load(publishedBy), publishedBy),
  },
};

/** The short names (AutoV2, CRC-32) are no digests: strangers' bytes may share one. */
const SAME_NAME_MAX = 20;
const TENSORS_MAX = 500;
const DIGESTS_MAX = 100;

function assertFewDigests(received: number): void {
  if (received <= DIGESTS_MAX) return;
  throw refusal('GRAPHQL_DIGESTS_MANY', 'these are too many digests for one question', {
    expected: `at most ${DIGESTS_MAX}`,
    received: String(received),
    remedy: 'ask in several questions',
  });
}

function valueOf(kind: DigestKind, text: string): string {
  const value = digestValue(kind, text);
  if (value !== null) return value;
  throw refusal('GRAPHQL_DIGEST_MALFORMED', `that is not a digest of kind ${kind}`, {
    expected: 'its hexadecimal digits, all of them',
    received: text.slice(0, 80),
  });
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function searchCursor({ tier, rank, checkpoint }: FoundRecord): string {
  return cursorOf(tier, rank, checkpoint.id);
}

async function nodeOf(id: string, context: RequestContext) {
  const { type, key } = parseGlobalId(id);
  const { loaders, hub } = context;
  const row = await ROWS[type](key, loaders, hub, context);
  return row && { ...row, __typename: type };
}

const ROWS = {
  Advisory: (key: string, { advisory }: RequestContext['loaders']) => advisory.load(Number(key)),
  Model: (key: string, { model }: RequestContext['loaders']) => model.load(Number(key)),
  Checkpoint: (key: string, loaders: RequestContext['loaders']) => checkpointById(Number(key), loaders),
  Contributor: (key: string, { contributor }: RequestContext['loaders']) => contributor.load(Number(key)),
  Dataset: async (key: string, _: unknown, hub: HubContext) =>
    (await hub.store.datasets.byIds([Number(key)]))[0] ?? null,
  Artifact: (key: string, _: unknown, __: unknown, context: RequestContext) => publicArtifact(key, context),
};
