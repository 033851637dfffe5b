import type { Inspection } from '../checkpoint/inspection.ts';
import type { FileHashes } from './hash-file.ts';

/** All that is computed of a file's bytes when it comes in. */
export interface Examination extends FileHashes {
  /** sha256 of each block of `blockGrid`, 32 bytes each; null where nobody asked, or the inspection was stopped. */
  readonly blockDigests: Uint8Array | null;
  readonly inspection: Inspection;
}
