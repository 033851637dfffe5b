import { severitiesFrom } from '../../attestation/advisory-words.ts';
import { parseBody } from '../../attestation/predicates.ts';
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
