import { createHash } from 'node:crypto';
import { chunksOf, type ByteSource } from '../base/byte-source.ts';
import { digestOfHex, type Digest } from '../base/digest.ts';
import { pieceHasher } from './piece-hashes.ts';

export interface FileHashes {
  readonly digest: Digest;
  readonly sizeBytes: number;
  /** SHA-1 of each BitTorrent piece, 20 bytes each; null where nobody asked. */
  readonly pieceHashes: Uint8Array | null;
  /** The id git would give the bytes; null where nobody asked, and above 16 MiB, where it is computed later. */
  readonly gitBlobDigest: string | null;
}

/** One pass over a file: its sha256, and for a hub SHA-1 of each piece and git's id where the file is small. */
export async function hashFile(
  source: ByteSource,
  isForHub: boolean,
  onProgress: (bytesDone: number) => void,
): Promise<FileHashes> {
  const hasher = fileHasher(source.sizeBytes, isForHub);
  let bytesDone = 0;
  for await (const chunk of chunksOf(source)) {
    hasher.update(chunk);
    onProgress((bytesDone += chunk.byteLength));
  }
  return hasher.done();
}

/** The same for bytes that come one after another: feed chunks of any size, then ask once. */
export function fileHasher(
  sizeBytes: number,
  isForHub: boolean,
): { update(chunk: Uint8Array): void; done(): FileHashes } {
  const whole = createHash('sha256');
  const pieces = isForHub ? pieceHasher(sizeBytes) : null;
  const isSmall = isForHub && sizeBytes <= GIT_BLOB_BYTES_MAX;
  const gitBlob = isSmall ? createHash('sha1').update(`blob ${sizeBytes}\0`) : null;
  return {
    update(chunk) {
      (pieces ?? whole).update(chunk);
      gitBlob?.update(chunk);
    },
    done() {
      const hashed = pieces?.done();
      return {
        digest: hashed?.digest ?? digestOfHex(whole.digest('hex')),
        sizeBytes,
        pieceHashes: hashed?.pieceHashes ?? null,
        gitBlobDigest: gitBlob?.digest('hex') ?? null,
      };
    },
  };
}

/** Clients of git-based hubs ask for it only of files that are no LFS objects. */
const GIT_BLOB_BYTES_MAX = 16 << 20;
