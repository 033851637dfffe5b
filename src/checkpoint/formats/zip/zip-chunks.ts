import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import { rangeChunks, type ByteSource } from '../../../base/byte-source.ts';
import type { ZipEntry } from './zip-archive.ts';
import { zipMalformed, zipTooLarge } from './zip-error.ts';

/**
 * A member's bytes, inflated where they are deflated; memory stays at one chunk. Refuses with
 * `CHECKPOINT_ZIP_MALFORMED` at more or fewer bytes than announced, or when the checksum is another.
 */
export async function* memberChunks(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let crc = 0;
  let doneBytes = 0;
  const chunks = entry.isStored
    ? rangeChunks(source, entry.offset, entry.storedBytes)
    : inflated(source, entry);
  for await (const chunk of chunks) {
    doneBytes += chunk.byteLength;
    if (doneBytes > entry.lengthBytes) break;
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (doneBytes !== entry.lengthBytes)
    throw wrong(entry, `${entry.lengthBytes} bytes`, doneBytes > entry.lengthBytes ? 'more' : `${doneBytes}`);
  if (crc !== entry.crc) throw wrong(entry, `checksum ${entry.crc.toString(16)}`, crc.toString(16));
}

/** A whole member of at most `bytesMax` bytes. */
export async function memberBytes(source: ByteSource, entry: ZipEntry, bytesMax: number): Promise<Buffer> {
  if (entry.lengthBytes > bytesMax)
    throw zipTooLarge(
      `at most ${bytesMax} bytes of ${JSON.stringify(entry.name.slice(0, 100))}`,
      `${entry.lengthBytes}`,
    );
  const bytes = Buffer.alloc(entry.lengthBytes);
  let at = 0;
  for await (const chunk of memberChunks(source, entry)) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

const CHUNK_BYTES = 256 << 10;

async function* inflated(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES });
  const fed = feed(source, entry, inflate);
  try {
    for await (const chunk of inflate) if (chunk instanceof Uint8Array) yield chunk;
    // Trailing bytes behind the stream are a hiding place: deflate must use all that the member has.
    if (inflate.bytesWritten !== entry.storedBytes)
      throw wrong(entry, 'nothing behind the deflated bytes', 'more');
    await fed;
  } catch (error) {
    if (isZlibError(error)) throw wrong(entry, 'whole deflated bytes', error.message);
    throw error;
  } finally {
    inflate.destroy();
  }
}

/** Hands the stored bytes over as fast as they are taken; a disk's fault goes the way of the stream's errors. */
async function feed(source: ByteSource, entry: ZipEntry, inflate: InflateRaw): Promise<void> {
  const closed = new Promise<void>((resolve) => inflate.once('close', resolve));
  try {
    for (let done = 0; done < entry.storedBytes && !inflate.destroyed; done += CHUNK_BYTES) {
      const chunk = await source.read(entry.offset + done, Math.min(CHUNK_BYTES, entry.storedBytes - done));
      const taken = new Promise<void>((resolve) => inflate.write(chunk, () => resolve()));
      await Promise.race([taken, closed]);
    }
    inflate.end();
  } catch (error) {
    inflate.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^Z_|^ERR_STREAM|^ERR_ZLIB/.test(String(error.code));
}

function wrong({ name }: ZipEntry, expected: string, received: string) {
  return zipMalformed(`${JSON.stringify(name.slice(0, 100))}: ${expected}`, received);
}
