import type { Torrent, Wire } from 'webtorrent';
import { hurryPipeline, type PipelineHint } from './hurry-pipeline.ts';
import type { PieceBoard } from './piece-board.ts';
import { HUB_PEER_ID_PREFIX, PEER_ID_PREFIX } from './peer-id.ts';

/*
 * wire      a connection of WebTorrent's to one peer
 * gate      what WebTorrent is told of a peer's pieces: not those that HTTP is fetching, nor, of the hub's, those that
 *           others will bring
 */
export interface PeerView {
  readonly wire: Wire;
  readonly isHub: boolean;
  /** Speaks as we do, so it fetches its share from the origin. */
  readonly isOurs: boolean;
  isWhole: boolean;
  lastPieceAt: number;
  /** A slow peer that others help is not asked until then for what they have; `isResting` says so between two samples. */
  restsUntil: number;
  isResting: boolean;
  readonly pipeline: PipelineHint;
  bytesReceived: number;
  /** Over the last second. */
  bytesPerSecond: number;
}

type Pieces = Wire['peerPieces'];

interface Sample {
  readonly at: number;
  readonly bytes: ReadonlyMap<PeerView, number>;
}

/** Watches a torrent's wires: counts who has what on the board, and gates what is asked of whom. */
export class TorrentWires {
  readonly peers = new Set<PeerView>();
  readonly #board: PieceBoard;
  /** 1 where the hub may be asked as a peer; null: for everything. */
  hubOpen: Uint8Array | null = null;
  #hubs = 0;
  #wholePeers = 0;
  readonly #samples: Sample[] = [];

  constructor(torrent: Torrent, board: PieceBoard, ownId: string, onChange: () => void) {
    this.#board = board;
    torrent.on('wire', (wire: Wire) => {
      const twin = [...this.peers].find((one) => one.wire.peerId === wire.peerId);
      if (twin) (isKept(wire, ownId) ? twin.wire : wire).destroy();
      if (wire.destroyed) return;
      const peer = viewOf(wire);
      const raw = this.#gate(peer);
      this.peers.add(peer);
      if (peer.isHub) this.#hubs++;
      wire.on('bitfield', () => this.#counted(peer, raw()));
      wire.on('have-all', () => this.#whole(peer));
      wire.on('have', (index: number) => {
        peer.lastPieceAt = performance.now();
        if (!peer.isHub && index < board.pieces) board.holders[index] = (board.holders[index] ?? 0) + 1;
      });
      wire.on('download', (bytes: number) => (peer.bytesReceived += bytes));
      wire.once('close', () => {
        this.#gone(peer, raw());
        onChange();
      });
      onChange();
    });
  }

  /** Whether any peer but the hub has a piece. */
  isHeld(index: number): boolean {
    return this.#wholePeers > 0 || (this.#board.holders[index] ?? 0) > 0;
  }

  /** Measures speeds; to be called a few times a second. */
  sample(): void {
    const at = performance.now();
    for (const peer of this.peers) {
      peer.pipeline.sample();
      peer.isResting = peer.restsUntil > at;
    }
    const bytes = new Map([...this.peers].map((peer) => [peer, peer.bytesReceived]));
    this.#samples.push({ at, bytes });
    while (this.#samples.length > 2 && at - (this.#samples[1]?.at ?? at) >= 1000) this.#samples.shift();
    const [oldest] = this.#samples;
    if (!oldest || oldest.at === at) return;
    for (const peer of this.peers)
      peer.bytesPerSecond = ((peer.bytesReceived - (oldest.bytes.get(peer) ?? 0)) / (at - oldest.at)) * 1000;
  }

  /** Whether more than one may be asked for a piece. */
  #isElsewhere(index: number): boolean {
    const hubs = this.#isHubOpen(index) ? this.#hubs : 0;
    return hubs + this.#wholePeers + (this.#board.holders[index] ?? 0) > 1;
  }

  #isHubOpen(index: number): boolean {
    return this.hubOpen === null || this.hubOpen[index] === 1;
  }

  #whole(peer: PeerView): void {
    peer.isWhole = true;
    if (!peer.isHub) this.#wholePeers++;
  }

  #counted(peer: PeerView, pieces: Pieces): void {
    if (peer.isHub) return;
    let count = 0;
    for (let index = 0; index < this.#board.pieces; index++)
      if (pieces.get(index)) {
        count++;
        this.#board.holders[index] = (this.#board.holders[index] ?? 0) + 1;
      }
    peer.isWhole = count === this.#board.pieces;
  }

  #gone(peer: PeerView, pieces: Pieces): void {
    this.peers.delete(peer);
    if (peer.isHub) return void this.#hubs--;
    if (peer.isWhole && pieces.setAll === undefined) {
      this.#wholePeers--;
      return;
    }
    for (let index = 0; index < this.#board.pieces; index++)
      if (pieces.get(index)) this.#board.holders[index] = Math.max(0, (this.#board.holders[index] ?? 0) - 1);
  }

  // WebTorrent reads a peer's pieces from its wire whenever it looks for work: there it can be told less.
  #gate(peer: PeerView): () => Pieces {
    const { claimed } = this.#board;
    const mayAsk = (index: number) =>
      claimed[index] === 0 &&
      !(peer.isResting && this.#isElsewhere(index)) &&
      (!peer.isHub || this.#isHubOpen(index));
    let raw = peer.wire.peerPieces;
    let gated = gatedPieces(raw, mayAsk);
    Object.defineProperty(peer.wire, 'peerPieces', {
      get: () => gated,
      set(pieces: Pieces) {
        raw = pieces;
        gated = gatedPieces(raw, mayAsk);
      },
    });
    return () => raw;
  }
}

function gatedPieces(raw: Pieces, mayAsk: (index: number) => boolean): Pieces {
  return {
    get: (index) => mayAsk(index) && raw.get(index),
    set: (index, isThere) => raw.set(index, isThere),
    get buffer() {
      return raw.buffer;
    },
    setAll: raw.setAll,
  };
}

// Two who dialled each other at once have two wires: both keep the one that the lower id began.
function isKept(wire: Wire, ownId: string): boolean {
  const isOurs = wire.type === 'tcpOutgoing';
  return isOurs === ownId < (wire.peerId ?? '');
}

function viewOf(wire: Wire): PeerView {
  const id = Buffer.from(wire.peerId ?? '', 'hex').toString('latin1');
  const isHub = id.startsWith(HUB_PEER_ID_PREFIX);
  return {
    wire,
    isHub,
    isOurs: id.startsWith(PEER_ID_PREFIX),
    isWhole: false,
    lastPieceAt: performance.now(),
    restsUntil: 0,
    isResting: false,
    pipeline: hurryPipeline(wire, isHub),
    bytesReceived: 0,
    bytesPerSecond: 0,
  };
}
