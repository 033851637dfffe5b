// A release torrent is one swarm for all files of a checkpoint under their own names, with a list of their digests.
import { createHash } from 'node:crypto';
import { hexOf, type Digest } from '../base/digest.ts';
import { pieceLengthFor } from '../weights/piece-hashes.ts';
import { bencode } from './bencode.ts';

export interface ReleaseFile {
  /** With forward slashes, as the manifest has it. */
  readonly path: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
}

export interface ReleasePlan {
  /** The folder that a client makes. */
  readonly name: string;
  /** In this order, the list of digests last. */
  readonly files: readonly Omit<ReleaseFile, 'digest'>[];
  /** SHA-1 of each piece of all files one after another; a piece may lie in several. */
  readonly pieceHashes: Uint8Array;
}

export interface ReleasePlaces {
  readonly announce: readonly string[];
  /** Folders: `name/path` is appended to each (BEP 19). */
  readonly webSeeds: readonly string[];
  readonly metainfoUrl: string;
}

export const SUMS_PATH = 'SHA256SUMS';

/** What `sha256sum -c` reads. */
export function sumsOf(files: readonly ReleaseFile[]): Buffer {
  return Buffer.from(files.map(({ path, digest }) => `${hexOf(digest)}  ${path}\n`).join(''));
}

/** The info dictionary, whose SHA-1 is the infohash. */
export function releaseInfo(plan: ReleasePlan) {
  const info = infoOf(plan);
  const bytes = bencode(info);
  return {
    bytes,
    pieceBytes: info['piece length'],
    infohash: createHash('sha1').update(bytes).digest('hex'),
  };
}

/** The .torrent file. */
export function buildReleaseMetainfo(plan: ReleasePlan, { announce, webSeeds }: ReleasePlaces): Buffer {
  return bencode({
    announce: announce[0] ?? '',
    'announce-list': announce.map((url) => [url]),
    info: infoOf(plan),
    ...(webSeeds.length > 0 ? { 'url-list': webSeeds } : {}),
  });
}

export function sizeOf(files: readonly { readonly sizeBytes: number }[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

function infoOf({ name, files, pieceHashes }: ReleasePlan) {
  return {
    files: files.map(({ path, sizeBytes }) => ({ length: sizeBytes, path: path.split('/') })),
    name,
    'piece length': pieceLengthFor(sizeOf(files)),
    pieces: pieceHashes,
  };
}
