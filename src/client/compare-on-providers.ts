import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseDigest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import { parseProtocol } from '../evaluation/protocol.ts';
import { compareProviders, type ProviderAnswer } from '../runner/compare-providers.ts';
import type { Provider } from '../runner/provider.ts';
import { assertMayRun, sandbox } from '../runner/sandbox.ts';
import { pullArtifacts } from '../swarm/pull.ts';
import { artifactToPull } from './generated/operations.ts';
import type { HubClient } from './hub-client.ts';
import { onlyModel } from './here/subject.ts';
import { planPull, pullItem } from './pull-checkpoint.ts';

export interface Comparison {
  readonly client: HubClient;
  readonly reference: string;
  /** The protocol's JSON; it need not be registered. */
  readonly protocol: unknown;
  readonly providers: readonly Provider[];
  readonly trustedOwners: readonly string[];
  readonly vulkanDriver?: string | undefined;
  readonly signal: AbortSignal;
}

/** Pulls a checkpoint's model and a protocol's dataset, and runs them on each provider of this machine. */
export async function compareOnProviders(asked: Comparison): Promise<readonly ProviderAnswer[]> {
  const own = await sandbox();
  const protocol = parseProtocol(asked.protocol);
  const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-providers-'));
  try {
    const { client, reference, signal } = asked;
    const plan = await planPull(client, { reference, folder: path.join(folder, 'model'), roles: null });
    assertMayRun(plan.name.split('/')[0] ?? '', own, asked.trustedOwners);
    const model = onlyModel(plan.items);
    const dataset = await datasetItem(client, protocol.dataset.digest, folder);
    await pullArtifacts({ items: [model, dataset], mode: 'http-only', signal });
    const job = {
      modelBytesPath: model.targetPath,
      modelDigest: model.digest,
      datasetPath: dataset.targetPath,
      protocol,
    };
    return await compareProviders(job, asked.providers, {
      sandbox: own,
      signal,
      vulkanDriver: asked.vulkanDriver,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function datasetItem(client: HubClient, digest: string, folder: string) {
  const { artifact } = await client.ask(artifactToPull, { digest });
  if (!artifact)
    throw refusal('HUB_DATASET_UNKNOWN', `no dataset ${digest} is published here`, {
      remedy: 'publish it with heirloom publish-dataset',
    });
  const named = {
    digest: parseDigest(digest),
    sizeBytes: artifact.sizeBytes,
    path: 'dataset.safetensors',
  };
  return pullItem(client, named, artifact, folder);
}
