import { metricOf } from '../../evaluation/metric-registry.ts';
import { reproducibilitySentence } from '../../evaluation/sentence.ts';
import { wilson } from '../../evaluation/statistics/proportion.ts';
import { parseReference } from '../../checkpoint/reference.ts';
import { commitEvaluationResult } from '../../hub/commit-evaluation-result.ts';
import { completeEvaluationJob } from '../../hub/complete-evaluation-job.ts';
import { failEvaluationJob } from '../../hub/fail-evaluation-job.ts';
import { fileClaim } from '../../hub/file-claim.ts';
import { heartbeatEvaluationJob } from '../../hub/heartbeat-evaluation-job.ts';
import { leaseEvaluationJob } from '../../hub/lease-evaluation-job.ts';
import { registerProtocol } from '../../hub/register-protocol.ts';
import { requestEvaluation } from '../../hub/request-evaluation.ts';
import { found } from '../found.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import { pageSize } from '../page.ts';
import { orRefusal } from '../refusals.ts';

/** How long a runner without work waits before it asks again. */
const RETRY_AFTER_SECONDS = 2;
/** How long a runner with a promised result waits before it asks again. */
const REVEAL_RETRY_SECONDS = 1;

export const evaluation: Resolvers = {
  Query: {
    evaluationJob: (_, { id }, { hub }) => (/^[0-9a-f-]{36}$/.test(id) ? hub.store.jobs.find(id) : null),
    evaluationJobs: async (_, { checkpoint, state, first }, { hub }) => {
      const named = checkpoint
        ? await hub.store.checkpoints.findByReference(parseReference(checkpoint))
        : null;
      if (checkpoint && !named) return [];
      return hub.store.jobs.list(named?.id ?? null, state ?? null, pageSize(first));
    },
    protocol: (_, { digest }, { loaders }) => loaders.protocol.load(digest),
    run: (_, { id }, { loaders }) => {
      const place = /^Run:(\d{1,15})$/.exec(id)?.[1];
      return place === undefined ? null : loaders.run.load(Number(place));
    },
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
    statement: async ({ logIndex }, _, { loaders }) =>
      found(await loaders.statement.load(logIndex), logIndex),
    isWithdrawn: ({ withdrawalLogIndex }) => withdrawalLogIndex !== null,
    value: ({ value }) => Number(value),
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
  EvaluationJob: {
    checkpoint: async ({ checkpointId }, _, { loaders }) =>
      found(await loaders.checkpoint.load(checkpointId), checkpointId),
    protocol: async ({ protocolDigest }, _, { loaders }) =>
      found(await loaders.protocol.load(protocolDigest), protocolDigest),
    run: ({ runLogIndex }, _, { loaders }) => (runLogIndex === null ? null : loaders.run.load(runLogIndex)),
  },
  EvaluationLease: {
    job: ({ lease }) => lease,
    leaseToken: ({ lease }) => found(lease.leaseToken, lease.id),
    challenge: async ({ lease: { checkpointId, protocolDigest } }, _, { hub, loaders }) => {
      const { coreDigest } = found(await loaders.checkpoint.load(checkpointId), checkpointId);
      return hub.challenges.nonceOf(found(coreDigest, checkpointId), protocolDigest);
    },
    expiresAt: ({ lease }) => found(lease.leaseExpiresAt, lease.id),
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
    requestEvaluation: (_, { input }, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'EvaluationRequested' as const,
        jobs: await requestEvaluation(hub, viewer, input),
      })),
    leaseEvaluationJob: (_, { runner }, { hub, viewer }) =>
      orRefusal(async () => {
        const lease = await leaseEvaluationJob(hub, viewer, {
          host: runner.host,
          trustedOwners: runner.trustedOwners ?? null,
        });
        if (lease) return { __typename: 'EvaluationLease' as const, lease };
        return { __typename: 'NoJobWaiting' as const, retryAfterSeconds: RETRY_AFTER_SECONDS };
      }),
    heartbeatEvaluationJob: (_, input, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'EvaluationLease' as const,
        lease: await heartbeatEvaluationJob(hub, viewer, input),
      })),
    commitEvaluationResult: (_, input, { hub, viewer }) =>
      orRefusal(async () => {
        const { mayReveal } = await commitEvaluationResult(hub, viewer, input);
        return {
          __typename: 'EvaluationCommitted' as const,
          mayReveal,
          retryAfterSeconds: REVEAL_RETRY_SECONDS,
        };
      }),
    completeEvaluationJob: (_, input, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'EvaluationCompleted' as const,
        run: await completeEvaluationJob(hub, viewer, input),
      })),
    failEvaluationJob: (_, input, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'EvaluationJobReturned' as const,
        job: await failEvaluationJob(hub, viewer, input),
      })),
  },
};

function taskOf(body: unknown): string {
  const { task } = body as { task: { id: string; version: number } };
  return `${task.id}@${task.version}`;
}
