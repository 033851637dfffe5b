import { commitEvaluationResult } from '../../hub/commit-evaluation-result.ts';
import { completeEvaluationJob } from '../../hub/complete-evaluation-job.ts';
import { failEvaluationJob } from '../../hub/fail-evaluation-job.ts';
import { heartbeatEvaluationJob } from '../../hub/heartbeat-evaluation-job.ts';
import { leaseEvaluationJob } from '../../hub/lease-evaluation-job.ts';
import { found } from '../found.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import { pageSize } from '../page.ts';
import { orRefusal } from '../refusals.ts';
import { providerOf, shortHost, toProvider } from './provider-enum.ts';

/** How long a runner without work waits before it asks again, if it did not wait for its answer. */
const RETRY_AFTER_SECONDS = 2;
/** How long a runner with a promised result waits before it asks again. */
const REVEAL_RETRY_SECONDS = 1;

/** Jobs as runners have them, and the runners. */
export const runners: Resolvers = {
  Query: {
    runners: (_, { first }, { hub }) => hub.store.runners.list(pageSize(first)),
  },
  Runner: {
    contributor: async ({ contributorId }, _, { loaders }) =>
      found(await loaders.contributor.load(contributorId), contributorId),
    host: ({ host }) => shortHost(host),
    providers: ({ providers }) => providers.map(toProvider),
  },
  EvaluationLease: {
    job: ({ lease }) => lease,
    leaseToken: ({ lease }) => found(lease.leaseToken, lease.id),
    challenge: async ({ lease: { checkpointId, protocolDigest } }, _, { hub, loaders }) => {
      const { coreDigest } = found(await loaders.checkpoint.load(checkpointId), checkpointId);
      return hub.challenges.nonceOf(found(coreDigest, checkpointId), protocolDigest);
    },
    expiresAt: ({ lease }) => found(lease.leaseExpiresAt, lease.id),
    provider: ({ lease }) => toProvider(lease.leaseProvider ?? 'cpu'),
  },
  Mutation: {
    leaseEvaluationJob: (_, { runner, waitSeconds }, { hub, viewer, signal }) =>
      orRefusal(async () => {
        const { memoryBytes = null, driver = null, sandboxLevel = null, trustedOwners = null } = runner;
        const providers = runner.providers.map(providerOf);
        const said = { ...runner, providers, memoryBytes, driver, sandboxLevel, trustedOwners };
        const lease = await leaseEvaluationJob(hub, viewer, { ...said, waitSeconds }, signal);
        if (lease) return { __typename: 'EvaluationLease' as const, lease };
        return {
          __typename: 'NoJobWaiting' as const,
          retryAfterSeconds: waitSeconds > 0 ? 0 : RETRY_AFTER_SECONDS,
        };
      }),
    heartbeatEvaluationJob: (_, { id, leaseToken, progress }, { hub, viewer }) =>
      orRefusal(async () => {
        const { itemsDone = null, itemsTotal = null } = progress ?? {};
        const come = progress ? { phase: progress.phase, itemsDone, itemsTotal } : null;
        const lease = await heartbeatEvaluationJob(hub, viewer, { id, leaseToken, progress: come });
        return { __typename: 'EvaluationLease' as const, lease };
      }),
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
