import { hexOf, parseDigest, digestOf } from '../../base/digest.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { ReleaseTorrentRecord } from '../../store/release-torrent-repository.ts';
import {
  buildReleaseMetainfo,
  releaseInfo,
  sizeOf,
  sumsOf,
  SUMS_PATH,
  type ReleasePlaces,
} from '../../swarm/release-metainfo.ts';
import type { SeedSource } from '../../swarm/seeding/seed-source.ts';
import { magnetLink } from '../../swarm/metainfo.ts';
import type { Hub } from '../context/hub.ts';

/** Null where none was asked for, none is ready, or a file of it may no longer be given. */
export async function releaseSource(
  { store, weights }: Pick<Hub, 'store' | 'weights'>,
  infohash: string,
): Promise<SeedSource | null> {
  const offered = await store.releaseTorrents.offeredByInfohash(infohash);
  const pieceHashes = offered && (await store.releaseTorrents.pieceHashesOf(offered));
  if (!offered || !pieceHashes) return null;
  const { files, sums } = releaseFiles(offered);
  const info = releaseInfo({ name: offered.name, files, pieceHashes });
  return {
    infohash,
    infoBytes: info.bytes,
    sizeBytes: sizeOf(files),
    pieceBytes: info.pieceBytes,
    pieceHashes,
    // The files lie where the artifacts' own torrents have them; the list of digests is made.
    files: files.map(({ path, digest, sizeBytes }) =>
      path === SUMS_PATH ? { bytes: sums.bytes, sizeBytes } : { filePath: weights.pathOf(digest), sizeBytes },
    ),
  };
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
