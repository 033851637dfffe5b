import { randomInt } from 'node:crypto';
import type WebTorrent from 'webtorrent';
import type { Torrent, Wire } from 'webtorrent';
import { keepAnnouncing } from './announcer.ts';
import { fileChunkStore } from './file-chunk-store.ts';
import { PIECE_HASH_BYTES } from '../weights/piece-hashes.ts';
import type { ReadMetainfo } from './metainfo.ts';
import { hasBit, type PartFile } from './part-file.ts';
import { blamePieces, type PieceBlame } from './piece-blame.ts';
import { guardBacklog } from './seeder.ts';
import { isDiskFull, swarmFault } from './swarm-error.ts';
import { joinWebSeed } from './web-seed.ts';

export interface SwarmDownload {
  readonly client: WebTorrent;
  readonly metainfo: ReadMetainfo;
  readonly metainfoBytes: Uint8Array;
  readonly part: PartFile;
  readonly announceUrls: readonly string[];
  /** `address:port` of peers known otherwise. */
  readonly peers: readonly string[];
  readonly webSeedUrl: string | undefined;
  readonly stallMs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SwarmProgress) => void;
}

export interface SwarmProgress {
  readonly bytesDone: number;
  /** Payload, bad pieces included. */
  readonly fromPeers: number;
  readonly fromWebSeed: number;
  readonly peers: number;
  readonly peersMax: number;
  readonly speedBytesPerSecond: number;
}

/**
 * Fills the part file from peers (and the web seed, where one is named). Ends in a fault when nothing
 * good came for `stallMs`, or when sources sent clearly more than the file holds; the part stays.
 */
export async function downloadFromSwarm(download: SwarmDownload): Promise<SwarmProgress> {
  const { client, metainfo, part, signal } = download;
  signal.throwIfAborted();
  const torrent = client.add(download.metainfoBytes, {
    preloadedStore: fileChunkStore({ ...metainfo, path: part.path, isWritable: true }),
    storeCacheSlots: 0,
    bitfield: part.bitfield,
    deselect: true,
    maxWebConns: 8,
  });
  const blame = blamePieces(torrent);
  const meter = meterOf(torrent);
  torrent.on('wire', guardBacklog);
  torrent.once('ready', () => {
    selectMissing(torrent, metainfo, part);
    if (download.webSeedUrl !== undefined)
      void joinWebSeed(torrent, metainfo, download.webSeedUrl, signal).catch(() => undefined);
    addPeers(torrent, blame, download.peers);
  });
  const announcing = announceFor(download, torrent, blame);
  try {
    await untilDone(download, torrent, blame, meter);
    return meter.now();
  } finally {
    // Also a swarm that failed has to tell what it brought.
    if (!torrent.destroyed) download.onProgress(meter.now());
    await Promise.all([announcing[Symbol.asyncDispose](), closeTorrent(torrent)]);
  }
}

/** Few enough to be cheap to walk, enough that eight leechers hold different parts early. */
const SEGMENTS_MAX = 64;
const TICK_MS = 200;
/** What may come twice without anybody meaning harm. */
const WASTE_RATIO_MAX = 1.05;
const WASTE_PIECES = 4;

// Random segments make leechers useful to one another at once; in file order all would ask the hub for the same.
// A one-piece gap keeps the library from joining neighbours; gaps are fetched last.
function selectMissing(torrent: Torrent, metainfo: ReadMetainfo, part: PartFile): void {
  const last = metainfo.pieceHashes.length / PIECE_HASH_BYTES - 1;
  const isMissing = (index: number) => !hasBit(part.bitfield, index);
  const segmentPieces = Math.max(4, Math.ceil((last + 1) / SEGMENTS_MAX));
  const segments: [from: number, to: number][] = [];
  for (let from = 0; from <= last; from += segmentPieces + 1)
    segments.push([from, Math.min(from + segmentPieces - 1, last)]);
  for (const [from, to] of shuffled(segments)) torrent.select(from, to, 0);
  torrent.on('idle', () => {
    if (torrent.done || torrent.destroyed) return;
    for (let index = 0; index <= last; index++)
      if (isMissing(index) && !torrent.bitfield.get(index)) torrent.select(index, index, 0);
  });
}

function shuffled<T>(items: readonly T[]): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/** Counts payload by its source as it comes; `now` also asks the torrent, which walks all pieces. */
interface Meter {
  readonly receivedBytes: () => number;
  readonly now: () => SwarmProgress;
}

function meterOf(torrent: Torrent): Meter {
  let [fromPeers, fromWebSeed, peersMax] = [0, 0, 0];
  const peersNow = () => torrent.wires.filter((wire) => wire.type !== 'webSeed').length;
  torrent.on('wire', (wire: Wire) => {
    peersMax = Math.max(peersMax, peersNow());
    wire.on('download', (bytes: number) => {
      if (wire.type === 'webSeed') fromWebSeed += bytes;
      else fromPeers += bytes;
    });
  });
  return {
    receivedBytes: () => fromPeers + fromWebSeed,
    now: () => ({
      bytesDone: torrent.downloaded,
      fromPeers,
      fromWebSeed,
      peersMax,
      peers: peersNow(),
      speedBytesPerSecond: torrent.downloadSpeed,
    }),
  };
}

function announceFor(download: SwarmDownload, torrent: Torrent, blame: PieceBlame): AsyncDisposable {
  const { client, metainfo, announceUrls } = download;
  return keepAnnouncing({
    urls: announceUrls,
    infohash: metainfo.infohash,
    peerId: client.peerId,
    port: client.torrentPort,
    stats: () => {
      const downloaded = torrent.downloaded;
      return { uploaded: torrent.uploaded, downloaded, left: Math.max(metainfo.sizeBytes - downloaded, 0) };
    },
    isHungry: () => torrent.wires.length === 0,
    onPeers: (peers) => addPeers(torrent, blame, peers),
  });
}

function addPeers(torrent: Torrent, blame: PieceBlame, peers: readonly string[]): void {
  if (torrent.destroyed || torrent.infoHash === undefined) return;
  for (const peer of peers) if (!blame.isBanned(peer)) torrent.addPeer(peer);
}

async function untilDone(
  download: SwarmDownload,
  torrent: Torrent,
  blame: PieceBlame,
  meter: Meter,
): Promise<void> {
  const { signal, stallMs, onProgress } = download;
  const wasteMax = wasteLimit(download);
  await new Promise<void>((resolve, reject) => {
    let [best, bestAt] = [-1, performance.now()];
    const tick = setInterval(() => {
      const progress = meter.now();
      onProgress(progress);
      if (progress.bytesDone > best) [best, bestAt] = [progress.bytesDone, performance.now()];
      if (performance.now() - bestAt > stallMs) reject(stalled(progress, blame, stallMs));
    }, TICK_MS);
    // At every block, not at every tick: a liar on a fast link sends 20 MB between two ticks.
    torrent.on('download', () => {
      if (meter.receivedBytes() > wasteMax) reject(poisoned());
    });
    const onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    torrent.once('close', () => {
      clearInterval(tick);
      signal.removeEventListener('abort', onAbort);
      reject(swarmFault('SWARM_CLIENT_FAILED', 'the torrent was closed before it was whole'));
    });
    torrent.on('error', (cause: Error) => reject(isDiskFull(cause) ? cause : clientFailed(cause)));
    torrent.once('done', () => resolve());
  });
}

function clientFailed(cause: Error) {
  return swarmFault('SWARM_CLIENT_FAILED', `the swarm client failed: ${cause.message}`, {}, { cause });
}

function wasteLimit({ metainfo, part }: SwarmDownload): number {
  const missingBytes = metainfo.sizeBytes - part.verifiedBytes;
  return missingBytes * WASTE_RATIO_MAX + WASTE_PIECES * metainfo.pieceBytes;
}

function stalled(progress: SwarmProgress, blame: PieceBlame, stallMs: number) {
  if (blame.failures() > 0) return poisoned();
  const facts = { remedy: 'try again when somebody seeds it, or pull over HTTP' };
  if (progress.peersMax === 0 && progress.fromWebSeed === 0)
    return swarmFault(
      'SWARM_NOBODY_HAS_IT',
      `nobody who has this artifact answered for ${stallMs} ms`,
      facts,
    );
  return swarmFault('SWARM_STALLED', `no good byte came for ${stallMs} ms`, facts);
}

function poisoned() {
  return swarmFault('SWARM_POISONED', 'sources of this swarm send wrong bytes', {
    remedy: 'pull over HTTP; what was verified is kept',
  });
}

async function closeTorrent(torrent: Torrent): Promise<void> {
  if (torrent.destroyed) return;
  await new Promise<void>((resolve) => torrent.destroy({}, () => resolve()));
}
