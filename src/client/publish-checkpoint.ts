import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canonicalJson, type PlainJson } from '../base/canonical-json.ts';
import { digestOf, isDigest, type Digest } from '../base/digest.ts';
import { invariant, refusal } from '../base/errors.ts';
import type { EdgeKind } from '../checkpoint/edge-kind.ts';
import { makeManifest, manifestDigest, type Manifest, type ManifestParent } from '../checkpoint/manifest.ts';
import { isStubName, parseRevision } from '../checkpoint/reference.ts';
import type { TrainingMetadata } from '../checkpoint/training-metadata.ts';
import { parseModelName, type ModelName } from '../checkpoint/model-name.ts';
import { parseLicense } from '../license/license-expression.ts';
import type { FoundFile } from './collect-files.ts';
import { checkpointBrief, type SubmitStatementAnswer } from './generated/operations.ts';
import { sendFiles, type OnSent } from './send-files.ts';
import { signAndSubmit, type Session } from './session.ts';
import type { Accepted } from './typed-document.ts';
import { uploadFile } from './upload.ts';

/** What will be published, but for the digests of its files. */
export interface CheckpointDraft extends Omit<PlanParts, 'parents'> {
  readonly model: ModelName;
  readonly parents: readonly ManifestParent[];
}

export interface CheckpointPlan {
  readonly manifest: Manifest;
  readonly digest: Digest;
  readonly revision: string;
}

export interface PlanParts {
  readonly model: string;
  readonly revision: string;
  readonly license: string;
  readonly parents: readonly { readonly reference: string; readonly kind: EdgeKind }[];
  readonly files: readonly FoundFile[];
}

/** What will be published, resolved and checked; nothing is sent yet. */
export async function draftCheckpoint(session: Session, parts: PlanParts): Promise<CheckpointDraft> {
  assertNoneRejected(parts.files);
  const parents: ManifestParent[] = [];
  for (const { reference, kind } of parts.parents)
    parents.push(await resolveParent(session, reference, kind));
  return {
    model: parseModelName(parts.model),
    revision: parseRevision(parts.revision),
    license: parseLicense(parts.license).expression,
    parents,
    files: parts.files,
  };
}

/** The same with its digests, in the order of its files. */
export function planCheckpoint(draft: CheckpointDraft, digests: readonly Digest[]): CheckpointPlan {
  const { model, license, parents, files, revision } = draft;
  const manifest = makeManifest({
    model,
    license,
    parents,
    metadata: trainingOf(files),
    artifacts: files.map(({ path: artifactPath, role, sizeBytes }, i) => {
      const digest = digests[i];
      invariant(digest, 'every file has a digest');
      return { path: artifactPath, role, sizeBytes, digest };
    }),
  });
  return { manifest, digest: manifestDigest(manifest), revision };
}

/** Whether exactly this checkpoint is already what the revision points at. */
export async function isPublished(session: Session, plan: CheckpointPlan): Promise<boolean> {
  const { checkpoint } = await session.client.ask(checkpointBrief, {
    reference: plan.digest,
  });
  const revisions = checkpoint?.model?.revisions ?? [];
  return revisions.some((row) => row.name === plan.revision && row.checkpoint.digest === plan.digest);
}

export interface Publication {
  readonly plan: CheckpointPlan;
  /** Null where the hub has exactly this already. */
  readonly accepted: Accepted<SubmitStatementAnswer> | null;
}

/** Hashes and uploads what the hub lacks, then signs; the hub records everything or nothing. */
export async function publishDraft(
  session: Session,
  draft: CheckpointDraft,
  host: string,
  onSent: OnSent = () => undefined,
  signal?: AbortSignal,
): Promise<Publication> {
  await using sending = sendFiles(session, draft.files, onSent, signal);
  const plan = planCheckpoint(draft, await sending.digests);
  if (await isPublished(session, plan)) return { plan, accepted: null };
  await sending.done;
  return { plan, accepted: await submitPlan(session, plan, host) };
}

/** Signs a plan whose files are on the hub. */
export async function submitPlan(session: Session, plan: CheckpointPlan, host: string) {
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
  const { checkpoint } = await session.client.ask(checkpointBrief, { reference });
  if (checkpoint && isDigest(checkpoint.digest)) return { kind, digest: checkpoint.digest };
  throw refusal('HUB_PARENT_UNKNOWN', `the parent ${reference} is not on ${session.client.url}`, {
    expected: 'a published checkpoint, or a stub such as huggingface.co:owner/name',
    received: reference,
    remedy: 'publish the parent first, or name it with its source as a stub',
  });
}

// A structural attack or a truncated file is found here, before a byte is sent.
function assertNoneRejected(files: readonly FoundFile[]): void {
  const rejected = files.find(({ inspection }) => inspection.state === 'REJECTED');
  if (!rejected) return;
  const { inspection } = rejected;
  const finding = inspection.findings.find(({ severity }) => severity === 'ERROR');
  throw refusal('CLIENT_FILE_REJECTED', `${rejected.path} is not a valid ${inspection.format} file`, {
    expected: finding?.expected ?? `a ${inspection.format} file that its validator passes`,
    received: finding ? `${finding.rule}: ${finding.received ?? finding.message}` : 'a structural attack',
    remedy: 'write the file again; nothing was sent',
  });
}

/** What the files say of their training: sidecars win over weights' headers only where those say nothing. */
export function trainingOf(files: readonly FoundFile[]): TrainingMetadata {
  const found = files.map(({ inspection }) => inspection.training);
  return Object.assign({}, ...found.toReversed()) as TrainingMetadata;
}
