import type { ByteSource } from '../../base/byte-source.ts';
import type { TensorInfo } from '../inspection.ts';
import { digestOfRange } from '../tensor-digests.ts';
import type { FormatReport } from './format-report.ts';
import { readSafetensorsHeader } from './safetensors-header.ts';

/** Validates the header, then digests each tensor from the stream. */
export async function readSafetensors(source: ByteSource): Promise<FormatReport> {
  const { tensors: entries, metadata } = await readSafetensorsHeader(source);
  const tensors: TensorInfo[] = [];
  for (const entry of entries)
    tensors.push({ ...entry, digest: await digestOfRange(source, entry.offset, entry.lengthBytes) });
  return { format: 'safetensors', tensors, entries: metadata };
}
