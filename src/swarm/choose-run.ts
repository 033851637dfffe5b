import type { Run } from './direct-source.ts';
import { segmentPieces, shareOf, startOf } from './origin-share.ts';
import type { PieceBoard } from './piece-board.ts';
import type { SwarmSession } from './swarm-session.ts';

/**
 * Decides what is asked of the origin. Alone: everything, in order. Among others: first our share of what nobody has
 * yet; then nothing, as long as peers bring the rest at a fair pace; else whatever is missing, so that a swarm is
 * never slower than its hub.
 */
export class OriginChoice {
  readonly #board: PieceBoard;
  readonly #session: SwarmSession | null;
  readonly #segmentPieces: number;
  readonly #segments: number;
  readonly #startedAt = performance.now();
  #share: Uint8Array;
  #sharedWith = '';
  #cursor = 0;

  constructor(board: PieceBoard, session: SwarmSession | null) {
    this.#board = board;
    this.#session = session;
    this.#segmentPieces = segmentPieces(board.metainfo.sizeBytes, board.metainfo.pieceBytes);
    this.#segments = Math.ceil(board.pieces / this.#segmentPieces);
    this.#share = new Uint8Array(this.#segments).fill(1);
  }

  /** Others are there: begin where they don't. */
  beginApart(): void {
    if (this.#session) this.#cursor = startOf(this.#session.peerId, this.#segments) * this.#segmentPieces;
  }

  /** The next run from the origin, given what it would bring a second; null: leave it to the peers for now. */
  nextRun(piecesMax: number, originBytesPerSecond: number | null): Run | null {
    this.#reckonShare();
    const isOurs = (index: number) => this.#isOurs(index) && !this.#isHeld(index);
    // Among others a long run would fetch what they may have meanwhile.
    const most = this.#sharedWith === '' ? piecesMax : Math.ceil(piecesMax / 2);
    return (
      this.#runOf(isOurs, most) ??
      (this.#arePeersSlow(originBytesPerSecond) ? this.#runOf(() => true, this.#segmentPieces) : null)
    );
  }

  /** What the hub may be asked as a peer: by the same rule, piece by piece; null where there is nobody else. */
  hubOpen(): Uint8Array | null {
    const session = this.#session;
    if (!session || ![...session.wires.peers].some(({ isHub }) => !isHub)) return null;
    this.#reckonShare();
    const open = Uint8Array.from({ length: this.#board.pieces }, (_, index) =>
      !this.#board.has(index) && this.#isOurs(index) && !this.#isHeld(index) ? 1 : 0,
    );
    return open.includes(1) || !this.#arePeersSlow(session.bytesPerSecond(true) || null) ? open : null;
  }

  #isOurs(index: number): boolean {
    return this.#share[Math.floor(index / this.#segmentPieces)] === 1;
  }

  #isHeld(index: number): boolean {
    return this.#session?.wires.isHeld(index) ?? false;
  }

  #runOf(isWanted: (index: number) => boolean, piecesMax: number): Run | null {
    const board = this.#board;
    const isNext = (index: number) => board.isOpen(index) && isWanted(index);
    for (let step = 0; step < board.pieces; step++) {
      const from = (this.#cursor + step) % board.pieces;
      if (!isNext(from)) continue;
      let to = from;
      while (to + 1 < board.pieces && to - from + 1 < piecesMax && isNext(to + 1)) to++;
      this.#cursor = (to + 1) % board.pieces;
      return { from, to };
    }
    return null;
  }

  // Who went silent fetches nothing for us: after three seconds its share is dealt out again.
  #reckonShare(): void {
    if (!this.#session) return;
    const now = performance.now();
    const sharers = [...this.#session.wires.peers]
      .filter((peer) => peer.isOurs && !peer.isWhole && now - peer.lastPieceAt < SILENCE_MS)
      .map(({ wire }) => wire.peerId ?? '')
      .toSorted();
    const key = sharers.join();
    if (key === this.#sharedWith) return;
    this.#sharedWith = key;
    this.#share = shareOf(this.#session.peerId, sharers, this.#segments);
  }

  #arePeersSlow(originBytesPerSecond: number | null): boolean {
    if (!this.#session || this.#session.failure) return true;
    if (performance.now() - this.#startedAt < GRACE_MS) return false;
    const fromPeers = this.#session.bytesPerSecond(false);
    return fromPeers < FAIR_RATIO * (originBytesPerSecond ?? UNKNOWN_BYTES_PER_SECOND);
  }
}

const SILENCE_MS = 3000;
/** Peers get so long to begin. */
const GRACE_MS = 1500;
/** Peers that bring less than this part of what the origin would are helped by it. */
const FAIR_RATIO = 0.3;
/** Of an origin that nobody asked yet: a fair line. */
const UNKNOWN_BYTES_PER_SECOND = 50e6;
