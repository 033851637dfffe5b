import { PIECE_HASH_BYTES } from '../weights/piece-hashes.ts';
import type { ReadMetainfo } from './metainfo.ts';
import { hasBit, setBit } from './part-file.ts';

/*
 * board    what of an artifact is here, what is being fetched over HTTP right now, and how many peers have the rest
 * claim    a piece that HTTP is fetching: no peer is asked for it meanwhile
 */
export class PieceBoard {
  readonly metainfo: ReadMetainfo;
  readonly pieces: number;
  readonly bitfield: Uint8Array;
  /** 1 where HTTP is fetching the piece. */
  readonly claimed: Uint8Array;
  /** 1 where a run over HTTP will come by. */
  readonly #planned: Uint8Array;
  /** How many peers have a piece, the hub not among them. */
  readonly holders: Uint16Array;
  readonly #listeners = new Set<(index: number) => void>();
  #missingBytes: number;
  #prefix = 0;

  constructor(metainfo: ReadMetainfo, bitfield: Uint8Array) {
    this.metainfo = metainfo;
    this.pieces = metainfo.pieceHashes.byteLength / PIECE_HASH_BYTES;
    this.bitfield = bitfield;
    this.claimed = new Uint8Array(this.pieces);
    this.#planned = new Uint8Array(this.pieces);
    this.holders = new Uint16Array(this.pieces);
    this.#missingBytes = 0;
    for (let index = 0; index < this.pieces; index++)
      if (!this.has(index)) this.#missingBytes += this.lengthOf(index);
  }

  get missingBytes(): number {
    return this.#missingBytes;
  }

  get verifiedBytes(): number {
    return this.metainfo.sizeBytes - this.#missingBytes;
  }

  get isWhole(): boolean {
    return this.#missingBytes === 0;
  }

  /** Bytes from the start without a gap: what can be hashed in order already. */
  get prefixBytes(): number {
    while (this.#prefix < this.pieces && this.has(this.#prefix)) this.#prefix++;
    return Math.min(this.#prefix * this.metainfo.pieceBytes, this.metainfo.sizeBytes);
  }

  has(index: number): boolean {
    return hasBit(this.bitfield, index);
  }

  /** Whether it is neither here nor part of a run. */
  isOpen(index: number): boolean {
    return this.#planned[index] === 0 && !this.has(index);
  }

  lengthOf(index: number): number {
    const { pieceBytes, sizeBytes } = this.metainfo;
    return Math.min(pieceBytes, sizeBytes - index * pieceBytes);
  }

  /** Keeps other runs from these pieces; peers may still bring them first. */
  plan(from: number, to: number): void {
    this.#planned.fill(1, from, to + 1);
  }

  claim(index: number): void {
    this.claimed[index] = 1;
  }

  /** A run has ended, wherever it came to. */
  release(from: number, to: number): void {
    this.#planned.fill(0, from, to + 1);
    this.claimed.fill(0, from, to + 1);
  }

  /** A piece was checked and lies in the part file. */
  settle(index: number): void {
    if (this.has(index)) return;
    setBit(this.bitfield, index);
    this.#missingBytes -= this.lengthOf(index);
    for (const listener of this.#listeners) listener(index);
  }

  onPiece(listener: (index: number) => void): void {
    this.#listeners.add(listener);
  }
}
