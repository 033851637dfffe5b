import type WebTorrent from 'webtorrent';
import type { Torrent, Wire } from 'webtorrent';
import { keepAnnouncing, type TrackerAnswer } from './announcer.ts';
import { fileChunkStore } from './file-chunk-store.ts';
import { lookForWorkSeldom } from './look-for-work-seldom.ts';
import { guardBacklog } from './guard-backlog.ts';
import { segmentPieces } from './origin-share.ts';
import type { PartFile } from './part-file.ts';
import type { PieceBoard } from './piece-board.ts';
import { blamePieces, type PieceBlame } from './piece-blame.ts';
import type { ByteLimit } from './byte-limit.ts';
import { isDiskFull, swarmFault } from './swarm-error.ts';
import { takeOver } from './take-over.ts';
import { TorrentWires } from './torrent-wires.ts';

export interface SwarmSessionOptions {
  readonly client: WebTorrent;
  readonly board: PieceBoard;
  readonly metainfoBytes: Uint8Array;
  readonly part: PartFile;
  readonly announceUrls: readonly string[];
  /** `address:port` of peers known otherwise. */
  readonly peers: readonly string[];
  /** Whether the hub gives the same bytes over HTTP: then it isn't asked as a peer as long as that goes well. */
  readonly isHubSpared: () => boolean;
  /** What came from peers counts there: HTTP takes what is left. */
  readonly limit: ByteLimit;
  readonly onChange: () => void;
}

/** One artifact's swarm: fills the board from peers, and gives them what is on it. */
export class SwarmSession implements AsyncDisposable {
  readonly #options: SwarmSessionOptions;
  readonly #torrent: Torrent;
  readonly #blame: PieceBlame;
  readonly #place: { path: string };
  readonly #announcing: AsyncDisposable;
  readonly #wasteMax: number;
  readonly wires: TorrentWires;
  /** Settles with the first answer of a tracker. */
  readonly firstAnswer: Promise<TrackerAnswer>;
  #heard: (answer: TrackerAnswer) => void = () => undefined;
  /** How many others are here, as a tracker said last; null before any did. */
  others: number | null = null;
  /** Payload, bad pieces included. */
  fromPeers = 0;
  /** Of these, from hubs that seed. */
  fromHub = 0;
  peersMax = 0;
  #gaveAt = 0;
  /** Why nothing more is to be had here. */
  failure: Error | undefined;

  constructor(options: SwarmSessionOptions) {
    this.#options = options;
    this.firstAnswer = new Promise((resolve) => (this.#heard = resolve));
    const { client, board, part } = options;
    this.#place = { path: part.path };
    const missingBytes = board.metainfo.sizeBytes - part.verifiedBytes;
    this.#wasteMax = missingBytes * WASTE_RATIO_MAX + WASTE_PIECES * board.metainfo.pieceBytes;
    this.#torrent = client.add(options.metainfoBytes, {
      preloadedStore: fileChunkStore({ ...board.metainfo, place: this.#place, isWritable: true }),
      storeCacheSlots: 0,
      bitfield: part.bitfield,
      deselect: true,
      uploads: UPLOAD_SLOTS,
    });
    lookForWorkSeldom(this.#torrent);
    this.#blame = blamePieces(this.#torrent);
    this.wires = new TorrentWires(this.#torrent, board, client.peerId, options.onChange);
    this.#torrent.on('wire', (wire: Wire) => this.#met(wire));
    this.#torrent.on('verified', (index: number) => board.settle(index));
    this.#torrent.on('error', (cause: Error) => this.#fail(cause));
    this.#torrent.once('close', () => this.#fail(new Error('it was closed')));
    this.#torrent.once('ready', () => this.#ready());
    this.#torrent.on('upload', () => (this.#gaveAt = performance.now()));
    board.onPiece((index) => this.#tell(index));
    this.#announcing = this.#announce();
  }

  /** 40 hex digits. */
  get peerId(): string {
    return this.#options.client.peerId;
  }

  get peersNow(): number {
    return this.#torrent.destroyed ? 0 : this.#torrent.wires.length;
  }

  /** What peers bring, over the last second: the hub among them, or all the others. */
  bytesPerSecond(fromHub: boolean): number {
    let sum = 0;
    for (const { bytesPerSecond, isHub } of this.wires.peers) if (isHub === fromHub) sum += bytesPerSecond;
    return sum;
  }

  get badPieces(): number {
    return this.#blame.failures();
  }

  /** Looks for work again: gates have moved. */
  ask(): void {
    if (!this.#torrent.ready || this.#torrent.destroyed) return;
    this.#torrent._updateInterest();
    this.#torrent._update();
  }

  /** Takes work from who is slow where who is fast has none. */
  balance(): void {
    const taken = takeOver(this.wires.peers);
    if (!taken) return;
    const { slowest, owed } = taken;
    for (const { piece, offset, length } of owed) slowest.wire.cancel(piece, offset, length);
    slowest.restsUntil = performance.now() + REST_MS;
    slowest.isResting = true;
    this.ask();
  }

  /** The part got its name: from there it is given on. */
  movedTo(path: string): void {
    this.#place.path = path;
    this.#gaveAt = performance.now();
  }

  /** Whether a peer that lacks pieces has taken some from us lately. */
  isGiving(): boolean {
    if (this.#torrent.destroyed || performance.now() - this.#gaveAt > GIVING_MS) return false;
    return [...this.wires.peers].some(({ wire, isHub }) => !isHub && wire.peerInterested);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#announcing[Symbol.asyncDispose](), this.#close()]);
  }

  #ready(): void {
    const { board, peers } = this.#options;
    for (let index = 0; index < board.pieces; index++) if (board.has(index)) this.#tell(index);
    this.#select();
    this.#addPeers(peers);
  }

  // Random segments make leechers useful to one another at once; alone with seeders, order lets the digest keep up.
  // As stream selections: others of neighbouring pieces would be joined, in order again.
  #select(): void {
    const { board } = this.#options;
    const torrent = this.#torrent;
    const last = board.pieces - 1;
    const { sizeBytes, pieceBytes } = board.metainfo;
    const length = Math.max(4, segmentPieces(sizeBytes, pieceBytes), Math.ceil(board.pieces / SEGMENTS_MAX));
    const segments: [from: number, to: number][] = [];
    for (let from = 0; from <= last; from += length) segments.push([from, Math.min(from + length - 1, last)]);
    const isAlone = ![...this.wires.peers].some(({ isWhole, isHub }) => !isWhole && !isHub);
    for (const [from, to] of isAlone ? segments : shuffled(segments))
      torrent._select(from, to, 0, undefined, true);
    torrent.on('idle', () => {
      if (torrent.done || torrent.destroyed) return;
      for (let index = 0; index <= last; index++)
        if (!torrent.bitfield.get(index)) torrent.select(index, index, 0);
    });
  }

  /** A piece that came over HTTP: peers may have it from us now. */
  #tell(index: number): void {
    const torrent = this.#torrent;
    if (!torrent.ready || torrent.destroyed || torrent.bitfield.get(index)) return;
    torrent._markVerified(index);
    for (const wire of torrent.wires) {
      wire.have(index);
      // What peers still owe of it would come for nothing.
      const owed = wire.requests.filter(({ piece }) => piece === index);
      for (const { piece, offset, length } of owed) wire.cancel(piece, offset, length);
    }
    if (this.#options.board.isWhole) torrent._checkDone();
  }

  #met(wire: Wire): void {
    if (wire.destroyed) return;
    guardBacklog(wire);
    const peer = [...this.wires.peers].find((view) => view.wire === wire);
    if (peer?.isHub && this.#options.isHubSpared()) return wire.destroy();
    this.peersMax = Math.max(this.peersMax, this.#torrent.wires.length);
    wire.on('download', (bytes: number) => {
      this.fromPeers += bytes;
      this.#options.limit.charge(bytes);
      if (peer?.isHub) this.fromHub += bytes;
      // At every block, not at every tick: a liar on a fast link sends 20 MB between two ticks.
      if (this.fromPeers > this.#wasteMax && this.badPieces > 0) this.#fail(poisoned());
    });
  }

  #announce(): AsyncDisposable {
    const { client, board, announceUrls } = this.#options;
    return keepAnnouncing({
      urls: announceUrls,
      infohash: board.metainfo.infohash,
      peerId: client.peerId,
      port: client.torrentPort,
      stats: () => ({
        uploaded: this.#torrent.uploaded,
        downloaded: board.verifiedBytes,
        left: board.missingBytes,
      }),
      isHungry: () => this.wires.peers.size === 0,
      onAnswer: (answer) => {
        this.#heard(answer);
        this.others = answer.others;
        this.#addPeers(answer.peers);
      },
    });
  }

  #addPeers(peers: readonly string[]): void {
    if (this.#torrent.destroyed || !this.#torrent.ready) {
      this.#torrent.once('ready', () => this.#addPeers(peers));
      return;
    }
    for (const peer of peers) if (!this.#blame.isBanned(peer)) this.#torrent.addPeer(peer);
  }

  #fail(cause: Error): void {
    if (this.failure !== undefined) return;
    this.failure = isDiskFull(cause) || cause.name === 'HeirloomError' ? cause : clientFailed(cause);
    void this.#close();
    this.#options.onChange();
  }

  async #close(): Promise<void> {
    if (this.#torrent.destroyed) return;
    await new Promise<void>((resolve) => this.#torrent.destroy({}, () => resolve()));
  }
}

/** Few enough to be cheap to walk, enough that leechers hold different parts early. */
const SEGMENTS_MAX = 64;
const UPLOAD_SLOTS = 64;
const GIVING_MS = 1500;
/** Who was helped is not asked for what others have so long, so that the helper gets the work. */
const REST_MS = 500;
/** What may come twice without anybody meaning harm. */
const WASTE_RATIO_MAX = 1.05;
const WASTE_PIECES = 4;

function shuffled<T>(items: readonly T[]): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/** Sources sent clearly more than the artifact holds, or pieces that fail their check and nothing else. */
export function poisoned() {
  return swarmFault('SWARM_POISONED', 'sources of this swarm send wrong bytes', {
    remedy: 'pull over HTTP; what was verified is kept',
  });
}

function clientFailed(cause: Error) {
  return swarmFault('SWARM_CLIENT_FAILED', `the swarm client failed: ${cause.message}`, {}, { cause });
}
