import { hexOf, parseDigest } from '../../base/digest.ts';
import { invariant } from '../../base/errors.ts';
import type { ArtifactRole } from '../../checkpoint/artifact.ts';
import { isOfferable } from '../../checkpoint/inspection.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';
import type { Store } from '../../store/store.ts';
import { buildMetainfo, magnetOf, type Metainfo } from '../../swarm/metainfo.ts';
import type { HubSeeder } from '../../swarm/hub-seeder.ts';
import type { FindAsker } from '../../swarm/asker.ts';
import type { ByteLimit } from '../../swarm/byte-limit.ts';
import { openSeederProcess } from '../../swarm/seeder-process.ts';
import { openSeeder } from '../../swarm/seeder.ts';
import { sourceOf } from '../../swarm/seeding/seed-source.ts';
import { openTracker, type Tracker } from '../../swarm/tracker.ts';
import { pieceLengthFor } from '../../weights/piece-hashes.ts';
import type { Events } from '../../telemetry/events.ts';
import type { Weights } from '../../weights/weights.ts';
import { releaseSource } from './release-torrent.ts';
import type { HubSwarm, OfferedFile } from '../context/hub-swarm.ts';

export interface HubSwarmConfig {
  readonly store: Store;
  readonly weights: Weights;
  readonly events: Events;
  /** This hub's own address, as torrents name it. */
  readonly baseUrl: string;
  readonly host: string;
  readonly torrentPort: number;
  readonly isWebSeedOn: boolean;
  /** Whether the seeder has a process of its own. */
  readonly isSeederApart: boolean;
  /** Of everything that leaves this hub, by seeder and web seed together; undefined: none. */
  readonly uploadLimit?: ByteLimit | undefined;
  readonly ownerLimitBytesPerSecond?: number | undefined;
  readonly findAsker?: FindAsker | undefined;
}

/** Opens tracker and seeder: what was offered before is tracked at once, and seeded when a peer asks for it. */
export async function openHubSwarm(
  config: HubSwarmConfig,
): Promise<HubSwarm & { readonly tracker: Tracker; readonly torrentPort: number }> {
  const { store } = config;
  const known = new Set(await store.artifacts.infohashesInSwarm());
  /** Of whole checkpoints, as peers came for them. */
  const releases = new Set<string>();
  const seeder = await openHubSeeder(config, known, releases);
  const tracker = openTracker({
    isKnown: async (infohash) =>
      known.has(infohash) || (await store.releaseTorrents.offeredByInfohash(infohash)) !== null,
    hubPeer: () => ({ host: config.host, port: seeder.port }),
    findAsker: config.findAsker,
  });
  const stop = async (infohash: string) => {
    known.delete(infohash);
    tracker.forget(infohash);
    await seeder.unseed(infohash);
  };
  const offer = async (files: readonly OfferedFile[]) => {
    for (const { artifact } of files.filter(travelsBySwarm)) {
      invariant(artifact, 'an offered file has an artifact');
      const { infohash } = await metainfoFor(config, artifact);
      known.add(infohash);
      // Judged anew meanwhile: the database has the last word.
      if (!(await store.artifacts.offerInSwarm(artifact.digest, infohash))) await stop(infohash);
    }
  };
  const withdraw = async ({ digest, infohash }: ArtifactRecord) => {
    if (infohash === null) return;
    await stop(infohash);
    await store.artifacts.withdrawFromSwarm(digest);
    // A release torrent goes with any of its files.
    for (const release of releases)
      if ((await store.releaseTorrents.offeredByInfohash(release)) === null) {
        releases.delete(release);
        await stop(release);
      }
  };
  // A hub killed between a publication's commit and its offer left files that nothing else would ever offer.
  await offer(await store.artifacts.publishedOutsideSwarm());

  return {
    tracker,
    torrentPort: seeder.port,
    offer,
    withdraw,
    async factsOf(artifact) {
      const { infohash } = artifact;
      if (infohash === null) return null;
      const metainfoUrl = `${config.baseUrl}/torrents/${infohash}.torrent`;
      const { seeders, leechers } = tracker.counts(infohash);
      const hubSeeds = known.has(infohash) ? 1 : 0;
      return {
        infohash,
        magnet: magnetOf({ ...placesOf(config, artifact), metainfoUrl }, infohash),
        digest: artifact.digest,
        isWebSeedOn: config.isWebSeedOn,
        pieceLengthBytes: pieceLengthFor(artifact.sizeBytes),
        seederCount: seeders + hubSeeds,
        leecherCount: leechers,
      };
    },
    seederCounts: () => tracker.seederCounts(),
    async metainfoOf(infohash) {
      const artifact = await store.artifacts.findByInfohash(infohash);
      return artifact && (await metainfoFor(config, artifact)).bytes;
    },
    async [Symbol.asyncDispose]() {
      await tracker[Symbol.asyncDispose]();
      await seeder[Symbol.asyncDispose]();
    },
  };
}

async function openHubSeeder(
  config: HubSwarmConfig,
  known: Set<string>,
  releases: Set<string>,
): Promise<HubSeeder> {
  const { host, torrentPort, uploadLimit, ownerLimitBytesPerSecond, events, store, weights } = config;
  const findRelease = async (infohash: string) => {
    const source = await releaseSource(config, infohash);
    if (source) releases.add(infohash);
    return source;
  };
  const find = async (infohash: string) => {
    const artifact = known.has(infohash) ? await store.artifacts.findByInfohash(infohash) : null;
    if (!artifact) return await findRelease(infohash);
    const { bytes } = await metainfoFor(config, artifact);
    const isShared = ownerLimitBytesPerSecond !== undefined;
    const owner = isShared ? await store.artifacts.bringerOf(artifact.digest) : null;
    return sourceOf(bytes, weights.pathOf(parseDigest(artifact.digest)), owner ?? undefined);
  };
  const options = {
    host,
    port: torrentPort,
    isHub: true,
    find,
    infohashes: () => [...known, ...releases],
    // Until an operator has looked: whoever asks gets good bytes from others, and none from here.
    onDamage: (infohash: string, error: unknown) => {
      known.delete(infohash);
      events.seededFileDamaged({ infohash, error });
    },
    onRestart: () => events.seederRestarted(),
    ...(uploadLimit === undefined ? {} : { limit: uploadLimit }),
    ...(ownerLimitBytesPerSecond === undefined ? {} : { ownerLimitBytesPerSecond }),
  };
  return config.isSeederApart ? await openSeederProcess(options) : await openSeeder(options);
}

const ALWAYS: ReadonlySet<ArtifactRole> = new Set(['WEIGHTS', 'OPTIMIZER', 'DATASET']);
const SIZE_BYTES_MIN = 1 << 20;

// Small text is quicker over HTTP than any swarm; weights travel by swarm whatever their size.
function travelsBySwarm({ role, artifact }: OfferedFile): boolean {
  if (!artifact || artifact.sizeBytes === 0) return false;
  return isOfferable(artifact.state) && (ALWAYS.has(role) || artifact.sizeBytes >= SIZE_BYTES_MIN);
}

async function metainfoFor(config: HubSwarmConfig, artifact: ArtifactRecord): Promise<Metainfo> {
  const pieceHashes = await config.store.artifacts.pieceHashesOf(artifact.digest);
  invariant(pieceHashes, `artifact ${artifact.digest} has piece hashes`);
  return buildMetainfo({ ...placesOf(config, artifact), sizeBytes: artifact.sizeBytes, pieceHashes });
}

/** Where this hub tracks and gives an artifact. */
function placesOf({ baseUrl, isWebSeedOn }: HubSwarmConfig, artifact: ArtifactRecord) {
  const digest = parseDigest(artifact.digest);
  return {
    digest,
    announce: [`${baseUrl}/announce`, `${baseUrl.replace(/^http/, 'ws')}/announce`],
    webSeeds: isWebSeedOn ? [`${baseUrl}/artifacts/${hexOf(digest)}`] : [],
  };
}
