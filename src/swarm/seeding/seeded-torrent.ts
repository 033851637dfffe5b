import { PIECE_HASH_BYTES } from '../../weights/piece-hashes.ts';
import type { CheckedReader } from './checked-reader.ts';
import type { PeerSession } from './peer-session.ts';
import type { SeedSource } from './seed-source.ts';

/** A torrent that somebody is connected for: its reader, and who they are. */
export interface SeededTorrent {
  readonly source: SeedSource;
  readonly reader: CheckedReader;
  readonly sessions: Set<PeerSession>;
}

/** One bit a piece, all of them set: what a seeder tells who does not speak the fast extension. */
export function allBits(source: SeedSource): Uint8Array {
  const pieces = source.pieceHashes.byteLength / PIECE_HASH_BYTES;
  const bits = new Uint8Array(Math.ceil(pieces / 8)).fill(0xff);
  // Spare bits must be clear (BEP 3): some clients end the connection otherwise.
  if (pieces % 8 !== 0) bits[bits.byteLength - 1] = (0xff << (8 - (pieces % 8))) & 0xff;
  return bits;
}
