import { parseDigest } from '../../base/digest.ts';
import { hardshipOf } from '../../evaluation/hardship.ts';
import { parseProtocol } from '../../evaluation/protocol.ts';
import { reproducibilitySentence } from '../../evaluation/sentence.ts';
import { fileClaim } from '../../hub/file-claim.ts';
import { scoreInterval } from '../../hub/projections/score-interval.ts';
import type { ScoreRecord } from '../../hub/projections/load-scores.ts';
import { registerProtocol } from '../../hub/register-protocol.ts';
import { found } from '../found.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import type { Loaders } from '../loaders.ts';
import { orRefusal } from '../refusals.ts';

export const evaluation: Resolvers = {
  Query: {
    protocol: (_, { digest }, { loaders }) => loaders.protocol.load(digest),
    run: (_, { id }, { loaders }) => runOf(id, loaders),
  },
  Checkpoint: {
    scores: async ({ coreDigest }, _, { loaders }) =>
      coreDigest ? plainFirst(await loaders.scoresOn.load(coreDigest), loaders) : [],
  },
  Protocol: {
    __resolveReference: ({ digest }, { loaders }) => loaders.protocol.load(parseDigest(digest)),
    task: ({ body }) => taskOf(body),
    hardship: ({ body }) => hardshipOf(parseProtocol(body)),
    metric: ({ body }) => (body as { metric: { id: string } }).metric.id,
    dataset: ({ datasetDigest }, _, { loaders }) => loaders.dataset.load(datasetDigest),
  },
  Score: {
    protocol: async ({ protocolDigest }, _, { loaders }) =>
      found(await loaders.protocol.load(protocolDigest), protocolDigest),
    sampling: (score) => scoreInterval(score),
  },
  Interval: { low: ([low]) => low, high: ([, high]) => high },
  Claim: {
    value: ({ value }) => Number(value),
    margin: ({ margin }) => (margin === null ? null : Number(margin)),
    claimedBy: async ({ contributorId }, _, { loaders }) =>
      found(await loaders.contributor.load(contributorId), contributorId),
  },
  Run: {
    __resolveReference: ({ id }, { loaders }) => runOf(id, loaders),
    id: ({ logIndex }) => `Run:${logIndex}`,
    protocol: async ({ protocolDigest }, _, { loaders }) =>
      found(await loaders.protocol.load(protocolDigest), protocolDigest),
    statement: async ({ logIndex }, _, { loaders }) =>
      found(await loaders.statement.load(logIndex), logIndex),
    isWithdrawn: ({ withdrawalLogIndex }) => withdrawalLogIndex !== null,
    value: ({ value }) => Number(value),
    samplingError: ({ samplingError }) => (samplingError === null ? null : Number(samplingError)),
    isByHand: ({ byHand }) => byHand,
    evaluator: async ({ contributorId }, _, { loaders }) =>
      found(await loaders.contributor.load(contributorId), contributorId),
    itemsArtifact: ({ itemsArtifact }, _, { loaders }) =>
      itemsArtifact === null ? null : loaders.artifact.load(itemsArtifact),
  },
  Reproducibility: {
    sentence: (result) => reproducibilitySentence(result),
    badges: ({ badges }) => badges.map(String),
    groups: ({ groups, tolerance }) => groups.map((verdict) => ({ verdict, tolerance })),
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

function runOf(id: string, { run }: Loaders) {
  const place = /^Run:(\d{1,15})$/.exec(id)?.[1];
  return place === undefined ? null : run.load(Number(place));
}

function taskOf(body: unknown): string {
  const { task } = body as { task: { id: string; version: number } };
  return `${task.id}@${task.version}`;
}

/** What an attack or a corruption leaves of a score is no model's first number. */
async function plainFirst(scores: readonly ScoreRecord[], loaders: Loaders): Promise<readonly ScoreRecord[]> {
  if (scores.length < 2) return scores;
  const hardships = await Promise.all(
    scores.map(async ({ protocolDigest }) => {
      const protocol = await loaders.protocol.load(protocolDigest);
      return protocol ? hardshipOf(parseProtocol(protocol.body)) : '';
    }),
  );
  const isPlain = (_: ScoreRecord, i: number) => hardships[i] === '';
  return [...scores.filter(isPlain), ...scores.filter((score, i) => !isPlain(score, i))];
}
