import { bencode } from '../bencode.ts';
import { infoOf, readMetainfo } from '../metainfo.ts';

/** What a seeder needs to give a torrent: what it is, and where its bytes lie on this machine. */
export interface SeedSource {
  /** 40 hex digits. */
  readonly infohash: string;
  /** The bencoded info dictionary, for who comes by magnet. */
  readonly infoBytes: Uint8Array;
  readonly sizeBytes: number;
  readonly pieceBytes: number;
  /** SHA-1 of each piece, 20 bytes each. */
  readonly pieceHashes: Buffer;
  /** In the torrent's order; one, but for a release torrent. */
  readonly files: readonly SeedSourceFile[];
  /** Whose it is, for the limit of one contributor's share. */
  readonly owner?: string;
}

/** A file on this machine, or, for what is made and not stored, its bytes. */
export type SeedSourceFile =
  | { readonly filePath: string; readonly sizeBytes: number }
  | { readonly bytes: Uint8Array; readonly sizeBytes: number };

/** The source of an artifact's canonical torrent. */
export function sourceOf(metainfo: Uint8Array, filePath: string, owner?: string): SeedSource {
  const read = readMetainfo(metainfo);
  const { infohash, sizeBytes, pieceBytes, pieceHashes } = read;
  return {
    infohash,
    infoBytes: bencode(infoOf(read.digest, sizeBytes, pieceHashes)),
    sizeBytes,
    pieceBytes,
    pieceHashes,
    files: [{ filePath, sizeBytes }],
    ...(owner === undefined ? {} : { owner }),
  };
}
