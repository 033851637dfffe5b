import type WebTorrent from 'webtorrent';
import type { Digest } from '../base/digest.ts';
import type { ByteLimit } from './byte-limit.ts';
import type { DigestThreads } from './digest-threads.ts';
import { swarmRefusal } from './swarm-error.ts';
import type { SwarmSession } from './swarm-session.ts';

/** `swarm`: peers and the hub's HTTP together; the others mean what they say. */
export type PullMode = 'swarm' | 'peers-only' | 'http-only';

export interface PullItem {
  readonly digest: Digest;
  readonly sizeBytes: number;
  /** Built from the manifest (`buildMetainfo`); absent where the artifact has no torrent. */
  readonly metainfo?: Uint8Array;
  /** As the hub names it; must be the metainfo's. */
  readonly infohash?: string;
  readonly targetPath: string;
  readonly webSeedUrl?: string;
  readonly announceUrls: readonly string[];
  /** `address:port` of peers known otherwise. */
  readonly peers?: readonly string[];
  /** Whether others than the hub are in the swarm, as far as anybody knows; undefined: the tracker will say. */
  readonly isShared?: boolean;
}

export interface PullProgress {
  readonly digest: Digest;
  readonly targetPath: string;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly fromPeers: number;
  /** The HTTP origin. */
  readonly fromWebSeed: number;
  readonly fromDisk: number;
  readonly peers: number;
  readonly speedBytesPerSecond: number;
}

/** One artifact that now lies at its target, its sha256 checked. */
export interface PulledArtifact {
  readonly digest: Digest;
  readonly targetPath: string;
  /** By BitTorrent, hubs that seed among them. */
  readonly bytesFromPeers: number;
  /** Of these, from hubs. */
  readonly bytesFromHubSeeder: number;
  readonly bytesFromWebSeed: number;
  readonly bytesFromDisk: number;
  readonly peersMax: number;
}

/** What all artifacts of one pull share. */
export interface PullParts {
  readonly mode: PullMode;
  readonly signal: AbortSignal;
  /** Without a good piece for so long, a pull counts as failed. */
  readonly stallMs: number;
  readonly limit: ByteLimit;
  readonly client: () => Promise<WebTorrent>;
  readonly digests: DigestThreads;
  readonly onProgress: (progress: PullProgress) => void;
  /** Keeps a finished artifact's swarm open, for others, until the pull ends. */
  readonly linger: (digest: Digest, session: SwarmSession) => void;
}

/** There is neither address nor torrent that this mode may use. */
export function noSource(item: PullItem, mode: PullMode) {
  const expected =
    mode === 'peers-only' ? 'a torrent of this artifact' : 'an HTTP address of this artifact, or a torrent';
  return swarmRefusal('SWARM_NO_SOURCE', `there is no way to fetch ${item.digest} in this mode`, {
    expected,
  });
}
