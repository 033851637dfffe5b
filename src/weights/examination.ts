import { createHash } from 'node:crypto';
import type { ByteSource } from '../base/byte-source.ts';
import { chunksOf } from '../base/byte-source.ts';
import type { Digest } from '../base/digest.ts';
import { inspectArtifact } from '../checkpoint/inspect.ts';
import type { Inspection } from '../checkpoint/inspection.ts';
import { pieceHasher } from './piece-hashes.ts';

/** All that is computed of a file's bytes when it comes in. */
export interface Examination {
  readonly digest: Digest;
  readonly sizeBytes: number;
  /** The id git would give the bytes; Hugging Face clients ask for it. */
  readonly gitBlobDigest: string;
  /** SHA-1 of each BitTorrent piece, 20 bytes each. */
  readonly pieceHashes: Uint8Array;
  readonly inspection: Inspection;
}

/** One pass for the digests, then the inspection, which reads only what it needs. */
export async function examine(source: ByteSource, announcedPath: string): Promise<Examination> {
  const gitBlob = createHash('sha1').update(`blob ${source.sizeBytes}\0`);
  const pieces = pieceHasher(source.sizeBytes);
  for await (const chunk of chunksOf(source)) {
    gitBlob.update(chunk);
    pieces.update(chunk);
  }
  const hashes = pieces.done();
  return {
    digest: hashes.digest,
    sizeBytes: source.sizeBytes,
    gitBlobDigest: gitBlob.digest('hex'),
    pieceHashes: hashes.pieceHashes,
    inspection: await inspectArtifact(announcedPath, source),
  };
}
