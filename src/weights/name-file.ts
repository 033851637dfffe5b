import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { blake3 } from '@noble/hashes/blake3.js';
import { chunksOf, type ByteSource } from '../base/byte-source.ts';
import type { OtherDigestKind } from '../checkpoint/digest-kind.ts';

export type FileNames = Readonly<Partial<Record<OtherDigestKind, string>>>;

/**
 * What other systems call the same bytes, as hexadecimal digits: git's blob id, BLAKE3, CRC-32, and for safetensors
 * AutoV3, which is sha256 over what follows the header (Civitai). One pass, at leisure.
 */
export async function nameFile(
  source: ByteSource,
  format: string,
  onProgress: (bytesDone: number) => void,
): Promise<FileNames> {
  const gitBlob = createHash('sha1').update(`blob ${source.sizeBytes}\0`);
  const blake = blake3.create();
  const tensors = format === 'safetensors' ? await openAutoV3(source) : null;
  let crc = 0;
  let bytesDone = 0;
  for await (const chunk of chunksOf(source)) {
    gitBlob.update(chunk);
    blake.update(chunk);
    tensors?.update(chunk, bytesDone);
    crc = crc32(chunk, crc);
    onProgress((bytesDone += chunk.byteLength));
  }
  return {
    GIT_BLOB_SHA1: gitBlob.digest('hex'),
    BLAKE3: Buffer.from(blake.digest()).toString('hex'),
    CRC32: crc.toString(16).padStart(8, '0'),
    ...(tensors && { AUTO_V3: tensors.hash.digest('hex').slice(0, AUTO_V3_DIGITS) }),
  };
}

const AUTO_V3_DIGITS = 12;
const LENGTH_BYTES = 8;

async function openAutoV3(
  source: ByteSource,
): Promise<{ hash: Hash; update(chunk: Uint8Array, at: number): void }> {
  const headerBytes = Number(Buffer.from(await source.read(0, LENGTH_BYTES)).readBigUInt64LE());
  const start = LENGTH_BYTES + headerBytes;
  const hash = createHash('sha256');
  return {
    hash,
    update: (chunk, at) =>
      void hash.update(chunk.subarray(Math.max(0, Math.min(start - at, chunk.byteLength)))),
  };
}
