import { metricOf } from '../../evaluation/metric-registry.ts';
import { reproducibilitySentence } from '../../evaluation/sentence.ts';
import { wilson } from '../../evaluation/statistics/proportion.ts';
import { fileClaim } from '../../hub/file-claim.ts';
import { registerProtocol } from '../../hub/register-protocol.ts';
import { found } from '../found.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import { orRefusal } from '../refusals.ts';

export const evaluation: Resolvers = {
  Query: {
    protocol: (_, { digest }, { loaders }) => loaders.protocol.load(digest),
  },
  Checkpoint: {
    scores: ({ coreDigest }, _, { loaders }) => (coreDigest ? loaders.scoresOn.load(coreDigest) : []),
  },
  Protocol: {
    __resolveReference: ({ digest }, { loaders }) => loaders.protocol.load(digest),
    task: ({ body }) => taskOf(body),
    metric: ({ body }) => (body as { metric: { id: string } }).metric.id,
    dataset: ({ datasetDigest }, _, { loaders }) => loaders.dataset.load(datasetDigest),
  },
  Score: {
    protocol: async ({ protocolDigest }, _, { loaders }) =>
      found(await loaders.protocol.load(protocolDigest), protocolDigest),
    // Only a proportion has a sampling interval that the counts alone give.
    sampling: ({ metric, value, items }) =>
      metricOf(metric, 1).kind === 'PROPORTION' ? wilson({ k: Math.round(value * items), n: items }) : null,
  },
  Interval: { low: ([low]) => low, high: ([, high]) => high },
  Claim: {
    value: ({ value }) => Number(value),
    claimedBy: async ({ contributorId }, _, { loaders }) =>
      found(await loaders.contributor.load(contributorId), contributorId),
  },
  Run: {
    id: ({ logIndex }) => `Run:${logIndex}`,
    value: ({ value }) => Number(value),
    evaluator: async ({ contributorId }, _, { loaders }) =>
      found(await loaders.contributor.load(contributorId), contributorId),
    itemsArtifact: ({ itemsArtifact }, _, { loaders }) =>
      itemsArtifact === null ? null : loaders.artifact.load(itemsArtifact),
  },
  Reproducibility: {
    sentence: (result) => reproducibilitySentence(result),
    badges: ({ badges }) => badges.map(String),
    groups: ({ groups, tolerance }) =>
      groups.map((group) => ({
        group: group.isSelf ? 'self' : group.id,
        isSelf: group.isSelf,
        agreement: group.agreement,
        value: group.value,
        difference: group.difference,
        tolerance,
        weight: group.weight,
        runCount: group.runs.length,
      })),
  },
  Mutation: {
    registerProtocol: (_, { body }, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'ProtocolRegistered' as const,
        protocol: await registerProtocol(hub, viewer, body),
      })),
    fileClaim: (_, { input }, { hub, viewer, loaders }) =>
      orRefusal(async () => {
        const { decimals = null, margin = null, ...rest } = input;
        const { outcome } = await fileClaim(hub, viewer, { ...rest, decimals, margin });
        const scores = await loaders.scoresOn.load(outcome.coreDigest);
        const score = scores.find(({ protocolDigest }) => protocolDigest === outcome.protocolDigest);
        return { __typename: 'ClaimFiled' as const, score: found(score, outcome.logIndex) };
      }),
  },
};

function taskOf(body: unknown): string {
  const { task } = body as { task: { id: string; version: number } };
  return `${task.id}@${task.version}`;
}
