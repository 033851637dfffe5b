import { createHash, type Hash } from 'node:crypto';

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

export const PIECE_HASH_BYTES = 20;

/** Fixed for ever: another piece length would give the same bytes another infohash, hence another swarm. */
const PIECE_LENGTHS: readonly (readonly [sizeBytesMax: number, pieceBytes: number])[] = [
  [16 * MIB, 64 * KIB],
  [64 * MIB, 128 * KIB],
  [256 * MIB, 256 * KIB],
  [2 * GIB, MIB],
  [10 * GIB, 4 * MIB],
  [40 * GIB, 8 * MIB],
];

export function pieceLengthFor(sizeBytes: number): number {
  return PIECE_LENGTHS.find(([sizeBytesMax]) => sizeBytes <= sizeBytesMax)?.[1] ?? 16 * MIB;
}

export interface PieceHasher {
  update(chunk: Uint8Array): void;
  /** SHA-1 of each piece, 20 bytes each, one after another. */
  done(): Buffer;
}

/** SHA-1 of the BitTorrent pieces of bytes that stream by, in chunks of any size. */
export function pieceHasher(sizeBytes: number): PieceHasher {
  const pieceBytes = pieceLengthFor(sizeBytes);
  const hashes: Buffer[] = [];
  let piece: Hash = createHash('sha1');
  let filledBytes = 0;
  const closePiece = () => {
    hashes.push(piece.digest());
    piece = createHash('sha1');
    filledBytes = 0;
  };
  return {
    update(chunk) {
      for (let at = 0; at < chunk.byteLength;) {
        const taken = chunk.subarray(at, at + pieceBytes - filledBytes);
        piece.update(taken);
        filledBytes += taken.byteLength;
        at += taken.byteLength;
        if (filledBytes === pieceBytes) closePiece();
      }
    },
    done() {
      if (filledBytes > 0) closePiece();
      return Buffer.concat(hashes);
    },
  };
}
