import { hexOf, parseDigest } from '../../base/digest.ts';
import { releaseSwarmOf } from '../../hub/swarm/release-torrent.ts';
import { offerReleaseTorrent } from '../../hub/offer-release-torrent.ts';
import { magnetFor } from '../../swarm/announce-token.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import { orRefusal } from '../refusals.ts';

export const swarm: Resolvers = {
  Mutation: {
    offerReleaseTorrent: (_, { checkpoint }, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'ReleaseTorrentOffered' as const,
        checkpoint: await offerReleaseTorrent(hub, viewer, checkpoint),
      })),
  },
  Checkpoint: {
    releaseSwarm: async (checkpoint, _, { hub, viewer }) => {
      const offered = hub.swarmAccess.isOpenTo(viewer) ? await releaseSwarmOf(hub, checkpoint) : null;
      if (!offered) return null;
      const { infohash, magnet } = offered;
      const torrentPath = hub.swarmAccess.addressFor(viewer, `/torrents/${infohash}.torrent`);
      return { infohash, magnet: magnetFor(hub.swarmAccess.tokenOf(viewer), magnet), torrentPath };
    },
  },
  Artifact: {
    swarm: (artifact, _, { hub, viewer }) =>
      hub.swarmAccess.isOpenTo(viewer) ? hub.swarm.factsOf(artifact) : null,
  },
  Swarm: {
    magnet: ({ magnet }, _, { hub, viewer }) => magnetFor(hub.swarmAccess.tokenOf(viewer), magnet),
    torrentPath: ({ infohash }, _, { hub, viewer }) =>
      hub.swarmAccess.addressFor(viewer, `/torrents/${infohash}.torrent`),
    announcePath: (_, __, { hub, viewer }) => hub.swarmAccess.addressFor(viewer, '/announce'),
    webSeedPath: ({ isWebSeedOn, digest }, _, { hub, viewer }) =>
      isWebSeedOn ? hub.swarmAccess.addressFor(viewer, `/artifacts/${hexOf(parseDigest(digest))}`) : null,
  },
};
