import { hexOf, type Digest } from '../base/digest.ts';
import { messageOf, refusal } from '../base/errors.ts';
import type { Artifact } from '../checkpoint/artifact.ts';
import { assertFolder } from './caches/find-caches.ts';
import { walkFolder, type WalkedFile } from './caches/walk-folder.ts';
import { artifactPlaces, type PlacesFields, checkpointToPull } from './generated/operations.ts';
import type { HubClient } from './hub-client.ts';
import { assertAsked, unknown, verifiedManifest, verifiedStatement } from './pull-checkpoint.ts';

/**
 * What a file is beside a signed manifest:
 * - OK: its bytes are the signed ones;
 * - MISSING: it is not there;
 * - HELD: it is not there, and the hub does not offer it;
 * - CHANGED: other bytes lie under its name;
 * - EXTRA: the manifest does not name it, yet a loader may take it.
 */
export interface VerifiedFile {
  readonly path: string;
  readonly verdict: 'OK' | 'MISSING' | 'HELD' | 'CHANGED' | 'EXTRA';
  readonly expected: string | null;
  readonly received: string | null;
}

export interface Verification {
  readonly name: string;
  readonly digest: string;
  readonly signedBy: string;
  readonly files: readonly VerifiedFile[];
  readonly isRight: boolean;
}

export interface VerifyOptions {
  readonly folder: string;
  /** Null: the checkpoint that has most of the folder's files. */
  readonly reference: string | null;
  readonly digestOf: (file: WalkedFile) => Promise<Digest>;
}

/** Holds a folder against the manifest that a checkpoint's publisher signed; each file is read once. */
export async function verifyFolder(
  client: HubClient,
  { folder, reference, digestOf }: VerifyOptions,
): Promise<Verification> {
  await assertFolder(folder);
  const { files } = await walkFolder(folder);
  const byName = new Map(files.map((file) => [file.name, file]));
  const read = new Map<string, Promise<Digest>>();
  const digestOnce = (file: WalkedFile) => {
    const digest = read.get(file.name) ?? digestOf(file);
    read.set(file.name, digest);
    return digest;
  };
  const meant = reference ?? (await checkpointOf(client, folder, files, digestOnce));
  const { name, digest, signedBy, artifacts, held } = await signedCheckpoint(client, meant);
  const found: VerifiedFile[] = [];
  for (const artifact of artifacts)
    found.push(await compare(artifact, byName.get(artifact.path) ?? null, held, digestOnce));
  const named = new Set<string>(artifacts.map(({ path }) => path));
  for (const file of files) if (!named.has(file.name) && !isHidden(file.name)) found.push(extra(file.name));
  const isRight = found.every(({ verdict }) => verdict === 'OK' || verdict === 'HELD');
  return { name, digest, signedBy, files: found, isRight };
}

async function compare(
  { path, sizeBytes, digest }: Artifact,
  file: WalkedFile | null,
  held: ReadonlySet<string>,
  digestOf: (file: WalkedFile) => Promise<Digest>,
): Promise<VerifiedFile> {
  const row = (verdict: VerifiedFile['verdict'], received: string | null) =>
    ({ path, verdict, expected: digest, received }) as const;
  if (file === null) return row(held.has(path) ? 'HELD' : 'MISSING', null);
  if (file.sizeBytes !== sizeBytes)
    return { ...row('CHANGED', `${file.sizeBytes} bytes`), expected: `${sizeBytes} bytes` };
  const received = await digestOf(file).catch((error: unknown) => `can’t be read: ${messageOf(error)}`);
  return row(received === digest ? 'OK' : 'CHANGED', received);
}

function extra(path: string): VerifiedFile {
  return { path, verdict: 'EXTRA', expected: null, received: null };
}

/** Folders of version control and notes of file managers: no loader looks there. */
function isHidden(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.'));
}

async function signedCheckpoint(client: HubClient, reference: string) {
  const { checkpoint } = await client.ask(checkpointToPull, { reference });
  if (!checkpoint || checkpoint.isStub || checkpoint.digest === null)
    throw unknown(reference, checkpoint !== null);
  const statement = verifiedStatement(checkpoint.statement?.envelope, checkpoint.digest);
  assertAsked(reference, statement);
  const { artifacts } = await verifiedManifest(client, checkpoint.digest, statement);
  const held = checkpoint.artifacts.filter(({ state }) => state === 'QUARANTINED' || state === 'REJECTED');
  return {
    name: checkpoint.name,
    digest: checkpoint.digest,
    signedBy: checkpoint.statement?.contributor.name ?? 'nobody',
    artifacts,
    held: new Set(held.map(({ path }) => path)),
  };
}

/** Each costs the hub a question of its own; the largest files are the weights. */
const FILES_ASKED = 20;

/** The digest of the checkpoint that has most of these files under these names; of equals, the one that lacks least. */
async function checkpointOf(
  client: HubClient,
  folder: string,
  files: readonly WalkedFile[],
  digestOf: (file: WalkedFile) => Promise<Digest>,
): Promise<string> {
  const here = new Map<string, Digest>();
  const largestFirst = files.toSorted((a, b) => b.sizeBytes - a.sizeBytes);
  for (const file of largestFirst) {
    const digest = await digestOf(file).catch(() => null);
    if (digest !== null) here.set(file.name, digest);
  }
  const values = [...here.values()].slice(0, FILES_ASKED).map(hexOf);
  const answer = await client.ask(artifactPlaces, { values });
  const candidates = answer.artifactsByDigests.flatMap(({ checkpoints }) => checkpoints.nodes);
  const [best] = candidates.map((node) => ({ node, ...fitOf(node, here) })).toSorted(byFit);
  if (best?.node.digest && best.same > 0) return best.node.digest;
  throw refusal('CLIENT_FOLDER_UNKNOWN', 'the hub knows no checkpoint with these files', {
    expected: 'a folder that was pulled',
    received: `${folder}, ${files.length} files`,
    remedy: 'say which checkpoint it should be: heirloom verify FOLDER --reference owner/model',
  });
}

interface Fit {
  readonly same: number;
  readonly lacking: number;
}

function fitOf(
  { artifacts }: PlacesFields['checkpoints']['nodes'][number],
  here: ReadonlyMap<string, string>,
): Fit {
  const same = artifacts.filter(({ path, artifact }) => here.get(path) === artifact.digest).length;
  return { same, lacking: artifacts.length - same };
}

function byFit(a: Fit, b: Fit): number {
  return b.same - a.same || a.lacking - b.lacking;
}
