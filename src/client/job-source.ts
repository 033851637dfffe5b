import type { Envelope } from '../attestation/envelope.ts';
import { parseDigest } from '../base/digest.ts';
import { fault, HeirloomError } from '../base/errors.ts';
import { upperCase } from '../base/upper-case.ts';
import type { JobArtifact, JobSource, Lease } from '../runner/job-source.ts';
import type { Provider } from '../runner/provider.ts';
import { pullArtifacts, type PullMode } from '../swarm/pull.ts';
import path from 'node:path';
import {
  commitEvaluationResult,
  completeEvaluationJob,
  failEvaluationJob,
  heartbeatEvaluationJob,
  leaseEvaluationJob,
  type LeaseEvaluationJobAnswer,
  type ArtifactToPull,
} from './generated/operations.ts';
import type { HubClient } from './hub-client.ts';
import { pullItem } from './pull-checkpoint.ts';
import type { Accepted } from './typed-document.ts';

/** A hub's queue over GraphQL, as the runner's loop wants it. */
export function jobSource(client: HubClient): JobSource {
  return {
    async lease(runner, waitSeconds, signal) {
      const said = { ...runner, providers: runner.providers.map(upperCase) };
      const answer = await client.act(leaseEvaluationJob, { runner: said, waitSeconds }, signal);
      return answer.__typename === 'NoJobWaiting' ? answer : leaseOf(answer, runner.providers);
    },
    heartbeat: ({ jobId, leaseToken }, progress, signal) =>
      whileHeld(async () => {
        const variables = { id: jobId, leaseToken, progress };
        const answer = await client.act(heartbeatEvaluationJob, variables, signal);
        return new Date(answer.expiresAt);
      }),
    commit: ({ jobId, leaseToken }, commitment, signal) =>
      whileHeld(() => client.act(commitEvaluationResult, { id: jobId, leaseToken, commitment }, signal)),
    complete: async ({ jobId, leaseToken }, envelope: Envelope, challenge) => {
      const variables = { id: jobId, leaseToken, envelope, challenge };
      return (await whileHeld(() => client.act(completeEvaluationJob, variables))) !== null;
    },
    fail: async ({ jobId, leaseToken }, error, isFinal) => {
      await whileHeld(() => client.act(failEvaluationJob, { id: jobId, leaseToken, error, isFinal }));
    },
  };
}

/** Fetches a job's file through the swarm, from the peers that have it and the hub. */
export function artifactFetcher(client: HubClient, mode: PullMode) {
  return async (artifact: JobArtifact, targetPath: string, signal: AbortSignal): Promise<void> => {
    const { facts } = artifact as ArtifactToFetch;
    const item = await pullItem(
      client,
      { ...artifact, path: path.basename(targetPath) },
      facts,
      path.dirname(targetPath),
    );
    await pullArtifacts({ items: [item], mode, signal });
  };
}

type Held = Extract<Accepted<LeaseEvaluationJobAnswer>, { readonly __typename: 'EvaluationLease' }>;

function leaseOf(
  { leaseToken, expiresAt, challenge, job, ...answer }: Held,
  own: readonly Provider[],
): Lease {
  const { checkpoint, protocol } = job;
  const provider = own.find((each) => each === answer.provider.toLowerCase());
  if (!provider) throw fault('CLIENT_ANSWER_ODD', 'the hub names a provider that this runner does not have');
  if (!checkpoint.publishedBy || !protocol.dataset)
    throw fault('CLIENT_ANSWER_ODD', 'the hub names a job without an owner or without data');
  return {
    jobId: job.id,
    leaseToken,
    expiresAt: new Date(expiresAt),
    challenge,
    provider,
    checkpoint: {
      name: checkpoint.name,
      owner: checkpoint.publishedBy.name,
      coreDigest: parseDigest(checkpoint.coreDigest),
      artifacts: checkpoint.artifacts.map(({ path: file, role, artifact }) =>
        jobArtifact(file, role, artifact),
      ),
    },
    protocol: protocol.body,
    dataset: jobArtifact('dataset.safetensors', 'DATASET', protocol.dataset.artifact),
  };
}

/** A file with what is needed to fetch it. */
export type ArtifactToFetch = JobArtifact & { readonly facts: ArtifactToPull };

export function jobArtifact(file: string, role: string, facts: ArtifactToPull): ArtifactToFetch {
  return { path: file, role, digest: parseDigest(facts.digest), sizeBytes: facts.sizeBytes, facts };
}

async function whileHeld<Result>(act: () => Promise<Result>): Promise<Result | null> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof HeirloomError && NOT_OURS.has(error.code)) return null;
    throw error;
  }
}

const NOT_OURS: ReadonlySet<string> = new Set(['HUB_LEASE_LOST', 'HUB_JOB_CANCELLED']);
