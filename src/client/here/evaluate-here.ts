import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { invariant } from '../../base/errors.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { ArtifactCache, CACHE_BYTES_MAX } from '../../runner/artifact-cache.ts';
import type { Ran } from '../../runner/evaluation-statement.ts';
import type { Provider } from '../../runner/provider.ts';
import { runJob } from '../../runner/run-job.ts';
import { assertMayRun, sandbox } from '../../runner/sandbox.ts';
import { artifactFetcher, type ArtifactToFetch } from '../job-source.ts';
import { runnerCache } from '../run-evaluations.ts';
import type { Session } from '../session.ts';
import { publishedDataset, type Subject } from './subject.ts';

export interface EvaluationHere {
  /** Null where nothing of a hub is needed: the model and the dataset are files. */
  readonly session: Session | null;
  readonly subject: Subject;
  readonly protocol: Protocol;
  /** A file of this machine instead of the published dataset. */
  readonly datasetFile: string | null;
  readonly provider: Provider;
  readonly trustedOwners: readonly string[];
  readonly vulkanDriver?: string | undefined;
  readonly signal: AbortSignal;
}

/** Runs one protocol on one model of this machine's choice; `use` may take the answers to each item before they go. */
export async function evaluateHere<Result>(
  asked: EvaluationHere,
  use: (ran: Ran, itemsFile: string) => Promise<Result>,
): Promise<Result> {
  const own = await sandbox();
  const { subject, protocol, provider, signal, vulkanDriver } = asked;
  // A file that somebody names on their own machine is as trusted as they say; a name on a hub is its owner's.
  if (subject.kind === 'PUBLISHED') assertMayRun(subject.name.split('/')[0] ?? '', own, asked.trustedOwners);
  const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-here-'));
  try {
    const itemsPath = path.join(folder, 'items.safetensors');
    const files = await filesOf(asked);
    const outcome = await runJob(
      { ...files, protocol, provider, itemsPath },
      { sandbox: own, signal, vulkanDriver },
    );
    if (outcome.state !== 'RAN') throw outcome.error;
    const { result, sandboxLevel } = outcome;
    return await use({ protocol, provider, result, sandboxLevel, itemsArtifact: null }, itemsPath);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function filesOf(asked: EvaluationHere) {
  const { subject, protocol, datasetFile } = asked;
  const model =
    subject.kind === 'FILE'
      ? { modelBytesPath: subject.file, modelDigest: subject.digest }
      : { modelBytesPath: await cached(asked, subject.model), modelDigest: subject.model.digest };
  if (datasetFile !== null) return { ...model, datasetPath: datasetFile };
  const dataset = await publishedDataset(needed(asked), protocol.dataset.digest);
  return { ...model, datasetPath: await cached(asked, dataset) };
}

/** The same files that this machine's runner keeps, so that what was fetched once is there without a hub. */
async function cached(asked: EvaluationHere, artifact: ArtifactToFetch): Promise<string> {
  const { client, home } = needed(asked);
  const fetch = artifactFetcher(client, 'http-only');
  return new ArtifactCache(runnerCache(home), CACHE_BYTES_MAX, fetch).pathOf(artifact, asked.signal);
}

function needed({ session }: EvaluationHere): Session {
  invariant(session !== null, 'what is published is asked of a hub');
  return session;
}
