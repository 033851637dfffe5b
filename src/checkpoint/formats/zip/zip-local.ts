import type { ByteSource } from '../../../base/byte-source.ts';
import { HAS_DESCRIPTOR, type DirectoryEntry } from './zip-directory.ts';
import { zipMalformed } from './zip-error.ts';
import { extraRecords, readFields, safeUint64, SATURATED_32, ZIP64_EXTRA } from './zip-fields.ts';

/**
 * Where a member's bytes begin, once its local header is known to say what the directory says, and its bytes (with
 * their descriptor) to end where the next member or the directory begins.
 */
export async function placeOf(source: ByteSource, entry: DirectoryEntry, end: number): Promise<number> {
  const header = await readFields(
    source,
    entry.headerOffset,
    Math.min(HEADER_BYTES, end - entry.headerOffset),
  );
  if (header.byteLength < HEADER_BYTES || header.readUInt32LE(0) !== 0x04034b50)
    throw differs(entry, 'a local header', 'other bytes');
  const offset = entry.headerOffset + HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const gapBytes = end - offset - entry.storedBytes;
  if (gapBytes < 0) throw differs(entry, 'members that do not overlap', `${-gapBytes} bytes too many`);
  const rest = await readFields(
    source,
    entry.headerOffset + HEADER_BYTES,
    offset - entry.headerOffset - HEADER_BYTES,
  );
  assertSameHeader(entry, header, rest);
  await assertSameDescriptor(source, entry, offset + entry.storedBytes, gapBytes);
  return offset;
}

const HEADER_BYTES = 30;

function assertSameHeader(entry: DirectoryEntry, header: Buffer, rest: Buffer): void {
  const nameBytes = header.readUInt16LE(26);
  if (!rest.subarray(0, nameBytes).equals(entry.nameBytes))
    throw differs(entry, 'the same name twice', 'two names');
  const method = entry.isStored ? 0 : 8;
  if (header.readUInt16LE(6) !== entry.flags || header.readUInt16LE(8) !== method)
    throw differs(entry, 'the same flags and method twice', 'different ones');
  const [crc, stored, length] = [14, 18, 22].map((at) => header.readUInt32LE(at));
  const isLeftOpen = (entry.flags & HAS_DESCRIPTOR) !== 0 && crc === 0 && stored === 0 && length === 0;
  const wide = extraRecords(rest.subarray(nameBytes)).get(ZIP64_EXTRA);
  if (wide !== undefined) assertSameWide(entry, wide);
  if (isLeftOpen) return;
  if (
    crc !== entry.crc ||
    !isSize(stored, entry.storedBytes, wide) ||
    !isSize(length, entry.lengthBytes, wide)
  )
    throw differs(entry, 'the same checksum and sizes twice', 'different ones');
}

function isSize(narrow: number | undefined, bytes: number, wide: Buffer | undefined): boolean {
  return narrow === bytes || (narrow === SATURATED_32 && wide !== undefined);
}

function assertSameWide(entry: DirectoryEntry, wide: Buffer): void {
  const isSame =
    wide.byteLength === 16 &&
    safeUint64(wide, 0) === entry.lengthBytes &&
    safeUint64(wide, 8) === entry.storedBytes;
  if (!isSame) throw differs(entry, 'the same ZIP64 sizes twice', 'different ones');
}

/** With or without its signature, with sizes of 32 or 64 bits: its length says which. */
async function assertSameDescriptor(source: ByteSource, entry: DirectoryEntry, at: number, gapBytes: number) {
  const wanted = (entry.flags & HAS_DESCRIPTOR) === 0 ? [0] : [12, 16, 20, 24];
  if (!wanted.includes(gapBytes))
    throw differs(entry, `${wanted.join(' or ')} bytes behind it`, `${gapBytes}`);
  if (gapBytes === 0) return;
  const fields = await readFields(source, at, gapBytes);
  const isSigned = gapBytes % 8 === 0;
  if (isSigned && fields.readUInt32LE(0) !== 0x08074b50)
    throw differs(entry, 'a data descriptor', 'other bytes');
  const numbers = fields.subarray(isSigned ? 4 : 0);
  const sizes =
    numbers.byteLength === 12
      ? [numbers.readUInt32LE(4), numbers.readUInt32LE(8)]
      : [safeUint64(numbers, 4), safeUint64(numbers, 12)];
  const isSame =
    numbers.readUInt32LE(0) === entry.crc && sizes[0] === entry.storedBytes && sizes[1] === entry.lengthBytes;
  if (!isSame) throw differs(entry, 'a descriptor with the same checksum and sizes', 'different ones');
}

function differs({ name }: DirectoryEntry, expected: string, received: string) {
  return zipMalformed(`${JSON.stringify(name.slice(0, 100))}: ${expected}`, received);
}
