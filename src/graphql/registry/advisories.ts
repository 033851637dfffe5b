import { severitiesFrom } from '../../attestation/advisory-words.ts';
import { parseBody } from '../../attestation/predicates.ts';
import { refusal } from '../../base/errors.ts';
import { concernsOfFiles } from '../../hub/concerns/concerns-of-files.ts';
import { publishAdvisory } from '../../hub/publish-advisory.ts';
import { withdrawAdvisory } from '../../hub/withdraw-advisory.ts';
import { found } from '../found.ts';
import type { PublishAdvisoryInput, Resolvers } from '../generated/schema-types.ts';
import { globalId, parseGlobalId } from '../global-id.ts';
import { connectionOf, cursorOf, keyOf, keysetConnectionOf, keysetOf, pageSize } from '../page.ts';
import { orRefusal } from '../refusals.ts';

/** What is warned of, and whom it reaches. */
export const advisories: Resolvers = {
  Query: {
    advisories: async (_, { level, includeWithdrawn, first, after }, { hub }) => {
      const size = pageSize(first);
      const wanted = { severities: severitiesFrom(level), isOpen: !includeWithdrawn };
      const rows = await hub.store.advisories.newest(wanted, size + 1, keyOf(after, 1)?.[0] ?? null);
      return connectionOf(rows, size, ({ logIndex }) => cursorOf(logIndex), after);
    },
    advisory: (_, { id }, { loaders }) => loaders.advisory.load(logIndexOf(id)),
    concernsOfFiles: (_, { digests }, { hub }) => {
      assertFewDigests(digests.length);
      return concernsOfFiles(hub.store, digests);
    },
  },
  Advisory: {
    __resolveReference: ({ id }, { loaders }) => loaders.advisory.load(logIndexOf(id)),
    id: ({ logIndex }) => globalId('Advisory', logIndex),
    targets: ({ logIndex }, _, { loaders }) => loaders.advisoryTargetsOf.load(logIndex),
    publishedBy: async ({ contributorId }, _, { loaders }) =>
      found(await loaders.contributor.load(contributorId), contributorId),
    statement: async ({ logIndex }, _, { loaders }) =>
      found(await loaders.statement.load(logIndex), logIndex),
    withdrawal: ({ withdrawalLogIndex }, _, { loaders }) =>
      withdrawalLogIndex === null ? null : loaders.statement.load(withdrawalLogIndex),
    affected: async ({ logIndex, withdrawalLogIndex }, page, { hub }) => {
      const keyset = keysetOf(page, 2);
      const rows = withdrawalLogIndex === null ? await hub.store.advisories.affected(logIndex, keyset) : [];
      return keysetConnectionOf(rows, keyset, ({ depth, checkpoint }) => cursorOf(depth, checkpoint.id));
    },
  },
  AdvisoryReach: {
    advisory: async ({ advisoryLogIndex }, _, { loaders }) =>
      found(await loaders.advisory.load(advisoryLogIndex), advisoryLogIndex),
    isInherited: ({ depth }) => depth > 0,
    through: async ({ throughId }, _, { loaders }) =>
      found(await loaders.checkpoint.load(throughId), throughId),
  },
  Concern: {
    checkpoint: ({ checkpointId }, _, { loaders }) =>
      checkpointId === null ? null : loaders.checkpoint.load(checkpointId),
    through: ({ throughId }, _, { loaders }) =>
      throughId === null ? null : loaders.checkpoint.load(throughId),
    advisory: ({ advisoryLogIndex }, _, { loaders }) =>
      advisoryLogIndex === null ? null : loaders.advisory.load(advisoryLogIndex),
  },
  Checkpoint: {
    advisories: ({ id }, _, { loaders }) => loaders.advisoriesOn.load(id),
  },
  Artifact: {
    advisories: async ({ digest }, _, { loaders }) => {
      const naming = await loaders.advisoriesNaming.load(digest);
      return Promise.all(
        naming.map(async ({ advisoryLogIndex }) =>
          found(await loaders.advisory.load(advisoryLogIndex), advisoryLogIndex),
        ),
      );
    },
  },
  Mutation: {
    publishAdvisory: (_, { input }, { hub, viewer }) =>
      orRefusal(async () => {
        const { outcome, record } = await publishAdvisory(hub, viewer, bodyOf(input));
        return { __typename: 'AdvisoryPublished' as const, advisory: outcome, statement: record };
      }),
    withdrawAdvisory: (_, { id, reason }, { hub, viewer }) =>
      orRefusal(async () => {
        const { outcome, record } = await withdrawAdvisory(hub, viewer, { logIndex: logIndexOf(id), reason });
        return { __typename: 'AdvisoryWithdrawn' as const, advisory: outcome, statement: record };
      }),
  },
};

/** A cache of a heavy user in a few questions; `heirloom audit` asks so many at once. */
const DIGESTS_MAX = 500;

function assertFewDigests(received: number): void {
  if (received <= DIGESTS_MAX) return;
  throw refusal('GRAPHQL_DIGESTS_MANY', 'these are too many digests for one question', {
    expected: `at most ${DIGESTS_MAX}`,
    received: String(received),
    remedy: 'ask in several questions',
  });
}

function logIndexOf(id: string): number {
  const { type, key } = parseGlobalId(id);
  return type === 'Advisory' ? Number(key) : -1;
}

// A statement says each thing once, so what an input leaves out is not there.
function bodyOf({ affected, remedy, ...said }: PublishAdvisoryInput) {
  const named = affected.map(({ of, digest, license }) => ({
    of,
    ...(digest && { digest }),
    ...(license && { license }),
  }));
  return parseBody('advisory', { ...said, affected: named, remedy: remedy ?? null });
}
