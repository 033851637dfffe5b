// The words of this room.
//   metainfo   the .torrent file of one artifact; `info` is the part its infohash names
//   piece      the unit that is verified (SHA-1); *block*, the unit that is requested
//   web seed   an HTTP address that answers ranges of the artifact
//   seed, seeder, leecher, peer, swarm, tracker, announce: as BEP 3 has them
import { createHash } from 'node:crypto';
import { digestOfHex, hexOf, type Digest } from '../base/digest.ts';
import { messageOf } from '../base/errors.ts';
import { PIECE_HASH_BYTES, pieceLengthFor } from '../weights/piece-hashes.ts';
import { bdecode, bencode, type Bdecoded } from './bencode.ts';
import { swarmRefusal } from './swarm-error.ts';

export interface MetainfoPlan {
  readonly digest: Digest;
  readonly sizeBytes: number;
  /** SHA-1 of each piece, 20 bytes each, one after another. */
  readonly pieceHashes: Uint8Array;
  /** Own trackers only, best first. */
  readonly announce: readonly string[];
  readonly webSeeds: readonly string[];
  /** Where the metainfo itself can be fetched: the magnet's `xs`. */
  readonly metainfoUrl?: string;
}

export interface Metainfo {
  readonly bytes: Buffer;
  /** 40 lower-case hex digits: SHA-1 of the info dictionary. */
  readonly infohash: string;
  readonly magnet: string;
}

/** The canonical single-file v1 torrent of an artifact: the same bytes give the same infohash everywhere. */
export function buildMetainfo(plan: MetainfoPlan): Metainfo {
  assertPieces(plan.sizeBytes, plan.pieceHashes);
  const info = infoOf(plan.digest, plan.sizeBytes, plan.pieceHashes);
  const bytes = bencode({
    ...(plan.announce[0] === undefined ? {} : { announce: plan.announce[0] }),
    ...(plan.announce.length > 1 ? { 'announce-list': plan.announce.map((url) => [url]) } : {}),
    info,
    ...(plan.webSeeds.length > 0 ? { 'url-list': plan.webSeeds } : {}),
  });
  const infohash = infohashOf(bencode(info));
  return { bytes, infohash, magnet: magnetOf(plan, infohash) };
}

/** What a pull needs of a metainfo; every field was checked. */
export interface ReadMetainfo {
  readonly digest: Digest;
  readonly infohash: string;
  readonly sizeBytes: number;
  readonly pieceBytes: number;
  readonly pieceHashes: Buffer;
}

/**
 * Reads a metainfo only if it is one that `buildMetainfo` makes (`SWARM_METAINFO_MALFORMED` otherwise):
 * no other keys, no folders, no private names, the piece length of the table.
 */
export function readMetainfo(bytes: Uint8Array): ReadMetainfo {
  const info = member(decode(bytes), 'info');
  const sizeBytes = member(info, 'length');
  const name = member(info, 'name');
  const pieceHashes = member(info, 'pieces');
  if (typeof sizeBytes !== 'number' || sizeBytes < 1) throw malformed('no length');
  if (!Buffer.isBuffer(name) || !Buffer.isBuffer(pieceHashes)) throw malformed('no name or no pieces');
  if (!/^[0-9a-f]{64}$/.test(name.toString('latin1'))) throw malformed('a name that is no sha256');
  assertPieces(sizeBytes, pieceHashes);
  const pieceBytes = pieceLengthFor(sizeBytes);
  if (member(info, 'piece length') !== pieceBytes) throw malformed('another piece length');
  // A fifth key would make another infohash of the same bytes: another swarm.
  if ((info as ReadonlyMap<string, Bdecoded>).size !== INFO_KEYS) throw malformed('more keys in info');
  const digest = digestOfHex(name.toString('latin1'));
  const infoBytes = bencode(infoOf(digest, sizeBytes, pieceHashes));
  return { digest, infohash: infohashOf(infoBytes), sizeBytes, pieceBytes, pieceHashes };
}

const INFO_KEYS = 4;

/** The info dictionary: what the infohash names. */
export function infoOf(digest: Digest, sizeBytes: number, pieceHashes: Uint8Array) {
  return {
    length: sizeBytes,
    name: hexOf(digest),
    'piece length': pieceLengthFor(sizeBytes),
    pieces: pieceHashes,
  };
}

function infohashOf(infoBytes: Uint8Array): string {
  return createHash('sha1').update(infoBytes).digest('hex');
}

/** The link to a swarm whose infohash is known: the pieces play no part in it. */
export function magnetOf(plan: Omit<MetainfoPlan, 'sizeBytes' | 'pieceHashes'>, infohash: string): string {
  return magnetLink(hexOf(plan.digest), infohash, plan);
}

/** A magnet of any name; `places` as they stand in the torrent. */
export function magnetLink(
  name: string,
  infohash: string,
  places: Pick<MetainfoPlan, 'announce' | 'webSeeds' | 'metainfoUrl'>,
): string {
  const part = (key: string) => (value: string) => `${key}=${encodeURIComponent(value)}`;
  return [
    `magnet:?xt=urn:btih:${infohash}`,
    part('dn')(name),
    ...places.announce.map(part('tr')),
    ...places.webSeeds.map(part('ws')),
    ...(places.metainfoUrl === undefined ? [] : [part('xs')(places.metainfoUrl)]),
  ].join('&');
}

function assertPieces(sizeBytes: number, pieceHashes: Uint8Array): void {
  const pieces = Math.ceil(sizeBytes / pieceLengthFor(sizeBytes));
  if (Number.isSafeInteger(sizeBytes) && pieces > 0 && pieceHashes.byteLength === pieces * PIECE_HASH_BYTES)
    return;
  throw malformed(`${pieceHashes.byteLength} bytes of piece hashes for ${sizeBytes} bytes`);
}

function decode(bytes: Uint8Array): Bdecoded {
  try {
    return bdecode(bytes);
  } catch (cause) {
    throw malformed(messageOf(cause));
  }
}

function member(value: Bdecoded | undefined, key: string): Bdecoded | undefined {
  if (value instanceof Map) return value.get(key) as Bdecoded | undefined;
  throw malformed(`no dictionary around ${key}`);
}

function malformed(received: string) {
  return swarmRefusal('SWARM_METAINFO_MALFORMED', 'this is not the canonical metainfo of an artifact', {
    expected: 'a single-file v1 torrent: length, sha256 as name, the piece length of the table, pieces',
    received,
  });
}
