import { parseDigest, type Digest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { coreDigest } from '../../checkpoint/manifest.ts';
import { digestOfFile } from '../../swarm/part-file.ts';
import { artifactToPull } from '../generated/operations.ts';
import { jobArtifact, type ArtifactToFetch } from '../job-source.ts';
import { planPull } from '../pull-checkpoint.ts';
import type { Session } from '../session.ts';
import { remembered } from './remember.ts';

/** What is run here: a published checkpoint's one model, or a file of this machine. */
export type Subject = PublishedSubject | FileSubject;

export interface PublishedSubject {
  readonly kind: 'PUBLISHED';
  readonly name: string;
  readonly coreDigest: Digest;
  readonly model: ArtifactToFetch;
}

export interface FileSubject {
  readonly kind: 'FILE';
  readonly name: string;
  readonly file: string;
  readonly digest: Digest;
}

export async function fileSubject(file: string): Promise<FileSubject> {
  return { kind: 'FILE', name: file, file, digest: await digestOfFile(file) };
}

/** A checkpoint as its publisher signed it: the manifest says which model it has, and gives the core digest. */
export async function publishedSubject(
  { client, home }: Session,
  reference: string,
): Promise<PublishedSubject & { readonly saidAt: string | null }> {
  const { answer, saidAt } = await remembered(home, [client.url, 'checkpoint', reference], async () => {
    const { name, manifest, items } = await planPull(client, { reference, folder: '.', roles: null });
    const { path, role, digest } = onlyModel(items);
    return { name, coreDigest: coreDigest(manifest), path, role, facts: await factsOf({ client }, digest) };
  });
  const { name, path, role, facts } = answer;
  const model = jobArtifact(path, role, facts);
  return { kind: 'PUBLISHED', name, coreDigest: parseDigest(answer.coreDigest), model, saidAt };
}

/** A dataset's file, by the digest that the protocol names. */
export async function publishedDataset({ client, home }: Session, digest: Digest): Promise<ArtifactToFetch> {
  const { answer } = await remembered(home, [client.url, 'artifact', digest], () =>
    factsOf({ client }, digest),
  );
  return jobArtifact('dataset.safetensors', 'DATASET', answer);
}

async function factsOf({ client }: Pick<Session, 'client'>, digest: Digest) {
  const { artifact } = await client.ask(artifactToPull, { digest });
  if (artifact?.digest === digest) return artifact;
  throw refusal('HUB_DATASET_UNKNOWN', `no file ${digest} is offered here`, {
    received: artifact?.digest ?? 'none',
    remedy: 'publish it with heirloom publish-dataset, or name a file with --dataset',
  });
}

export function onlyModel<Item extends { readonly path: string }>(items: readonly Item[]): Item {
  const models = items.filter(({ path }) => path.toLowerCase().endsWith('.onnx'));
  if (models.length === 1 && models[0]) return models[0];
  throw refusal('RUNNER_MODEL_MISSING', 'a checkpoint is run from exactly one ONNX file', {
    expected: 'one offered artifact ending in .onnx',
    received: `${models.length}`,
  });
}
