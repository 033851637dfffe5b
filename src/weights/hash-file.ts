import { createHash } from 'node:crypto';
import { chunksOf, type ByteSource } from '../base/byte-source.ts';
import { pieceHasher, type PieceHashes } from './piece-hashes.ts';

export interface FileHashes extends PieceHashes {
  readonly gitBlobDigest: string | null;
}

/** One pass over a file: sha256, SHA-1 of each piece, and git's id where the file is small enough to be text. */
export async function hashFile(
  source: ByteSource,
  onProgress: (bytesDone: number) => void,
): Promise<FileHashes> {
  const isSmall = source.sizeBytes <= GIT_BLOB_BYTES_MAX;
  const gitBlob = isSmall ? createHash('sha1').update(`blob ${source.sizeBytes}\0`) : null;
  const pieces = pieceHasher(source.sizeBytes);
  let bytesDone = 0;
  for await (const chunk of chunksOf(source)) {
    gitBlob?.update(chunk);
    pieces.update(chunk);
    onProgress((bytesDone += chunk.byteLength));
  }
  return { ...pieces.done(), gitBlobDigest: gitBlob?.digest('hex') ?? null };
}

/** Clients of git-based hubs ask for it only of files that are no LFS objects. */
const GIT_BLOB_BYTES_MAX = 16 << 20;
