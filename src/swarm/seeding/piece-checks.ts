import { crc32 } from 'node:zlib';
import { PIECE_HASH_BYTES } from '../../weights/piece-hashes.ts';
import { hasBit, setBit } from '../part-file.ts';
import type { SeedSource } from './seed-source.ts';

/*
 * window   what is read from disk at once: a piece, or 1 MiB of a larger one
 */

/**
 * What of a torrent was found good since this process started. A window that left the memory and is read again must have
 * the checksum it had then: its piece is not hashed twice, and a disk that changed it meanwhile is found out.
 */
export class PieceChecks {
  readonly windowBytes: number;
  readonly #windowsAPiece: number;
  readonly #good: Uint8Array;
  readonly #sums: Uint32Array;

  constructor({ sizeBytes, pieceBytes, pieceHashes }: SeedSource) {
    this.windowBytes = Math.min(pieceBytes, WINDOW_BYTES_MAX);
    this.#windowsAPiece = pieceBytes / this.windowBytes;
    this.#good = new Uint8Array(Math.ceil(pieceHashes.byteLength / PIECE_HASH_BYTES / 8));
    this.#sums = new Uint32Array(Math.ceil(sizeBytes / this.windowBytes));
  }

  isGood(piece: number): boolean {
    return hasBit(this.#good, piece);
  }

  /** A piece was hashed and is good; these were its windows' sums. */
  noteGood(piece: number, sums: readonly number[]): void {
    this.#sums.set(sums, piece * this.#windowsAPiece);
    setBit(this.#good, piece);
  }

  /** Whether a window that was read is not what was hashed; of a piece that nobody hashed yet, nothing is known. */
  isChanged(window: number, bytes: Uint8Array): boolean {
    return this.isGood(Math.floor(window / this.#windowsAPiece)) && sumOf(bytes) !== this.#sums[window];
  }
}

/** Against what disks do, and people who write into a file: who downloads checks the pieces anyway. */
export function sumOf(bytes: Uint8Array): number {
  return crc32(bytes);
}

const WINDOW_BYTES_MAX = 1 << 20;
