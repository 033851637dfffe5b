import { PIECE_HASH_BYTES } from '../../weights/piece-hashes.ts';
import { CheckedReader } from './checked-reader.ts';
import type { PeerSession } from './peer-session.ts';
import type { SeedSource } from './seed-source.ts';
import type { WindowCache } from './window-cache.ts';

/** A torrent that somebody is connected for: its reader, and who they are. */
export interface SeededTorrent {
  readonly source: SeedSource;
  readonly reader: CheckedReader;
  readonly sessions: Set<PeerSession>;
}

/** One bit a piece, set when it was found good since this process started. */
export function emptyChecks(source: SeedSource): Uint8Array {
  return new Uint8Array(Math.ceil(source.pieceHashes.byteLength / PIECE_HASH_BYTES / 8));
}

export function openSeededTorrent(
  source: SeedSource,
  cache: WindowCache,
  checked: Uint8Array,
): SeededTorrent {
  return { source, reader: new CheckedReader(source, cache, checked), sessions: new Set() };
}
