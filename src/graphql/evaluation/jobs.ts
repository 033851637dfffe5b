import { parseReference } from '../../checkpoint/reference.ts';
import { priorityOf } from '../../evaluation/priority.ts';
import { cancelEvaluationJob } from '../../hub/cancel-evaluation-job.ts';
import type { JobPhase } from '../../hub/jobs/job-progress.ts';
import { isJobId } from '../../hub/jobs/require-job.ts';
import { watchJobs } from '../../hub/jobs/watch-jobs.ts';
import { requestEvaluation } from '../../hub/request-evaluation.ts';
import { requeueEvaluationJob } from '../../hub/requeue-evaluation-job.ts';
import type { JobRecord } from '../../store/job-repository.ts';
import { found } from '../found.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import { pageSize } from '../page.ts';
import { orRefusal } from '../refusals.ts';
import { providerOf, shortHost, toProviderOrNone } from './provider-enum.ts';

/** Jobs as those see them who ask for runs. */
export const jobs: Resolvers = {
  Query: {
    evaluationJob: (_, { id }, { hub }) => (isJobId(id) ? hub.store.jobs.find(id) : null),
    evaluationJobs: async (_, { checkpoint, requestedBy, state, first }, { hub }) => {
      const { checkpoints, contributors, jobs: queue } = hub.store;
      const named = checkpoint ? await checkpoints.findByReference(parseReference(checkpoint)) : null;
      const requester = requestedBy ? await contributors.findByName(requestedBy) : null;
      if ((checkpoint && !named) || (requestedBy && !requester)) return [];
      const filter = {
        checkpointId: named?.id ?? null,
        requestedBy: requester?.id ?? null,
        state: state ?? null,
      };
      return queue.list(filter, pageSize(first));
    },
  },
  EvaluationJob: {
    checkpoint: async ({ checkpointId }, _, { loaders }) =>
      found(await loaders.checkpoint.load(checkpointId), checkpointId),
    protocol: async ({ protocolDigest }, _, { loaders }) =>
      found(await loaders.protocol.load(protocolDigest), protocolDigest),
    priority: ({ priorityRank }) => priorityOf(priorityRank),
    provider: ({ wantedProvider }) => toProviderOrNone(wantedProvider),
    progress: ({ state, phase, itemsDone, itemsTotal }) =>
      state === 'LEASED' && phase !== null ? { phase: phase as JobPhase, itemsDone, itemsTotal } : null,
    failedAttempts: ({ id }, _, { loaders }) => loaders.attemptsOf.load(id),
    requestedBy: async ({ requestedBy }, _, { loaders }) =>
      found(await loaders.contributor.load(requestedBy), requestedBy),
    run: ({ runLogIndex }, _, { loaders }) => (runLogIndex === null ? null : loaders.run.load(runLogIndex)),
  },
  EvaluationAttempt: {
    evaluator: async ({ contributorId }, _, { loaders }) =>
      found(await loaders.contributor.load(contributorId), contributorId),
    host: ({ host }) => (host === null ? null : shortHost(host)),
    provider: ({ provider }) => toProviderOrNone(provider),
  },
  Subscription: {
    evaluationJobChanged: {
      subscribe: async (_, { id = null, checkpoint = null }, { hub, signal }) =>
        eventsOf(await watchJobs(hub, { id, checkpoint }, signal)),
    },
  },
  Mutation: {
    requestEvaluation: (_, { input }, { hub, viewer }) =>
      orRefusal(async () => {
        const provider = input.provider ? providerOf(input.provider) : null;
        const added = await requestEvaluation(hub, viewer, { ...input, provider });
        return { __typename: 'EvaluationRequested' as const, jobs: added };
      }),
    requeueEvaluationJob: (_, { id }, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'EvaluationJobRequeued' as const,
        job: await requeueEvaluationJob(hub, viewer, id),
      })),
    cancelEvaluationJob: (_, { id }, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'EvaluationJobCancelled' as const,
        job: await cancelEvaluationJob(hub, viewer, id),
      })),
  },
};

async function* eventsOf(changed: AsyncIterable<JobRecord>) {
  for await (const job of changed) yield { evaluationJobChanged: job };
}
