import { crc32 } from 'node:zlib';
import { isPiece, PIECE_HASH_BYTES } from '../../weights/piece-hashes.ts';
import { hasBit, setBit } from '../part-file.ts';
import type { SeedSource } from './seed-source.ts';

/*
 * window   what is read from disk at once: a piece, or 1 MiB of a larger one
 */

/**
 * What of a torrent was found good since this process started. A window that left the memory and is read again is checked
 * again: by the piece's hash where it is a whole piece, else by the checksum it had when its piece was hashed.
 */
export class PieceChecks {
  readonly windowBytes: number;
  readonly #windowsAPiece: number;
  readonly #pieceHashes: Buffer;
  readonly #good: Uint8Array;
  readonly #sums: Uint32Array;

  constructor({ sizeBytes, pieceBytes, pieceHashes }: SeedSource) {
    this.windowBytes = Math.min(pieceBytes, WINDOW_BYTES_MAX);
    this.#windowsAPiece = pieceBytes / this.windowBytes;
    this.#pieceHashes = pieceHashes;
    this.#good = new Uint8Array(Math.ceil(pieceHashes.byteLength / PIECE_HASH_BYTES / 8));
    this.#sums = new Uint32Array(this.#windowsAPiece > 1 ? Math.ceil(sizeBytes / this.windowBytes) : 0);
  }

  isGood(piece: number): boolean {
    return hasBit(this.#good, piece);
  }

  /** What a window is, while its piece is hashed. */
  noteWindow(window: number, bytes: Uint8Array): void {
    if (this.#windowsAPiece > 1) this.#sums[window] = crc32(bytes);
  }

  noteGood(piece: number): void {
    setBit(this.#good, piece);
  }

  /** Whether a window that was read is not what was hashed; of a piece that nobody hashed yet, nothing is known. */
  isChanged(window: number, bytes: Uint8Array): boolean {
    if (!this.isGood(Math.floor(window / this.#windowsAPiece))) return false;
    if (this.#windowsAPiece === 1) return !isPiece(bytes, this.#pieceHashes, window);
    return this.#sums[window] !== crc32(bytes);
  }
}

const WINDOW_BYTES_MAX = 1 << 20;
