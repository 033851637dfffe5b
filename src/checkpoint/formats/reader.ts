import type { ByteSource } from '../../base/byte-source.ts';
import type { FormatReport } from './format-report.ts';

/** Reads one format's headers and table, checks every rule of it, executes nothing; refuses what is wrong with a rule's id. */
export type Reader = (file: FileToRead) => Promise<FormatReport>;

export interface FileToRead {
  /** As announced; only its name and extension matter. */
  readonly path: string;
  readonly source: ByteSource;
  readonly options: InspectOptions;
}

export interface InspectOptions {
  /** The files beside this one; without it a table that points elsewhere is quarantined. */
  readonly siblings?: Siblings;
  /** Reads headers only: no digests, no statistics, and none of the rules that look at values. */
  readonly isQuick?: boolean;
  /** Reads headers only where the rules' verdict can't depend on more: every tensor lies plainly inside the file. */
  readonly mayPostpone?: boolean;
  /** SPECTRAL unless told: what is computed of the values beside their digests. */
  readonly statistics?: 'NONE' | 'BASIC' | 'SPECTRAL';
  /** Bytes of tensors (and of blocks between them) that were read so far; about the file's size in the end. */
  readonly onProgress?: (bytesDone: number) => void;
  /** Looked at before each chunk. */
  readonly signal?: AbortSignal;
  /** Lets operators of ONNX Runtime's own domain `com.microsoft` pass. */
  readonly allowContribOps?: boolean;
}

/**
 * The files beside the one that is read, by plain name in the same folder; null for one that isn't there. A table that
 * points into other files (ONNX external data, a TFJS manifest, a shard index) is checked against them.
 */
export type Siblings = (name: string) => Promise<ByteSource | null>;

/** Whether a table may point there: no folder, no scheme, no drive, nothing that starts with a dot. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,254}$/.test(name);
}
