import type { Envelope } from '../attestation/envelope.ts';
import { parseDigest } from '../base/digest.ts';
import { fault, HeirloomError } from '../base/errors.ts';
import type { JobArtifact, JobSource, Lease, NoJobWaiting, Promised } from '../runner/job-source.ts';
import type { Provider } from '../runner/provider.ts';
import { pullArtifacts, type PullMode } from '../swarm/pull.ts';
import path from 'node:path';
import {
  commitEvaluationResult,
  completeEvaluationJob,
  failEvaluationJob,
  heartbeatEvaluationJob,
  leaseEvaluationJob,
} from './documents/jobs.ts';
import { type ArtifactToPull } from './documents/registry.ts';
import type { HubClient } from './hub-client.ts';
import { pullItem } from './pull-checkpoint.ts';

/** A hub's queue over GraphQL, as the runner's loop wants it. */
export function jobSource(client: HubClient): JobSource {
  return {
    async lease(runner, waitSeconds, signal) {
      const said = { ...runner, providers: runner.providers.map((provider) => provider.toUpperCase()) };
      const answer = await client.act<LeaseAnswer>(leaseEvaluationJob, { runner: said, waitSeconds }, signal);
      if (answer.__typename === 'NoJobWaiting') return answer as NoJobAnswer;
      return leaseOf(answer as HeldAnswer, runner.providers);
    },
    heartbeat: ({ jobId, leaseToken }, progress, signal) =>
      whileHeld(async () => {
        const variables = { id: jobId, leaseToken, progress };
        const answer = await client.act<{ __typename: string; expiresAt: string }>(
          heartbeatEvaluationJob,
          variables,
          signal,
        );
        return new Date(answer.expiresAt);
      }),
    commit: ({ jobId, leaseToken }, commitment, signal) =>
      whileHeld(() =>
        client.act<Promised & { __typename: string }>(
          commitEvaluationResult,
          { id: jobId, leaseToken, commitment },
          signal,
        ),
      ),
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

type LeaseAnswer = NoJobAnswer | HeldAnswer;
type NoJobAnswer = NoJobWaiting & { readonly __typename: string };

interface HeldAnswer {
  readonly __typename: string;
  readonly leaseToken: string;
  readonly expiresAt: string;
  readonly challenge: string;
  readonly provider: string;
  readonly job: {
    readonly id: string;
    readonly protocol: { readonly body: unknown; readonly dataset: { readonly artifact: ArtifactToPull } };
    readonly checkpoint: {
      readonly name: string;
      readonly coreDigest: string;
      readonly publishedBy: { readonly name: string };
      readonly artifacts: readonly {
        readonly path: string;
        readonly role: string;
        readonly artifact: ArtifactToPull;
      }[];
    };
  };
}

function leaseOf(
  { leaseToken, expiresAt, challenge, job, ...answer }: HeldAnswer,
  own: readonly Provider[],
): Lease {
  const { checkpoint, protocol } = job;
  const provider = own.find((each) => each === answer.provider.toLowerCase());
  if (!provider) throw fault('CLIENT_ANSWER_ODD', 'the hub names a provider that this runner does not have');
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
