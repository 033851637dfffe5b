import { createHash } from 'node:crypto';
import type { ByteSource } from '../base/byte-source.ts';
import { rangeChunks } from '../base/byte-source.ts';
import { digestOfHex, type Digest } from '../base/digest.ts';
import { invariant } from '../base/errors.ts';
import { BlockDigests } from './block-digests.ts';
import { BLOCK_BYTES } from './block-grid.ts';
import type { FormatReport, TensorEntry } from './formats/format-report.ts';
import type { InspectOptions } from './formats/reader.ts';
import type { TensorInfo } from './inspection.ts';
import { StatisticsPass } from './statistics/statistics-pass.ts';

export interface MeasureOptions extends Pick<InspectOptions, 'statistics' | 'onProgress' | 'signal'> {
  readonly withBlocks?: boolean;
}

export interface Measured {
  readonly tensors: readonly TensorInfo[];
  /** sha256 of each block of `blockGrid`, in file order, 32 bytes each; null where they were not asked for. */
  readonly blockDigests: Uint8Array | null;
}

/**
 * Reads every tensor's bytes once: digest, statistics, spectrum, and the digests of the file's blocks. Memory stays at
 * a few chunks and one matrix of at most 16 MiB, whatever the file's size. Throws the signal's reason when it is aborted.
 */
export async function measureTensors(
  source: ByteSource,
  { tensors: entries = [] }: FormatReport,
  options: MeasureOptions = {},
): Promise<Measured> {
  const blocks = options.withBlocks ? new BlockDigests(source.sizeBytes, entries) : null;
  const statistics = new StatisticsPass(options.statistics ?? 'SPECTRAL');
  const onChunk = chunkWatch(options);
  const tensors: TensorInfo[] = [];
  for (const [i, entry] of entries.entries()) {
    const meter = statistics.open(entry);
    const onBlock = entry.chunks ? null : (blocks?.ofTensor(i) ?? null);
    const update = (chunk: Uint8Array) => {
      onChunk(chunk);
      meter?.update(chunk);
    };
    const digest = await digestOfTensor(source, entry, { onChunk: update, onBlock });
    tensors.push({ ...unmeasured(entry), digest, ...meter?.done() });
  }
  return { tensors, blockDigests: (await blocks?.done(source, onChunk)) ?? null };
}

/** The table alone, for a look that reads only headers. */
export function unmeasured({ name, dtype, shape, offset, lengthBytes }: TensorEntry): TensorInfo {
  return { name, dtype, shape, offset, lengthBytes, digest: null, statistics: null, spectrum: null };
}

function chunkWatch({ signal, onProgress }: MeasureOptions): (chunk: Uint8Array) => void {
  let bytesDone = 0;
  return (chunk) => {
    signal?.throwIfAborted();
    bytesDone += chunk.byteLength;
    onProgress?.(bytesDone);
  };
}

interface Watch {
  readonly onChunk: (chunk: Uint8Array) => void;
  /** Null where the tensor's blocks are not asked for, or not its own. */
  readonly onBlock: ((digest: Uint8Array) => void) | null;
}

/** Chunks are blocks; a tensor of one block has its digest, computed once. */
async function digestOfTensor(
  source: ByteSource,
  entry: TensorEntry,
  { onChunk, onBlock }: Watch,
): Promise<Digest> {
  const isOneBlock = entry.lengthBytes <= BLOCK_BYTES;
  const hash = createHash('sha256');
  for await (const chunk of bytesOfTensor(source, entry)) {
    onChunk(chunk);
    hash.update(chunk);
    if (!isOneBlock) onBlock?.(createHash('sha256').update(chunk).digest());
  }
  const digest = hash.digest();
  if (isOneBlock) onBlock?.(digest);
  return digestOfHex(digest.toString('hex'));
}

/** The tensor's little-endian row-major bytes; a chunk is valid until the next one is asked for. */
export function bytesOfTensor(source: ByteSource, entry: TensorEntry): AsyncIterable<Uint8Array> {
  if (entry.chunks) return entry.chunks();
  invariant(entry.offset !== null, `${entry.name} has bytes`);
  return rangeChunks(source, entry.offset, entry.lengthBytes, BLOCK_BYTES);
}
