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
  #session: SwarmSession | null = null;
  readonly #segmentPieces: number;
  readonly #segments: number;
  readonly #startedAt = performance.now();
  #share: Uint8Array;
  #sharedWith = '';
  #cursor = 0;
  #reckonedAt = 0;
  #joinedAt = 0;

  constructor(board: PieceBoard) {
    this.#board = board;
    this.#segmentPieces = segmentPieces(board.metainfo.sizeBytes, board.metainfo.pieceBytes);
    this.#segments = Math.ceil(board.pieces / this.#segmentPieces);
    this.#share = new Uint8Array(this.#segments).fill(1);
  }

  /** There is a swarm from now on; where others are in it already, begin where they don't. */
  async joined(session: SwarmSession): Promise<void> {
    this.#session = session;
    this.#joinedAt = performance.now();
    const { others } = await session.firstAnswer;
    if (others > 0) this.#cursor = startOf(session.peerId, this.#segments) * this.#segmentPieces;
  }

  /** The next run from the origin, given what it would bring a second; null: leave it to the peers for now. */
  nextRun(lanes: number, running: number, originBytesPerSecond: number | null): Run | null {
    this.#reckonShare();
    return (
      this.#runOf((index) => this.#isForUs(index), this.#runPieces(lanes)) ??
      (this.#mayHelp(running, originBytesPerSecond) ? this.#runOf(() => true, this.#segmentPieces) : null)
    );
  }

  // One lane finds out what the origin gives by now: many may share it. Where peers bring next to nothing all lanes help.
  #mayHelp(running: number, originBytesPerSecond: number | null): boolean {
    if (running === 0) return this.#arePeersSlow(originBytesPerSecond, FAIR_RATIO);
    return this.#arePeersSlow(originBytesPerSecond, HOPELESS_RATIO);
  }

  /** Whether a run that has come to this piece should go on: it ends where somebody else's share begins. */
  isStillWanted(index: number, originBytesPerSecond: number | null): boolean {
    this.#reckonShare();
    return this.#isForUs(index) || this.#arePeersSlow(originBytesPerSecond, FAIR_RATIO);
  }

  /** What the hub may be asked as a peer: by the same rule, piece by piece; null where there is nobody else. */
  hubOpen(): Uint8Array | null {
    const session = this.#session;
    if (!session || ![...session.wires.peers].some(({ isHub }) => !isHub)) return null;
    this.#reckonShare();
    const open = Uint8Array.from({ length: this.#board.pieces }, (_, index) =>
      !this.#board.has(index) && this.#isForUs(index) ? 1 : 0,
    );
    return open.includes(1) || !this.#arePeersSlow(session.bytesPerSecond(true) || null, FAIR_RATIO)
      ? open
      : null;
  }

  // Alone, each lane gets an equal part of what is missing, so that all of them are at work to the end. With others, also
  // such as are not met yet, a run is short: what is left of it when they are would come for nothing.
  #runPieces(lanes: number): number {
    if (this.#sharedWith !== '' || (this.#session?.others ?? 0) > 0) return this.#segmentPieces;
    const { pieceBytes } = this.#board.metainfo;
    // At first others may be about to come.
    const isEarly = performance.now() - this.#startedAt < EARLY_MS;
    const most = isEarly ? EARLY_RUN_BYTES_MAX : RUN_BYTES_MAX;
    const bytes = Math.min(most, Math.max(RUN_BYTES_MIN, this.#board.missingBytes / lanes));
    return Math.max(1, Math.floor(bytes / pieceBytes));
  }

  #isForUs(index: number): boolean {
    return this.#isOurs(index) && !this.#isHeld(index);
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
    if (now - this.#reckonedAt < RECKON_MS) return;
    this.#reckonedAt = now;
    const sharers = [...this.#session.wires.peers]
      .filter((peer) => peer.isOurs && !peer.isWhole && now - peer.lastPieceAt < SILENCE_MS)
      .map(({ wire }) => wire.peerId ?? '')
      .toSorted();
    const key = sharers.join();
    if (key === this.#sharedWith) return;
    this.#sharedWith = key;
    this.#share = shareOf(this.#session.peerId, sharers, this.#segments);
  }

  #arePeersSlow(originBytesPerSecond: number | null, ratio: number): boolean {
    if (!this.#session || this.#session.failure) return true;
    if (performance.now() - this.#joinedAt < GRACE_MS) return false;
    const fromPeers = this.#session.bytesPerSecond(false);
    return fromPeers < ratio * (originBytesPerSecond ?? UNKNOWN_BYTES_PER_SECOND);
  }
}

const RUN_BYTES_MIN = 1 << 20;
const RUN_BYTES_MAX = 32 << 20;
const EARLY_RUN_BYTES_MAX = 2 << 20;
const EARLY_MS = 2000;
const SILENCE_MS = 3000;
const RECKON_MS = 20;
/** Peers get so long to begin. */
const GRACE_MS = 1500;
/** Peers that bring less than this part of what the origin would are helped by it. */
const FAIR_RATIO = 0.3;
const HOPELESS_RATIO = 0.05;
/** Of an origin that nobody asked yet: a usual line. */
const UNKNOWN_BYTES_PER_SECOND = 10e6;
