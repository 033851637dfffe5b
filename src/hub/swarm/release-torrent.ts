import { hexOf, parseDigest, digestOf } from '../../base/digest.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { ReleaseTorrentRecord } from '../../store/release-torrent-repository.ts';
import {
  buildReleaseMetainfo,
  releaseInfo,
  sizeOf,
  sumsOf,
  SUMS_PATH,
  type ReleaseFile,
  type ReleasePlaces,
} from '../../swarm/release-metainfo.ts';
import { magnetLink } from '../../swarm/metainfo.ts';
import type { Hub } from '../context/hub.ts';

/** A release torrent's bytes and names, as a seeder needs them; all files as if they were one. */
export interface ReleaseSource {
  readonly infohash: string;
  readonly infoBytes: Uint8Array;
  readonly name: string;
  /** The list of digests is the last. */
  readonly files: readonly ReleaseFile[];
  readonly sizeBytes: number;
  readonly pieceBytes: number;
  readonly pieceHashes: Uint8Array;
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Null where none was asked for, none is ready, or a file of it may no longer be given. */
export async function releaseSource(hub: Hub, checkpointId: number): Promise<ReleaseSource | null> {
  const offered = await hub.store.releaseTorrents.offeredOf(checkpointId);
  const pieceHashes = offered && (await hub.store.releaseTorrents.pieceHashesOf(offered));
  if (!offered || !pieceHashes) return null;
  const { infohash, name } = offered;
  const { files, sums } = releaseFiles(offered);
  const info = releaseInfo({ name, files, pieceHashes });
  const reading = (offset: number, length: number) => readAcross(hub, files, sums.bytes, offset, length);
  const sizes = { sizeBytes: sizeOf(files), pieceBytes: info.pieceBytes };
  return { infohash, infoBytes: info.bytes, name, files, pieceHashes, ...sizes, read: reading };
}

/** Its files as the torrent lists them, and the list of their digests. */
export function releaseFiles({ files }: Pick<ReleaseTorrentRecord, 'files'>) {
  const listed = files.map((file) => ({ ...file, digest: parseDigest(file.digest) }));
  const bytes = sumsOf(listed);
  const sums = { path: SUMS_PATH, digest: digestOf(bytes), sizeBytes: bytes.byteLength };
  return { files: [...listed, sums], sums: { ...sums, bytes } };
}

export async function releaseSwarmOf(
  hub: Hub,
  { id, digest }: Pick<CheckpointRecord, 'id' | 'digest'>,
): Promise<{ readonly infohash: string; readonly magnet: string } | null> {
  const offered = digest === null ? null : await hub.store.releaseTorrents.offeredOf(id);
  if (digest === null || !offered) return null;
  const { infohash, name } = offered;
  return { infohash, magnet: magnetLink(name, infohash, placesOf(hub, digest, infohash)) };
}

/** The .torrent file of a release by its infohash; null as above. */
export async function releaseMetainfoOf(hub: Hub, infohash: string): Promise<Uint8Array | null> {
  const { releaseTorrents, checkpoints } = hub.store;
  const offered = await releaseTorrents.offeredByInfohash(infohash);
  const pieceHashes = offered && (await releaseTorrents.pieceHashesOf(offered));
  const [checkpoint] = offered ? await checkpoints.byIds([offered.checkpointId]) : [];
  if (!pieceHashes || !checkpoint?.digest) return null;
  const plan = { name: offered.name, files: releaseFiles(offered).files, pieceHashes };
  return buildReleaseMetainfo(plan, placesOf(hub, checkpoint.digest, infohash));
}

function placesOf({ baseUrl, isWebSeedOn }: Hub, digest: string, infohash: string): ReleasePlaces {
  // By digest: a revision may point elsewhere tomorrow.
  const folder = `${baseUrl}/files/${hexOf(parseDigest(digest))}/`;
  return {
    announce: [`${baseUrl}/announce`, `${baseUrl.replace(/^http/, 'ws')}/announce`],
    webSeeds: isWebSeedOn ? [folder] : [],
    metainfoUrl: `${baseUrl}/torrents/${infohash}.torrent`,
  };
}

async function readAcross(
  { weights }: Hub,
  files: readonly ReleaseFile[],
  sums: Uint8Array,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (const { path, digest, sizeBytes } of files) {
    const [from, to] = [Math.max(offset, start), Math.min(offset + length, start + sizeBytes)];
    if (from < to) {
      const within = { at: from - start, length: to - from };
      if (path === SUMS_PATH) parts.push(sums.subarray(within.at, within.at + within.length));
      else {
        await using source = await weights.openSource(digest);
        parts.push(await source.read(within.at, within.length));
      }
    }
    start += sizeBytes;
  }
  return Buffer.concat(parts);
}
