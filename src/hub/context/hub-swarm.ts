import type { ArtifactRole } from '../../checkpoint/artifact.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';

/** A file of something published, and the part it plays there. */
export interface OfferedFile {
  readonly role: ArtifactRole;
  readonly artifact: ArtifactRecord | undefined;
}

/** Where a swarm's artifact can be had, and how many have it right now. */
export interface SwarmFacts {
  readonly digest: string;
  readonly infohash: string;
  readonly magnet: string;
  readonly isWebSeedOn: boolean;
  readonly pieceLengthBytes: number;
  readonly seederCount: number;
  readonly leecherCount: number;
}

/** The hub's side of every swarm: makes torrents, tracks and seeds. */
export interface HubSwarm extends AsyncDisposable {
  /** Makes torrents of the files that may travel by swarm, and seeds them. */
  offer(files: readonly OfferedFile[]): Promise<void>;
  /** Stops seeding and tracking a file at once: it turned out bad. */
  withdraw(artifact: ArtifactRecord): Promise<void>;
  /** Null for an artifact that travels by HTTP alone. */
  factsOf(artifact: ArtifactRecord): Promise<SwarmFacts | null>;
  /** How many besides the hub seed each torrent that somebody does. */
  seederCounts(): ReadonlyMap<string, number>;
  /** The .torrent file of an infohash. */
  metainfoOf(infohash: string): Promise<Uint8Array | null>;
}
