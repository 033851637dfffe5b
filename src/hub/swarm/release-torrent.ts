import { hexOf, parseDigest, digestOf } from '../../base/digest.ts';
import type { ReleaseTorrentRecord } from '../../store/release-torrent-repository.ts';
import {
  buildReleaseMetainfo,
  releaseInfo,
  sizeOf,
  sumsOf,
  SUMS_PATH,
  type ReleaseFile,
} from '../../swarm/release-metainfo.ts';
import type { Metainfo } from '../../swarm/metainfo.ts';
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
  if (!offered) return null;
  const { infohash, name, pieceHashes } = offered;
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

export async function releaseSwarmOf(hub: Hub, checkpointId: number) {
  const offered = await hub.store.releaseTorrents.offeredOf(checkpointId);
  return offered && (await metainfoFor(hub, offered));
}

export async function releaseMetainfoOf(hub: Hub, infohash: string): Promise<Uint8Array | null> {
  const offered = await hub.store.releaseTorrents.offeredByInfohash(infohash);
  return offered && (await metainfoFor(hub, offered)).bytes;
}

type Offered = NonNullable<Awaited<ReturnType<Hub['store']['releaseTorrents']['offeredOf']>>>;

async function metainfoFor(hub: Hub, offered: Offered): Promise<Metainfo> {
  const { baseUrl, isWebSeedOn, store } = hub;
  const [checkpoint] = await store.checkpoints.byIds([offered.checkpointId]);
  // By digest: a revision may point elsewhere tomorrow.
  const folder = `${baseUrl}/files/${hexOf(parseDigest(checkpoint?.digest ?? ''))}/`;
  return buildReleaseMetainfo(
    { ...offered, files: releaseFiles(offered).files },
    {
      announce: [`${baseUrl}/announce`, `${baseUrl.replace(/^http/, 'ws')}/announce`],
      webSeeds: isWebSeedOn ? [folder] : [],
      metainfoUrl: `${baseUrl}/torrents/${offered.infohash}.torrent`,
    },
  );
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
