import { rangeChunks, type ByteSource } from '../../../base/byte-source.ts';
import { hdf5Malformed } from './hdf5-library.ts';

/**
 * Walks every global heap of the file, where texts lie. libhdf5 goes on for ever at an object that takes no room, which
 * fuzzing found; so each must take some and end inside its heap. Refuses with `CHECKPOINT_HDF5_MALFORMED`.
 */
export async function assertGlobalHeaps(source: ByteSource): Promise<void> {
  const tail = Buffer.alloc(MARK.length - 1);
  let at = 0;
  for await (const chunk of rangeChunks(source, 0, source.sizeBytes)) {
    const bytes = Buffer.concat([tail, chunk]);
    const start = at - tail.length;
    for (let hit = bytes.indexOf(MARK); hit >= 0; hit = bytes.indexOf(MARK, hit + 1))
      await assertHeap(source, start + hit);
    bytes.copy(tail, 0, bytes.length - tail.length);
    at += chunk.byteLength;
  }
}

/** The signature and the only version there is. */
const MARK = Buffer.from('GCOL\x01', 'latin1');
const HEADER_BYTES = 16;

async function assertHeap(source: ByteSource, start: number): Promise<void> {
  if (start < 0 || start + HEADER_BYTES > source.sizeBytes) return;
  const sizeBytes = Buffer.from(await source.read(start + 8, 8)).readBigUInt64LE();
  if (sizeBytes > BigInt(source.sizeBytes - start))
    throw hdf5Malformed(`a heap of at most ${source.sizeBytes - start} bytes`, `${sizeBytes}`);
  const end = start + Number(sizeBytes);
  for (let at = start + HEADER_BYTES; at + HEADER_BYTES <= end;) {
    const object = Buffer.from(await source.read(at, HEADER_BYTES));
    const isFree = object.readUInt16LE() === 0;
    const size = object.readBigUInt64LE(8);
    // A free stretch counts its own header; texts do not, and are padded to 8 bytes.
    const taken = isFree ? size : 16n + ((size + 7n) & ~7n);
    if (taken < 16n || taken > BigInt(end - at))
      throw hdf5Malformed(`an object of 16 to ${end - at} bytes in a heap`, `${taken}`);
    at += Number(taken);
  }
}
