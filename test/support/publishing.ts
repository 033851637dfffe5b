import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { digestOf, type Digest } from '../../src/base/digest.ts';
import {
  floats,
  lenField,
  modelProto,
  nodeProto,
  tensorProto,
  valueProto,
} from '../../src/checkpoint/formats/onnx-fixture.ts';
import type { EdgeKind } from '../../src/checkpoint/edge-kind.ts';
import { writeSafetensors } from '../../src/checkpoint/write-safetensors.ts';
import { findFiles } from '../../src/client/collect-files.ts';
import { REFUSAL_FIELDS } from './any-client.ts';
import {
  draftCheckpoint,
  planCheckpoint,
  submitPlan,
  type CheckpointDraft,
  type CheckpointPlan,
} from '../../src/client/publish-checkpoint.ts';
import { sendFiles } from '../../src/client/send-files.ts';
import type { Session } from '../../src/client/session.ts';
import { uploadFile } from '../../src/client/upload.ts';
import { digestOfFile } from '../../src/swarm/part-file.ts';
import type { Member, SelfMember } from './test-hub.ts';

export type Files = Readonly<Record<string, Uint8Array | string>>;

export interface Publication {
  readonly model: string;
  readonly files: Files;
  readonly revision?: string;
  readonly license?: string;
  readonly parents?: readonly { readonly reference: string; readonly kind: EdgeKind }[];
}

export const HOST_MARK = '0123456789abcdef0123456789abcdef';

/** y = x · w with a 2×3 weight; another `weight` makes other bytes. */
export function smallOnnx(weight: number): Buffer {
  return modelProto([
    lenField(1, nodeProto('MatMul')),
    lenField(5, tensorProto('w', 1, [2, 3], lenField(9, floats(weight, 2, 3, 4, 5, 6)))),
    lenField(11, valueProto('x', ['n', 2])),
    lenField(12, valueProto('y', ['n', 3])),
  ]);
}

export function smallSafetensors(weight: number, count = 6): Uint8Array {
  const values = Float32Array.from({ length: count }, (_, i) => weight + i);
  const bytes = new Uint8Array(values.buffer);
  return writeSafetensors([{ name: 'w', dtype: 'F32', shape: [count], bytes }]);
}

/** Publishes as the command does: files are looked at here, hashed and uploaded, and the statement is signed here. */
export async function publishSelf(member: SelfMember, publication: Publication, host = HOST_MARK) {
  return publishPlan(member, await planSelf(member, publication), host);
}

/** A plan, and what it was made of. */
export interface PlannedSelf extends CheckpointPlan {
  readonly draft: CheckpointDraft;
}

export async function planSelf(member: SelfMember, publication: Publication): Promise<PlannedSelf> {
  const folder = await writeFiles(member, publication.files);
  const files = await findFiles([folder]);
  const { model, revision = 'main', license = 'MIT', parents = [] } = publication;
  const draft = await draftCheckpoint(member, { model, revision, license, parents, files });
  const digests = await Promise.all(files.map(({ file }) => digestOfFile(file)));
  return { ...planCheckpoint(draft, digests), draft };
}

export async function publishPlan(member: SelfMember, { draft, ...plan }: PlannedSelf, host = HOST_MARK) {
  await using sending = sendFiles(member, draft.files, () => undefined);
  await sending.done;
  return submitPlan(member, plan, host);
}

const publishCheckpointDocument = `mutation ($input: PublishCheckpointInput!) {
  publishCheckpoint(input: $input) {
    __typename
    ... on CheckpointPublished {
      checkpoint { digest name state isOffered artifacts { path } publishedBy { name } } statement { logIndex custody }
    }
    ${REFUSAL_FIELDS}
  }
}`;
interface PublishCheckpointAnswer {
  readonly __typename: string;
  readonly checkpoint: {
    readonly digest: string;
    readonly name: string;
    readonly state: string;
    readonly isOffered: boolean;
    readonly publishedBy: { readonly name: string };
  };
  readonly statement: { readonly logIndex: number; readonly custody: string };
}

/** Uploads files, then publishes them with the key that the hub holds. */
export async function publishByHub(member: Member, publication: Publication) {
  const { model, revision = 'main', license = 'MIT', parents = [] } = publication;
  const artifacts = await uploadAll(member, publication.files);
  const named = parents.map(({ reference, kind }) =>
    reference.startsWith('sha256:') ? { kind, digest: reference } : { kind, name: reference },
  );
  const input = { model, revision, license, artifacts, parents: named };
  return member.client.act<PublishCheckpointAnswer>(publishCheckpointDocument, { input });
}

/** Brings files to the hub; answers them as a mutation wants them. */
export async function uploadAll(session: Session, files: Files) {
  const folder = await writeFiles(session, files);
  const artifacts = [];
  for (const [name, bytes] of Object.entries(files)) {
    const digest = digestOf(bytes);
    await uploadFile(session, { file: path.join(folder, name), path: name, digest });
    artifacts.push({ path: name, role: roleOf(name), digest, sizeBytes: Buffer.byteLength(bytes) });
  }
  return artifacts;
}

/** Brings bytes under a name to the hub. */
export async function upload(
  session: Session,
  name: string,
  bytes: Uint8Array,
  digest: Digest = digestOf(bytes),
) {
  const folder = await writeFiles(session, { [name]: bytes });
  return uploadFile(session, { file: path.join(folder, name), path: name, digest });
}

async function writeFiles({ home }: Session, files: Files): Promise<string> {
  const folder = await mkdtemp(path.join(home, 'files-'));
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), bytes);
  }
  return folder;
}

function roleOf(name: string): string {
  if (name.startsWith('optimizer')) return 'OPTIMIZER';
  if (/\.(onnx|safetensors|pt|bin)$/.test(name)) return 'WEIGHTS';
  return name === 'README.md' ? 'CARD' : 'OTHER';
}
