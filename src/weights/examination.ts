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
  readonly inspection: Inspection;
}
