import { hexOf, parseDigest } from '../../base/digest.ts';
import { magnetFor } from '../../swarm/announce-token.ts';
import type { Resolvers } from '../generated/schema-types.ts';

export const swarm: Resolvers = {
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
