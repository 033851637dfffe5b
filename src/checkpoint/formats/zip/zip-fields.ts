import type { ByteSource } from '../../../base/byte-source.ts';
import { zipMalformed } from './zip-error.ts';

/** A range of the archive as a Buffer, for its little-endian numbers. */
export async function readFields(source: ByteSource, offset: number, length: number): Promise<Buffer> {
  const bytes = await source.read(offset, length);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A 64-bit number that a double holds exactly; sizes beyond are nobody's. */
export function safeUint64(fields: Buffer, at: number): number {
  const value = fields.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw zipMalformed('a size below 2^53', `${value}`);
  return Number(value);
}

/** The value that says "see the ZIP64 record instead". */
export const SATURATED_32 = 0xffffffff;
export const SATURATED_16 = 0xffff;

/** The records of an extra field by id; refuses records that change how the rest is read, or that don't fill it. */
export function extraRecords(extra: Buffer): ReadonlyMap<number, Buffer> {
  const records = new Map<number, Buffer>();
  let at = 0;
  while (at < extra.byteLength) {
    if (at + 4 > extra.byteLength)
      throw zipMalformed('whole extra records', `${extra.byteLength - at} bytes left`);
    const id = extra.readUInt16LE(at);
    const length = extra.readUInt16LE(at + 2);
    if (at + 4 + length > extra.byteLength)
      throw zipMalformed('extra records inside their field', `${length} bytes`);
    if (MISLEADING_EXTRAS.has(id) || records.has(id))
      throw zipMalformed('harmless extra records', `0x${id.toString(16)}`);
    records.set(id, extra.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return records;
}

export const ZIP64_EXTRA = 0x0001;

/** Another name or comment in Unicode, and encryption: with these two readers see two archives. */
const MISLEADING_EXTRAS: ReadonlySet<number> = new Set([0x7075, 0x6375, 0x9901, 0x0017]);
