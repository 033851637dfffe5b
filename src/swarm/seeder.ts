import { stat } from 'node:fs/promises';
import type WebTorrent from 'webtorrent';
import type { Torrent, Wire } from 'webtorrent';
import { fileChunkStore } from './file-chunk-store.ts';
import { readMetainfo, type ReadMetainfo } from './metainfo.ts';
import { swarmFault, swarmRefusal } from './swarm-error.ts';
import { closeTorrentClient, openTorrentClient } from './torrent-client.ts';

/** Gives whole files to peers, straight from where they lie. */
export interface Seeder extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** 40 hex digits, as announces name this seeder. */
  readonly peerId: string;
  /** Seeds a file whose bytes were verified before; a second call for the same torrent changes nothing. */
  seed(item: SeedItem): Promise<{ readonly infohash: string }>;
  unseed(infohash: string): Promise<void>;
  isSeeding(infohash: string): boolean;
  /** Payload bytes that peers took of one torrent, protocol overhead included. */
  uploadedBytes(infohash: string): number;
}

export interface SeedItem {
  readonly metainfo: Uint8Array;
  readonly filePath: string;
}

export interface SeederOptions {
  /** Loopback by default: who wants to be reached says where. */
  readonly host?: string;
  /** 0, the default: any free port. */
  readonly port?: number;
  readonly uploadLimitBytesPerSecond?: number;
}

export async function openSeeder(options: SeederOptions = {}): Promise<Seeder> {
  const host = options.host ?? '127.0.0.1';
  const client = await openTorrentClient({ ...options, host, port: options.port ?? 0 });
  const torrents = new Map<string, Torrent>();
  return {
    host,
    port: client.torrentPort,
    peerId: client.peerId,
    async seed({ metainfo, filePath }) {
      const read = readMetainfo(metainfo);
      await assertSize(filePath, read.sizeBytes);
      // Nothing waits between this question and the answer to it, so two at once don't both add it.
      if (torrents.has(read.infohash)) return { infohash: read.infohash };
      const torrent = addTorrent(client, metainfo, read, filePath);
      torrents.set(read.infohash, torrent);
      torrent.once('close', () => torrents.delete(read.infohash));
      await untilReady(torrent);
      return { infohash: read.infohash };
    },
    async unseed(infohash) {
      const torrent = torrents.get(infohash);
      torrents.delete(infohash);
      if (torrent) await new Promise<void>((resolve) => torrent.destroy({}, () => resolve()));
    },
    isSeeding: (infohash) => torrents.has(infohash),
    uploadedBytes: (infohash) => torrents.get(infohash)?.uploaded ?? 0,
    [Symbol.asyncDispose]: () => closeTorrentClient(client),
  };
}

/** What a peer may have asked and not yet received. */
const REQUESTS_MAX = 1024;
/** Twice: an honest peer may have sent some before it read our limit. */
const PENDING_REQUESTS_MAX = 2 * REQUESTS_MAX;
/** One reader that never reads drove a seeder to 2.8 GB before this guard. */
const BACKLOG_BYTES_MAX = 32 << 20;
/** The library serves 10 leechers at once by default; a hub is the only seeder more often than not. */
const UPLOAD_SLOTS = 64;

function addTorrent(client: WebTorrent, metainfo: Uint8Array, read: ReadMetainfo, filePath: string): Torrent {
  const { sizeBytes, pieceBytes } = read;
  const torrent = client.add(metainfo, {
    preloadedStore: fileChunkStore({ path: filePath, sizeBytes, pieceBytes, isWritable: false }),
    storeCacheSlots: 0,
    skipVerify: true,
    uploads: UPLOAD_SLOTS,
  });
  torrent.on('wire', guardBacklog);
  return torrent;
}

/** Tells a peer how much it may ask at once, and drops one that asks without reading. */
export function guardBacklog(wire: Wire): void {
  wire.extendedHandshake.reqq = REQUESTS_MAX;
  wire.on('request', () => {
    const backlogBytes = wire._readableState?.buffered ?? 0;
    if (wire.peerRequests.length > PENDING_REQUESTS_MAX || backlogBytes > BACKLOG_BYTES_MAX) wire.destroy();
  });
}

async function untilReady(torrent: Torrent): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    torrent.once('ready', resolve);
    torrent.once('error', (cause: Error) =>
      reject(
        swarmFault('SWARM_CLIENT_FAILED', `the torrent can't be seeded: ${cause.message}`, {}, { cause }),
      ),
    );
    torrent.once('close', () => reject(swarmFault('SWARM_CLIENT_FAILED', 'the seeder was closed meanwhile')));
  });
  torrent.on('error', () => undefined);
}

async function assertSize(filePath: string, sizeBytes: number): Promise<void> {
  const found = await stat(filePath).catch(() => undefined);
  if (found?.isFile() && found.size === sizeBytes) return;
  throw swarmRefusal('SWARM_SIZE_MISMATCH', `${filePath} is not the file of this torrent`, {
    expected: `${sizeBytes} bytes`,
    received: found ? `${found.size} bytes` : 'no file',
  });
}
