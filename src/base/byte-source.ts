import { refusal } from './errors.ts';

/** Random access to bytes that a stranger chose: a file, a buffer, a range of a larger source. */
export interface ByteSource {
  readonly sizeBytes: number;
  /**
   * Exactly `length` bytes from `offset`; refuses with `BASE_BYTES_OUT_OF_RANGE` past the end. A source may put them
   * into `into`, which saves walks over large files a buffer for each step.
   */
  read(offset: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
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

/** A part of a source as a source of its own. */
export function rangeOf(source: ByteSource, offset: number, sizeBytes: number): ByteSource {
  assertInside(offset, sizeBytes, source.sizeBytes);
  return {
    sizeBytes,
    async read(at, length, into) {
      assertInside(at, length, sizeBytes);
      return source.read(offset + at, length, into);
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

/** Walks a source in chunks; memory stays at two, and a chunk is valid until the next one is asked for. */
export function chunksOf(source: ByteSource, chunkBytes = CHUNK_BYTES): AsyncGenerator<Uint8Array> {
  return rangeChunks(source, 0, source.sizeBytes, chunkBytes);
}

/** The same for a range of it. */
export async function* rangeChunks(
  source: ByteSource,
  offset: number,
  lengthBytes: number,
  chunkBytes = CHUNK_BYTES,
): AsyncGenerator<Uint8Array> {
  const buffers = [0, 1].map(() => new Uint8Array(Math.min(chunkBytes, lengthBytes)));
  // While a chunk is worked on, the next one is read.
  const readAt = (done: number): Promise<Uint8Array> | null => {
    if (done >= lengthBytes) return null;
    const into = buffers[(done / chunkBytes) % 2];
    const reading = source.read(offset + done, Math.min(chunkBytes, lengthBytes - done), into);
    // Its failure is told when the chunk is asked for, and to nobody when it never is.
    reading.catch(() => undefined);
    return reading;
  };
  let next = readAt(0);
  for (let done = 0; next !== null; done += chunkBytes) {
    const chunk: Uint8Array = await next;
    next = readAt(done + chunkBytes);
    yield chunk;
  }
}

const CHUNK_BYTES = 1 << 20;
