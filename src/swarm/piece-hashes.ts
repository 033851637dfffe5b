import { createHash, type Hash } from 'node:crypto';
import { chunksOf, type ByteSource } from '../base/byte-source.ts';
import { digestOfHex, type Digest } from '../base/digest.ts';
import { PIECE_HASH_BYTES, pieceLengthFor } from './metainfo.ts';

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
  const wanted = pieceHashes.subarray(index * PIECE_HASH_BYTES, (index + 1) * PIECE_HASH_BYTES);
  return createHash('sha1').update(bytes).digest().equals(wanted);
}
