import { refusal } from './errors.ts';

/** Random access to bytes that a stranger chose: a file, a buffer, a range of a larger source. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Exactly `length` bytes from `offset`; refuses with `BASE_BYTES_OUT_OF_RANGE` past the end. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

export function bytesOf(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.byteLength,
    async read(offset, length) {
      assertInside(offset, length, bytes.byteLength);
      return bytes.subarray(offset, offset + length);
    },
  };
}

export function assertInside(offset: number, length: number, sizeBytes: number): void {
  const isSane = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0;
  if (isSane && offset + length <= sizeBytes) return;
  throw refusal('BASE_BYTES_OUT_OF_RANGE', 'the file ends before what it announces', {
    expected: `bytes inside 0..${sizeBytes}`,
    received: `${offset}..${offset + length}`,
  });
}

/** Walks a source in chunks; memory stays at one chunk. */
export async function* chunksOf(source: ByteSource, chunkBytes = 1 << 20): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < source.sizeBytes; offset += chunkBytes)
    yield await source.read(offset, Math.min(chunkBytes, source.sizeBytes - offset));
}
