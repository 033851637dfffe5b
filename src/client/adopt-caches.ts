import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { digestOfHex, hexOf, type Digest } from '../base/digest.ts';
import { messageOf } from '../base/errors.ts';
import type { Cache, CachedFile, NamedDigest } from './caches/cached-file.ts';
import { artifactPlaces, artifactsToSeed, type ArtifactToPull } from './generated/operations.ts';
import type { HubClient } from './hub-client.ts';
import { placesOf, type Place } from './identify-file.ts';

/**
 * What is known of a file in a cache:
 * - ADOPTED: its bytes were read, and a hub gives them by swarm;
 * - OUTSIDE_SWARM: the hub knows them, and gives them by HTTP alone or not at all;
 * - UNKNOWN: the hub knows neither the bytes nor the digest in the name;
 * - DAMAGED: its bytes are not what its name says;
 * - UNREADABLE: it can't be read.
 */
export type JudgedFile = CachedFile &
  (
    | {
        readonly verdict: 'ADOPTED';
        readonly digest: Digest;
        readonly artifact: ArtifactToPull;
        readonly places: readonly Place[];
      }
    | { readonly verdict: 'OUTSIDE_SWARM' | 'UNKNOWN' }
    | { readonly verdict: 'DAMAGED'; readonly expected: string; readonly received: string }
    | { readonly verdict: 'UNREADABLE'; readonly reason: string }
  );

export interface JudgedCache extends Omit<Cache, 'files'> {
  readonly files: readonly JudgedFile[];
}

/** How files are read: the caller counts their bytes and remembers their digests. */
export interface FileReader {
  /** Called once with all that will be read, in the order it will be. */
  expect(files: readonly CachedFile[]): Promise<void>;
  digestOf(file: CachedFile): Promise<Digest>;
}

/**
 * Asks the hub about the digests in names first, which costs nothing, and reads only what it gives and what has no
 * digest in its name. What is adopted was read here to the last byte.
 */
export async function adoptCaches(
  client: HubClient,
  caches: readonly Cache[],
  reader: FileReader,
  signal: AbortSignal,
): Promise<readonly JudgedCache[]> {
  const files = onceEach(caches);
  const named = await artifactsOf(
    client,
    files.flatMap(({ namedDigest }) => namedDigest ?? []),
  );
  const toRead = files.filter(
    ({ namedDigest }) => namedDigest === null || named.get(keyOf(namedDigest))?.swarm,
  );
  await reader.expect(toRead);
  const read = new Map<string, Read>();
  for (const file of toRead) {
    signal.throwIfAborted();
    read.set(file.file, await readFile(reader, file));
  }
  const found = await artifactsOf(client, [...read.values()].flatMap(digestRead));
  const offered = [...found.values()].flatMap(({ swarm, digest }) => (swarm ? [digest] : []));
  const hub: HubFacts = { named, found, places: await placesByDigest(client, offered) };
  const judged = new Map<string, JudgedFile>();
  for (const file of files) judged.set(file.file, judge(file, read.get(file.file) ?? null, hub));
  return caches.map((cache) => ({
    ...cache,
    files: cache.files.flatMap(({ file }) => judged.get(file) ?? []),
  }));
}

/** `held` is what its name would have to say. */
type Read = { readonly digest: Digest; readonly held: string } | { readonly reason: string };

interface HubFacts {
  readonly named: ReadonlyMap<string, ArtifactToPull>;
  readonly found: ReadonlyMap<string, ArtifactToPull>;
  readonly places: ReadonlyMap<string, readonly Place[]>;
}

function judge(file: CachedFile, read: Read | null, hub: HubFacts): JudgedFile {
  if (read === null) {
    const isKnown = file.namedDigest !== null && hub.named.has(keyOf(file.namedDigest));
    return { ...file, verdict: isKnown ? 'OUTSIDE_SWARM' : 'UNKNOWN' };
  }
  if ('reason' in read) return { ...file, verdict: 'UNREADABLE', reason: read.reason };
  if (file.namedDigest !== null && read.held !== file.namedDigest.value)
    return { ...file, verdict: 'DAMAGED', expected: file.namedDigest.value, received: read.held };
  const artifact = hub.found.get(keyOf({ kind: 'SHA256', value: hexOf(read.digest) }));
  // A hub that answers with another artifact than it was asked for has none of this.
  if (artifact?.digest !== read.digest) return { ...file, verdict: 'UNKNOWN' };
  if (!artifact.swarm) return { ...file, verdict: 'OUTSIDE_SWARM' };
  const places = hub.places.get(artifact.digest) ?? [];
  return { ...file, verdict: 'ADOPTED', digest: read.digest, artifact, places };
}

function onceEach(caches: readonly Cache[]): readonly CachedFile[] {
  const files = caches.flatMap((cache) => cache.files).filter(({ sizeBytes }) => sizeBytes > 0);
  return [...new Map(files.map((file) => [file.file, file])).values()];
}

async function readFile(reader: FileReader, file: CachedFile): Promise<Read> {
  try {
    const digest = await reader.digestOf(file);
    return {
      digest,
      held: file.namedDigest?.kind === 'GIT_BLOB_SHA1' ? await gitBlobOf(file) : hexOf(digest),
    };
  } catch (error) {
    return { reason: messageOf(error) };
  }
}

async function gitBlobOf({ file, sizeBytes }: CachedFile): Promise<string> {
  const hash = createHash('sha1').update(`blob ${sizeBytes}\0`);
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function digestRead(read: Read): readonly NamedDigest[] {
  return 'digest' in read ? [{ kind: 'SHA256', value: hexOf(read.digest) }] : [];
}

function keyOf({ kind, value }: NamedDigest): string {
  return `${kind} ${value}`;
}

/** What a hub answers at once. */
const DIGESTS_ASKED = 100;

async function artifactsOf(
  client: HubClient,
  digests: readonly NamedDigest[],
): Promise<ReadonlyMap<string, ArtifactToPull>> {
  const found = new Map<string, ArtifactToPull>();
  for (const kind of ['SHA256', 'GIT_BLOB_SHA1'] as const) {
    const asked = new Set(digests.filter((digest) => digest.kind === kind).map(({ value }) => value));
    for (const values of inSlices([...asked], DIGESTS_ASKED)) {
      const answer = await client.ask(artifactsToSeed, { kind, values });
      for (const { names, ...artifact } of answer.artifactsByDigests)
        for (const name of names)
          if (name.kind === kind) found.set(keyOf({ kind, value: name.value }), artifact);
    }
  }
  return found;
}

/** Each of these artifacts costs the hub a question of its own. */
const PLACES_ASKED = 20;

async function placesByDigest(
  client: HubClient,
  digests: readonly string[],
): Promise<ReadonlyMap<string, readonly Place[]>> {
  const places = new Map<string, readonly Place[]>();
  for (const slice of inSlices([...new Set(digests)], PLACES_ASKED)) {
    const values = slice.map((digest) => hexOf(digestOfHex(digest.replace('sha256:', ''))));
    const answer = await client.ask(artifactPlaces, { values });
    for (const artifact of answer.artifactsByDigests) places.set(artifact.digest, placesOf(artifact));
  }
  return places;
}

function* inSlices<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
