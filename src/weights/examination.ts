import type { Digest } from '../base/digest.ts';
import type { Inspection } from '../checkpoint/inspection.ts';

/** All that is computed of a file's bytes when it comes in. */
export interface Examination {
  readonly digest: Digest;
  readonly sizeBytes: number;
  /** The id git would give the bytes; null above 16 MiB, where it is computed later. */
  readonly gitBlobDigest: string | null;
  /** SHA-1 of each BitTorrent piece, 20 bytes each. */
  readonly pieceHashes: Uint8Array;
  /** sha256 of each block of `blockGrid`, 32 bytes each; null where nobody asked, or the inspection was stopped. */
  readonly blockDigests: Uint8Array | null;
  readonly inspection: Inspection;
}
