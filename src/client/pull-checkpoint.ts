import path from 'node:path';
import { openStatement, type Statement } from '../attestation/statement.ts';
import { digestOf, hexOf, parseDigest } from '../base/digest.ts';
import { messageOf, refusal } from '../base/errors.ts';
import type { Artifact, ArtifactRole } from '../checkpoint/artifact.ts';
import { parseManifest, type Manifest } from '../checkpoint/manifest.ts';
import { isCodeName } from '../checkpoint/judge-name.ts';
import { parseReference } from '../checkpoint/reference.ts';
import { pullArtifacts, type PulledArtifact, type PullItem, type PullRequest } from '../swarm/pull.ts';
import { checkpointToPull, type ArtifactToPull } from './generated/operations.ts';
import type { HubClient } from './hub-client.ts';

export interface PullPlan {
  readonly name: string;
  readonly folder: string;
  readonly digest: string;
  readonly manifest: Manifest;
  readonly signedBy: string;
  readonly items: readonly (PullItem & { readonly path: string; readonly role: ArtifactRole })[];
  /** Files that are not offered (quarantined), and so are left out. */
  readonly held: readonly string[];
  /** The same weights as safetensors, where these are a legacy. */
  readonly conversion: string | null;
}

export interface PullOptions {
  readonly reference: string;
  readonly folder: string;
  readonly roles: readonly ArtifactRole[] | null;
  /** Takes quarantined files too, where a steward let them go; false by default. */
  readonly allowUnsafe?: boolean;
}

/** Asks the hub for a checkpoint and believes only what its publisher signed: statement, manifest, digests. */
export async function planPull(
  client: HubClient,
  { reference, folder, roles, allowUnsafe = false }: PullOptions,
): Promise<PullPlan> {
  const { checkpoint } = await client.ask(checkpointToPull, { reference });
  if (!checkpoint || checkpoint.isStub || checkpoint.digest === null)
    throw unknown(reference, checkpoint !== null);
  if (!checkpoint.isOffered && !allowUnsafe) throw notOffered(reference, checkpoint.state);
  const statement = verifiedStatement(checkpoint.statement?.envelope, checkpoint.digest);
  assertAsked(reference, statement);
  const manifest = await verifiedManifest(client, checkpoint.digest, statement);
  // By path: the same bytes may be data under one name and a program under another.
  const offered = new Map(
    checkpoint.artifacts.map(({ path: name, state, artifact }) => [name, { ...artifact, state }]),
  );
  const wanted = manifest.artifacts.filter(({ role }) => roles === null || roles.includes(role));
  const items: PullPlan['items'][number][] = [];
  const held: string[] = [];
  for (const artifact of wanted) {
    const facts = offered.get(artifact.path);
    if (facts && isTaken(artifact.path, facts, allowUnsafe))
      items.push({
        ...(await pullItem(client, artifact, facts, folder)),
        path: artifact.path,
        role: artifact.role,
      });
    else held.push(artifact.path);
  }
  const signedBy = checkpoint.statement?.contributor.name ?? 'nobody';
  const conversion = checkpoint.conversion?.name ?? null;
  return {
    name: checkpoint.name,
    folder,
    digest: checkpoint.digest,
    manifest,
    signedBy,
    items,
    held,
    conversion,
  };
}

// The hub's word decides nothing about names: a program stays behind whatever it says of its bytes.
function isTaken(name: string, { state, release }: ArtifactToPull, allowUnsafe: boolean): boolean {
  if (state === 'QUARANTINED') return allowUnsafe && release !== null;
  if (state === 'REJECTED') return false;
  return allowUnsafe || !isCodeName(name);
}

export interface Pulled {
  readonly artifacts: readonly PulledArtifact[];
  readonly bytesFromPeers: number;
  /** Of these, from the hub as a peer. */
  readonly bytesFromHubSeeder: number;
  readonly bytesFromWebSeed: number;
  readonly bytesFromDisk: number;
  readonly peersMax: number;
}

/** Brings the files of several plans to their folders, all in one queue; the answers are in the order of the plans. */
export async function pullPlans(
  plans: readonly PullPlan[],
  request: Omit<PullRequest, 'items'>,
): Promise<Pulled[]> {
  const items = plans.flatMap((plan, index) => plan.items.map((item) => ({ ...item, index })));
  const inSwarm = items.filter(({ metainfo }) => metainfo !== undefined);
  const byHttp = items.filter(({ metainfo }) => metainfo === undefined);
  // Cards and metadata have no swarm; they come from the hub whatever the mode, and first, for they are small.
  const small = await pullArtifacts({ ...request, items: byHttp, mode: 'http-only' });
  const large = await pullArtifacts({ ...request, items: inSwarm });
  const rows = [
    ...byHttp.map((item, i) => [item, small[i]] as const),
    ...inSwarm.map((item, i) => [item, large[i]] as const),
  ];
  return plans.map((_, index) =>
    sumOf(rows.flatMap(([item, artifact]) => (item.index === index && artifact ? [artifact] : []))),
  );
}

function sumOf(artifacts: readonly PulledArtifact[]): Pulled {
  const sum = (pick: (artifact: PulledArtifact) => number) =>
    artifacts.reduce((total, row) => total + pick(row), 0);
  return {
    artifacts,
    bytesFromPeers: sum((row) => row.bytesFromPeers),
    bytesFromHubSeeder: sum((row) => row.bytesFromHubSeeder),
    bytesFromWebSeed: sum((row) => row.bytesFromWebSeed),
    bytesFromDisk: sum((row) => row.bytesFromDisk),
    peersMax: Math.max(0, ...artifacts.map((row) => row.peersMax)),
  };
}

/** How one artifact can be had from a hub: its torrent when it has one, and its address. */
export async function pullItem(
  client: HubClient,
  artifact: Pick<Artifact, 'digest' | 'sizeBytes'> & { readonly path: string },
  facts: ArtifactToPull,
  folder: string,
): Promise<PullItem> {
  const metainfo = facts.swarm ? await client.bytes(facts.swarm.torrentPath, METAINFO_BYTES_MAX) : undefined;
  return {
    digest: artifact.digest,
    sizeBytes: artifact.sizeBytes,
    targetPath: path.join(folder, ...artifact.path.split('/')),
    ...(facts.swarm?.webSeedPath === null ? {} : { webSeedUrl: addressOf(client, facts) }),
    announceUrls: [client.sourceAt(facts.swarm?.announcePath ?? '/announce')],
    ...(metainfo && facts.swarm
      ? { metainfo, infohash: facts.swarm.infohash, isShared: isShared(facts.swarm) }
      : {}),
  };
}

// The hub itself is one of the seeders it counts.
function isShared({ seederCount, leecherCount }: { seederCount: number; leecherCount: number }): boolean {
  return seederCount + leecherCount > 1;
}

// A released file is given only to who asks for it in so many words.
function addressOf(client: HubClient, { path: artifactPath, state }: ArtifactToPull): string {
  const url = new URL(client.sourceAt(artifactPath));
  if (state === 'QUARANTINED') url.searchParams.set('unsafe', 'allow');
  return url.href;
}

/** 20 bytes a piece: enough for 10 TB in 16 MiB pieces. */
const METAINFO_BYTES_MAX = 16 << 20;
const MANIFEST_BYTES_MAX = 4 << 20;

export function verifiedStatement(envelope: unknown, digest: string): Statement<'checkpoint'> {
  const statement = openStatement(envelope);
  if (statement.kind === 'checkpoint' && statement.subject.digest === digest)
    return statement as Statement<'checkpoint'>;
  throw foreign(digest, statement.subject.digest);
}

// A well-signed checkpoint is still the wrong one when another was asked for.
export function assertAsked(text: string, { subject, body }: Statement<'checkpoint'>): void {
  const reference = parseReference(text);
  if (reference.kind === 'DIGEST' && reference.digest !== subject.digest)
    throw foreign(reference.digest, subject.digest);
  if (reference.kind === 'MODEL' && reference.name.toLowerCase() !== body.model.toLowerCase())
    throw foreign(reference.name, body.model);
}

function foreign(expected: string, received: string) {
  return refusal('CLIENT_STATEMENT_FOREIGN', 'the hub’s statement is not about this checkpoint', {
    expected,
    received,
    remedy: 'do not use these files; tell the hub’s operator',
  });
}

export async function verifiedManifest(
  client: HubClient,
  digest: string,
  statement: Statement<'checkpoint'>,
): Promise<Manifest> {
  const bytes = await client.bytes(`/artifacts/${hexOf(parseDigest(digest))}`, MANIFEST_BYTES_MAX);
  const received = digestOf(bytes);
  if (received !== statement.subject.digest)
    throw refusal('CLIENT_MANIFEST_CHANGED', 'the manifest is not the one that was signed', {
      expected: statement.subject.digest,
      received,
      remedy: 'do not use these files; tell the hub’s operator',
    });
  const manifest = parseManifest(parsedJson(bytes));
  if (manifest.model !== statement.body.model) throw foreign(statement.body.model, manifest.model);
  return manifest;
}

function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    throw refusal('CLIENT_MANIFEST_MALFORMED', 'the signed manifest is not JSON', {
      expected: 'RFC 8785 canonical JSON',
      received: messageOf(error),
      remedy: 'ask its publisher to publish again',
    });
  }
}

export function unknown(reference: string, isStub: boolean) {
  return refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${reference} is published here`, {
    expected: 'owner/name, owner/name@revision or a digest',
    received: isStub ? 'a stub: known by name only, without files' : reference,
    remedy: 'look it up with heirloom search',
  });
}

function notOffered(reference: string, state: string | null) {
  return refusal('HUB_CHECKPOINT_NOT_OFFERED', `${reference} is not offered for download`, {
    expected: 'weights in state VERIFIED',
    received: state ?? 'no state',
    remedy: 'ask its publisher for safetensors or ONNX; what a steward let go comes with --allow-unsafe',
  });
}
