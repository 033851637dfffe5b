import { hexOf, parseDigest } from '../../base/digest.ts';
import type { Resolvers } from '../generated/schema-types.ts';

export const swarm: Resolvers = {
  Artifact: {
    swarm: (artifact, _, { hub }) => hub.swarm.factsOf(artifact),
  },
  Swarm: {
    torrentPath: ({ infohash }) => `/torrents/${infohash}.torrent`,
    webSeedPath: ({ isWebSeedOn, digest }) =>
      isWebSeedOn ? `/artifacts/${hexOf(parseDigest(digest))}` : null,
  },
};
