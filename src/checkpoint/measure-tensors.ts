import { createHash } from 'node:crypto';
import type { ByteSource } from '../base/byte-source.ts';
import { rangeChunks } from '../base/byte-source.ts';
import { digestOfHex } from '../base/digest.ts';
import { invariant } from '../base/errors.ts';
import type { FormatReport, TensorEntry } from './formats/format-report.ts';
import type { TensorInfo } from './inspection.ts';

/** Reads every tensor's bytes once: the digest of each. Memory stays at one chunk, whatever the file's size. */
export async function measureTensors(
  source: ByteSource,
  { tensors = [] }: FormatReport,
): Promise<readonly TensorInfo[]> {
  const measured: TensorInfo[] = [];
  for (const entry of tensors) measured.push(await measure(source, entry));
  return measured;
}

/** The table alone, for a look that reads only headers. */
export function unmeasured({ name, dtype, shape, offset, lengthBytes }: TensorEntry): TensorInfo {
  return { name, dtype, shape, offset, lengthBytes, digest: null, statistics: null, spectrum: null };
}

async function measure(source: ByteSource, entry: TensorEntry): Promise<TensorInfo> {
  const hash = createHash('sha256');
  for await (const chunk of bytesOfTensor(source, entry)) hash.update(chunk);
  return { ...unmeasured(entry), digest: digestOfHex(hash.digest('hex')) };
}

/** The tensor's little-endian row-major bytes; a chunk is valid until the next one is asked for. */
export function bytesOfTensor(source: ByteSource, entry: TensorEntry): AsyncIterable<Uint8Array> {
  if (entry.chunks) return entry.chunks();
  invariant(entry.offset !== null, `${entry.name} has bytes`);
  return rangeChunks(source, entry.offset, entry.lengthBytes);
}
