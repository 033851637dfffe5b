import { parseDigest } from '../../base/digest.ts';
import type { ReleaseTorrentRecord } from '../../store/release-torrent-repository.ts';
import { releaseInfo } from '../../swarm/release-metainfo.ts';
import { releaseFiles } from '../swarm/release-torrent.ts';
import { workOn } from './work.ts';

/** Hashes the pieces of release torrents: they lie across files, so none was known before. */
export const hashReleases = workOn<ReleaseTorrentRecord>({
  name: 'release torrent',
  next: ({ store }, first) => store.releaseTorrents.unhashed(first),
  keyOf: ({ checkpointId, createdAt }) => `${checkpointId} ${createdAt.toISOString()}`,
  async do({ store, weights }, examiner, asked) {
    const { files, sums } = releaseFiles(asked);
    const listed = asked.files.map(({ digest }) => parseDigest(digest));
    const pieceHashes = await examiner.pieceHashesOf({
      files: listed.map((digest) => ({ file: weights.pathOf(digest), digest })),
      tail: sums.bytes,
    });
    const { infohash } = releaseInfo({ name: asked.name, files, pieceHashes });
    await store.releaseTorrents.setPieces(asked, infohash, pieceHashes);
  },
});
