import { createHash, type Hash } from 'node:crypto';
import { chunksOf, type ByteSource } from '../base/byte-source.ts';
import { digestOfHex, type Digest } from '../base/digest.ts';
import { invariant } from '../base/errors.ts';

export const PIECE_HASH_BYTES = 20;

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** Fixed for ever: another piece length would give the same bytes another infohash, hence another swarm. */
const PIECE_LENGTHS: readonly (readonly [sizeBytesMax: number, pieceBytes: number])[] = [
  [16 * MIB, 64 * KIB],
  [64 * MIB, 128 * KIB],
  [256 * MIB, 256 * KIB],
  [2 * GIB, MIB],
  [10 * GIB, 4 * MIB],
  [40 * GIB, 8 * MIB],
  [Infinity, 16 * MIB],
];

export function pieceLengthFor(sizeBytes: number): number {
  const row = PIECE_LENGTHS.find(([sizeBytesMax]) => sizeBytes <= sizeBytesMax);
  invariant(row, 'the table of piece lengths has no end');
  return row[1];
}

/** What one pass over an artifact's bytes gives. */
export interface PieceHashes {
  readonly digest: Digest;
  readonly sizeBytes: number;
  /** SHA-1 of each piece, 20 bytes each. */
  readonly pieceHashes: Buffer;
}

/** Reads a source once: SHA-1 of each piece and sha256 of all; memory stays at one chunk. */
export async function pieceHashesOf(source: ByteSource, signal?: AbortSignal): Promise<PieceHashes> {
  const hasher = pieceHasher(source.sizeBytes);
  for await (const chunk of chunksOf(source)) {
    signal?.throwIfAborted();
    hasher.update(chunk);
  }
  return hasher.done();
}

/** The same for bytes that stream by (an upload): feed chunks of any size, then ask once. */
export function pieceHasher(sizeBytes: number): { update(chunk: Uint8Array): void; done(): PieceHashes } {
  const pieceBytes = pieceLengthFor(sizeBytes);
  const whole = createHash('sha256');
  const hashes: Buffer[] = [];
  let piece: Hash = createHash('sha1');
  let filledBytes = 0;
  let seenBytes = 0;
  const closePiece = () => {
    hashes.push(piece.digest());
    piece = createHash('sha1');
    filledBytes = 0;
  };
  return {
    update(chunk) {
      whole.update(chunk);
      seenBytes += chunk.byteLength;
      for (let at = 0; at < chunk.byteLength;) {
        const part = chunk.subarray(at, at + pieceBytes - filledBytes);
        piece.update(part);
        filledBytes += part.byteLength;
        at += part.byteLength;
        if (filledBytes === pieceBytes) closePiece();
      }
    },
    done() {
      if (filledBytes > 0) closePiece();
      return {
        digest: digestOfHex(whole.digest('hex')),
        sizeBytes: seenBytes,
        pieceHashes: Buffer.concat(hashes),
      };
    },
  };
}

/** Whether bytes are the piece they should be. */
export function isPiece(bytes: Uint8Array, pieceHashes: Buffer, index: number): boolean {
  return createHash('sha1').update(bytes).digest().equals(pieceHashAt(pieceHashes, index));
}

/** A view of one piece's SHA-1. */
export function pieceHashAt(pieceHashes: Buffer, index: number): Buffer {
  return pieceHashes.subarray(index * PIECE_HASH_BYTES, (index + 1) * PIECE_HASH_BYTES);
}
