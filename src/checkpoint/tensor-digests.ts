import { createHash } from 'node:crypto';
import type { ByteSource } from '../base/byte-source.ts';
import { digestOfHex, type Digest } from '../base/digest.ts';

/** Digests a range of a file; memory stays at one chunk. */
export async function digestOfRange(
  source: ByteSource,
  offset: number,
  lengthBytes: number,
): Promise<Digest> {
  const hash = createHash('sha256');
  for (let done = 0; done < lengthBytes; done += CHUNK_BYTES)
    hash.update(await source.read(offset + done, Math.min(CHUNK_BYTES, lengthBytes - done)));
  return digestOfHex(hash.digest('hex'));
}

const CHUNK_BYTES = 1 << 20;
