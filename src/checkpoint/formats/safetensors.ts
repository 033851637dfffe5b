import type { ByteSource } from '../../base/byte-source.ts';
import type { FormatReport } from './format-report.ts';
import { readSafetensorsHeader } from './safetensors-header.ts';

/** Validates the header; the tensors' bytes lie in the file as they are. */
export async function readSafetensors(source: ByteSource): Promise<FormatReport> {
  const { tensors, metadata } = await readSafetensorsHeader(source);
  return { format: 'safetensors', tensors, entries: metadata };
}
