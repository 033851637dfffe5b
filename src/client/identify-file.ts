import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { digestOfHex, hexOf, type Digest } from '../base/digest.ts';
import { elementCount } from '../checkpoint/dtype.ts';
import type { DigestKind } from '../checkpoint/digest-kind.ts';
import type { TensorInfo } from '../checkpoint/inspection.ts';
import { isModelTensor } from '../checkpoint/weights-identity.ts';
import type { Examiner } from '../weights/examiner.ts';
import {
  artifactByDigest,
  checkpointsByWeights,
  comparableCheckpoints,
  listedFiles,
  type PlacesFields,
} from './generated/operations.ts';
import type { DigestMemory } from './digest-memory.ts';
import type { HubClient } from './hub-client.ts';

/**
 * What a hub knows of some bytes: the very file, a file that another place lists by this digest, the same weights in another container, or checkpoints that share a
 * part of the weights; else nothing.
 */
export type Identity =
  | { readonly kind: 'FILE'; readonly digest: string; readonly places: readonly Place[] }
  | { readonly kind: 'LISTED'; readonly digest: string; readonly places: readonly Place[] }
  | { readonly kind: 'WEIGHTS'; readonly weightsIdentity: Digest; readonly checkpoints: readonly string[] }
  | { readonly kind: 'COMPARABLE'; readonly checkpoints: readonly Comparable[] }
  | { readonly kind: 'UNKNOWN' };

export interface Place {
  readonly checkpoint: string;
  readonly path: string;
}

export interface Comparable {
  readonly checkpoint: string;
  /** Of this file's elements, how many are in tensors that are equal there, byte for byte. */
  readonly fraction: number;
}

/** Asks by sha256 first, without reading what was read before; only for unknown bytes are the weights read. */
export async function identifyFile(
  client: HubClient,
  { examiner, memory }: { readonly examiner: Examiner; readonly memory: DigestMemory },
  file: string,
  onProgress: (bytesDone: number) => void,
): Promise<Identity> {
  const place = await realpath(file);
  const digest = await memory.digestOf(place, () => examiner.digestOf(place, onProgress));
  const exact = await identifyDigest(client, 'SHA256', hexOf(digest));
  if (exact.kind !== 'UNKNOWN') return exact;
  const question = { file, path: path.basename(file), options: { statistics: 'NONE' } } as const;
  const { inspection } = await examiner.inspect(question, onProgress);
  if (inspection.weightsIdentity === null) return { kind: 'UNKNOWN' };
  const same = await sameWeights(client, inspection.weightsIdentity);
  return same ?? comparable(client, inspection.tensors);
}

export async function identifyDigest(client: HubClient, kind: DigestKind, value: string): Promise<Identity> {
  const answer = await client.ask(artifactByDigest, { kind, value });
  const [first] = answer.artifactByDigest;
  if (first === undefined) return kind === 'SHA256' ? listedPlaces(client, value) : { kind: 'UNKNOWN' };
  return { kind: 'FILE', digest: first.digest, places: answer.artifactByDigest.flatMap(placesOf) };
}

// Nobody published them here, but an imported listing may name them.
async function listedPlaces(client: HubClient, value: string): Promise<Identity> {
  const digest = digestOfHex(value.replace(/^sha256:/i, '').toLowerCase());
  const { listedFiles: files } = await client.ask(listedFiles, { digest });
  const places = files.map((file) => ({ checkpoint: file.checkpoint.name, path: file.path }));
  return places.length > 0 ? { kind: 'LISTED', digest, places } : { kind: 'UNKNOWN' };
}

/** Where published checkpoints have these bytes. */
export function placesOf({ digest, checkpoints }: PlacesFields): readonly Place[] {
  return checkpoints.nodes.flatMap(({ name, artifacts }) =>
    artifacts
      .filter(({ artifact }) => artifact.digest === digest)
      .map((row) => ({ checkpoint: name, path: row.path })),
  );
}

/** Which kind of digest somebody wrote, by its length; null for what is none. Twelve digits and more mean a prefix. */
export function kindOfDigest(text: string): DigestKind | null {
  const digits = /^(?:sha256:|0x)?([0-9a-f]+)$/i.exec(text)?.[1];
  return (digits && KIND_BY_DIGITS.get(digits.length)) || null;
}

const KIND_BY_DIGITS: ReadonlyMap<number, DigestKind> = new Map([
  [8, 'CRC32'],
  [10, 'AUTO_V2'],
  [12, 'AUTO_V3'],
  [40, 'INFOHASH'],
  [64, 'SHA256'],
]);

/** Digests of one length may be of several kinds: the other ones to try. */
export const ALSO: Readonly<Partial<Record<DigestKind, DigestKind>>> = {
  INFOHASH: 'GIT_BLOB_SHA1',
  SHA256: 'BLAKE3',
};

async function sameWeights(client: HubClient, weightsIdentity: Digest): Promise<Identity | null> {
  const answer = await client.ask(checkpointsByWeights, { weightsIdentity });
  const checkpoints = answer.checkpointsByWeights.nodes.map(({ name }) => name);
  return checkpoints.length > 0 ? { kind: 'WEIGHTS', weightsIdentity, checkpoints } : null;
}

/** The largest tensors say most; a question holds 500. */
const TENSORS_ASKED = 500;

async function comparable(client: HubClient, tensors: readonly TensorInfo[]): Promise<Identity> {
  const model = tensors
    .filter(isModelTensor)
    .map((tensor) => ({ tensor, elements: elementCount(tensor.shape) ?? 0 }));
  const all = model.reduce((sum, { elements }) => sum + elements, 0);
  const largest = model.toSorted((a, b) => b.elements - a.elements).slice(0, TENSORS_ASKED);
  const asked = { tensors: largest.flatMap(({ tensor }) => tensor.digest ?? []) };
  const answer = await client.ask(comparableCheckpoints, asked);
  const found = answer.comparableCheckpoints.map(({ checkpoint, sharedElements }) => ({
    checkpoint: checkpoint.name,
    fraction: all > 0 ? Math.min(1, sharedElements / all) : 0,
  }));
  return found.length > 0 ? { kind: 'COMPARABLE', checkpoints: found } : { kind: 'UNKNOWN' };
}

/** Whether there is such a file here; else a word may be a digest. */
export async function isFile(word: string): Promise<boolean> {
  const facts = await stat(word).catch(() => null);
  return facts?.isFile() ?? false;
}
