import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canonicalJson, type PlainJson } from '../base/canonical-json.ts';
import { digestOf, isDigest, type Digest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import type { EdgeKind } from '../checkpoint/edge-kind.ts';
import { makeManifest, manifestDigest, type Manifest, type ManifestParent } from '../checkpoint/manifest.ts';
import { isStubName, parseRevision } from '../checkpoint/reference.ts';
import type { TrainingMetadata } from '../checkpoint/training-metadata.ts';
import { parseModelName } from '../checkpoint/model-name.ts';
import { parseLicense } from '../license/license-expression.ts';
import type { CollectedFile } from './collect-files.ts';
import { checkpointBrief, type CheckpointBriefAnswer } from './documents.ts';
import { signAndSubmit, type Session } from './session.ts';
import { uploadFile } from './upload.ts';

export interface CheckpointPlan {
  readonly manifest: Manifest;
  readonly digest: Digest;
  readonly revision: string;
  readonly files: readonly CollectedFile[];
}

export interface PlanParts {
  readonly model: string;
  readonly revision: string;
  readonly license: string;
  readonly parents: readonly { readonly reference: string; readonly kind: EdgeKind }[];
  readonly files: readonly CollectedFile[];
}

/** What will be published, resolved and checked; nothing is sent yet. */
export async function planCheckpoint(session: Session, parts: PlanParts): Promise<CheckpointPlan> {
  assertNoneRejected(parts.files);
  const parents: ManifestParent[] = [];
  for (const { reference, kind } of parts.parents)
    parents.push(await resolveParent(session, reference, kind));
  const manifest = makeManifest({
    model: parseModelName(parts.model),
    license: parseLicense(parts.license).expression,
    parents,
    metadata: trainingOf(parts.files),
    artifacts: parts.files.map(({ path: artifactPath, role, examination }) => ({
      path: artifactPath,
      role,
      sizeBytes: examination.sizeBytes,
      digest: examination.digest,
    })),
  });
  return {
    manifest,
    digest: manifestDigest(manifest),
    revision: parseRevision(parts.revision),
    files: parts.files,
  };
}

/** Whether exactly this checkpoint is already what the revision points at. */
export async function isPublished(session: Session, plan: CheckpointPlan): Promise<boolean> {
  const { checkpoint } = await session.client.ask<CheckpointBriefAnswer>(checkpointBrief, {
    reference: plan.digest,
  });
  const revisions = checkpoint?.model?.revisions ?? [];
  return revisions.some((row) => row.name === plan.revision && row.checkpoint.digest === plan.digest);
}

/** Uploads what the hub lacks, then signs; the hub records everything or nothing. */
export async function publishPlan(
  session: Session,
  plan: CheckpointPlan,
  host: string,
  onProgress: (digest: Digest, bytesSent: number) => void,
  signal?: AbortSignal,
) {
  for (const { file, path: artifactPath, examination } of plan.files) {
    const { digest, sizeBytes } = examination;
    await uploadFile(
      session,
      { file, path: artifactPath, digest },
      (sent) => onProgress(digest, sent),
      signal,
    );
    onProgress(digest, sizeBytes);
  }
  await uploadManifest(session, plan.manifest);
  const subject = { name: `${plan.manifest.model}@${plan.revision}`, digest: plan.digest };
  const body = { model: plan.manifest.model, revision: plan.revision, host };
  return signAndSubmit(session, 'checkpoint', subject, body);
}

async function uploadManifest(session: Session, manifest: Manifest): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-manifest-'));
  const file = path.join(folder, 'manifest.json');
  const text = canonicalJson(manifest as unknown as PlainJson);
  try {
    await writeFile(file, text);
    await uploadFile(session, { file, path: 'manifest.json', digest: digestOf(text) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function resolveParent(session: Session, reference: string, kind: EdgeKind): Promise<ManifestParent> {
  if (isStubName(reference)) return { kind, name: reference };
  const { checkpoint } = await session.client.ask<CheckpointBriefAnswer>(checkpointBrief, { reference });
  if (checkpoint && isDigest(checkpoint.digest)) return { kind, digest: checkpoint.digest };
  throw refusal('HUB_PARENT_UNKNOWN', `the parent ${reference} is not on ${session.client.url}`, {
    expected: 'a published checkpoint, or a stub such as huggingface.co:owner/name',
    received: reference,
    remedy: 'publish the parent first, or name it with its source as a stub',
  });
}

// A structural attack or a truncated file is found here, before a byte is sent.
function assertNoneRejected(files: readonly CollectedFile[]): void {
  const rejected = files.find(({ examination }) => examination.inspection.state === 'REJECTED');
  if (!rejected) return;
  const { inspection } = rejected.examination;
  const finding = inspection.findings.find(({ severity }) => severity === 'ERROR');
  throw refusal('CLIENT_FILE_REJECTED', `${rejected.path} is not a valid ${inspection.format} file`, {
    expected: finding?.expected ?? `a ${inspection.format} file that its validator passes`,
    received: finding ? `${finding.rule}: ${finding.received ?? finding.message}` : 'a structural attack',
    remedy: 'write the file again; nothing was sent',
  });
}

// Sidecars win over weights' headers only where those say nothing.
function trainingOf(files: readonly CollectedFile[]): TrainingMetadata {
  const found = files.map(({ examination }) => examination.inspection.training);
  return Object.assign({}, ...found.toReversed()) as TrainingMetadata;
}
