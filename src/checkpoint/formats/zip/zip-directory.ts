import type { ByteSource } from '../../../base/byte-source.ts';
import { zipMalformed, zipTooLarge } from './zip-error.ts';
import {
  extraRecords,
  readFields,
  safeUint64,
  SATURATED_16,
  SATURATED_32,
  ZIP64_EXTRA,
} from './zip-fields.ts';

export interface ZipDirectory {
  readonly entries: readonly DirectoryEntry[];
  readonly directoryOffset: number;
}

/** A member as the directory describes it. */
export interface DirectoryEntry {
  readonly name: string;
  readonly nameBytes: Buffer;
  readonly flags: number;
  readonly isStored: boolean;
  readonly crc: number;
  readonly storedBytes: number;
  readonly lengthBytes: number;
  /** Where the member's local header begins. */
  readonly headerOffset: number;
}

/** Flag bit 3: sizes and checksum stand behind the member's bytes, too. */
export const HAS_DESCRIPTOR = 0x0008;

/** Reads the end records, which must be the file's last bytes, and the directory right before them. */
export async function readDirectory(source: ByteSource): Promise<ZipDirectory> {
  const { count, offset, lengthBytes } = await readEnd(source);
  if (lengthBytes > DIRECTORY_BYTES_MAX)
    throw zipTooLarge(`${DIRECTORY_BYTES_MAX} bytes of directory`, `${lengthBytes}`);
  const fields = await readFields(source, offset, lengthBytes);
  const entries: DirectoryEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    const { entry, end } = readEntry(fields, at);
    entries.push(entry);
    at = end;
  }
  if (at !== lengthBytes) throw zipMalformed(`a directory of ${at} bytes`, `${lengthBytes}`);
  assertModest(entries);
  return { entries, directoryOffset: offset };
}

const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const ENTRY_BYTES = 46;
/** 65,535 members with names of 200 bytes; torch writes one member a storage. */
const DIRECTORY_BYTES_MAX = 16 << 20;
const ENTRIES_MAX = 65_535;
/** Deflate reaches 1,032; tensors and JSON stay far below 200. */
const RATIO_MAX = 200;
const RATIO_FREE_BYTES = 1 << 20;
/** Of all deflated members together, as they would be inflated. */
const INFLATED_BYTES_MAX = 64 * 1024 ** 3;

interface End {
  readonly count: number;
  readonly offset: number;
  readonly lengthBytes: number;
}

async function readEnd(source: ByteSource): Promise<End> {
  const endOffset = source.sizeBytes - END_BYTES;
  if (endOffset < 0) throw zipMalformed(`at least ${END_BYTES} bytes`, `${source.sizeBytes}`);
  const fields = await readFields(source, endOffset, END_BYTES);
  if (fields.readUInt32LE(0) !== 0x06054b50 || fields.readUInt16LE(20) !== 0)
    throw zipMalformed('the end of the directory as the last 22 bytes, without a comment', 'other bytes');
  const [disk, directoryDisk, here, total] = [4, 6, 8, 10].map((at) => fields.readUInt16LE(at));
  if (disk !== 0 || directoryDisk !== 0 || here !== total)
    throw zipMalformed('an archive in one piece', 'a part');
  const end = { count: total ?? 0, lengthBytes: fields.readUInt32LE(12), offset: fields.readUInt32LE(16) };
  const end64 = await readEnd64(source, endOffset - LOCATOR_BYTES);
  const bound = assertSame(end, end64);
  if (bound.count > ENTRIES_MAX) throw zipTooLarge(`${ENTRIES_MAX} members`, `${bound.count}`);
  const directoryEnd = end64 === null ? endOffset : endOffset - LOCATOR_BYTES - END64_BYTES;
  if (bound.offset + bound.lengthBytes !== directoryEnd)
    throw zipMalformed(`a directory that ends at ${directoryEnd}`, `${bound.offset + bound.lengthBytes}`);
  return bound;
}

async function readEnd64(source: ByteSource, locatorOffset: number): Promise<End | null> {
  if (locatorOffset < END64_BYTES) return null;
  const locator = await readFields(source, locatorOffset, LOCATOR_BYTES);
  if (locator.readUInt32LE(0) !== 0x07064b50) return null;
  const offset = locatorOffset - END64_BYTES;
  if (locator.readUInt32LE(4) !== 0 || locator.readUInt32LE(16) > 1 || safeUint64(locator, 8) !== offset)
    throw zipMalformed(`a ZIP64 end record at ${offset}`, 'another place');
  const record = await readFields(source, offset, END64_BYTES);
  const isWhole = record.readUInt32LE(0) === 0x06064b50 && safeUint64(record, 4) === END64_BYTES - 12;
  if (!isWhole || record.readBigUInt64LE(16) !== 0n || safeUint64(record, 24) !== safeUint64(record, 32))
    throw zipMalformed('a plain ZIP64 end record', 'another one');
  return {
    count: safeUint64(record, 32),
    lengthBytes: safeUint64(record, 40),
    offset: safeUint64(record, 48),
  };
}

/** Both end records must say the same, unless the old one says that it can't. */
function assertSame(end: End, end64: End | null): End {
  if (end64 === null) return end;
  const isSame =
    (end.count === end64.count || end.count === SATURATED_16) &&
    (end.lengthBytes === end64.lengthBytes || end.lengthBytes === SATURATED_32) &&
    (end.offset === end64.offset || end.offset === SATURATED_32);
  if (!isSame) throw zipMalformed('two end records that say the same', 'different ones');
  return end64;
}

function readEntry(fields: Buffer, at: number): { entry: DirectoryEntry; end: number } {
  if (at + ENTRY_BYTES > fields.byteLength || fields.readUInt32LE(at) !== 0x02014b50)
    throw zipMalformed('a directory entry', 'other bytes');
  const [nameBytes = 0, extraBytes = 0, commentBytes = 0, disk = 0] = [28, 30, 32, 34].map((field) =>
    fields.readUInt16LE(at + field),
  );
  const end = at + ENTRY_BYTES + nameBytes + extraBytes;
  if (end > fields.byteLength || commentBytes > 0 || disk !== 0)
    throw zipMalformed('a directory entry without a comment, on this disk', 'another one');
  const name = fields.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes);
  const extra = fields.subarray(at + ENTRY_BYTES + nameBytes, end);
  return { entry: entryOf(fields.subarray(at, at + ENTRY_BYTES), name, extra), end };
}

function entryOf(fields: Buffer, nameBytes: Buffer, extra: Buffer): DirectoryEntry {
  const flags = fields.readUInt16LE(8);
  const name = nameOf(nameBytes, flags);
  const label = JSON.stringify(name.slice(0, 100));
  if ((flags & ~KNOWN_FLAGS) !== 0)
    throw zipMalformed(`${label}: no encryption, no patch`, `flags 0x${flags.toString(16)}`);
  const method = fields.readUInt16LE(10);
  if (method !== 0 && method !== 8) throw zipMalformed(`${label}: stored or deflated`, `method ${method}`);
  const wide = wideNumbers(
    [fields.readUInt32LE(24), fields.readUInt32LE(20), fields.readUInt32LE(42)],
    extraRecords(extra).get(ZIP64_EXTRA),
  );
  const [lengthBytes = 0, storedBytes = 0, headerOffset = 0] = wide;
  const isStored = method === 0;
  if ((isStored || name.endsWith('/')) && lengthBytes !== storedBytes)
    throw zipMalformed(`${label}: ${storedBytes} stored bytes`, `${lengthBytes}`);
  if (name.endsWith('/') && lengthBytes > 0)
    throw zipMalformed(`${label}: an empty directory`, `${lengthBytes} bytes`);
  return {
    name,
    nameBytes,
    flags,
    isStored,
    crc: fields.readUInt32LE(16),
    storedBytes,
    lengthBytes,
    headerOffset,
  };
}

/** Deflate's level (bits 1, 2), the descriptor, names in UTF-8. */
const KNOWN_FLAGS = 0x0006 | HAS_DESCRIPTOR | 0x0800;
const NAME_BYTES_MAX = 1024;

function nameOf(bytes: Buffer, flags: number): string {
  const isUtf8 = (flags & 0x0800) !== 0;
  const text = bytes.toString(isUtf8 ? 'utf8' : 'latin1');
  const isPlain = isUtf8 ? Buffer.from(text).equals(bytes) : bytes.every((byte) => byte < 0x80);
  if (isPlain && bytes.byteLength <= NAME_BYTES_MAX && isPlainPath(text)) return text;
  throw zipMalformed('a plain relative member name', JSON.stringify(text.slice(0, 100)));
}

function isPlainPath(name: string): boolean {
  const path = name.endsWith('/') ? name.slice(0, -1) : name;
  const isWell = path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  return isWell && !/[\p{Cc}\\]|^[a-z]:/iu.test(path);
}

/** Numbers of 32 bits, each replaced from the ZIP64 record where it is saturated, and by nothing else. */
function wideNumbers(narrow: readonly number[], record: Buffer | undefined): readonly number[] {
  let at = 0;
  const wide = narrow.map((value) => {
    if (value !== SATURATED_32) return value;
    if (record === undefined || at + 8 > record.byteLength) throw zipMalformed('a ZIP64 size', 'none');
    at += 8;
    return safeUint64(record, at - 8);
  });
  if (record !== undefined && at !== record.byteLength)
    throw zipMalformed(`a ZIP64 record of ${at} bytes`, `${record.byteLength}`);
  return wide;
}

function assertModest(entries: readonly DirectoryEntry[]): void {
  let inflatedBytes = 0;
  for (const { name, isStored, lengthBytes, storedBytes } of entries) {
    if (!isStored) inflatedBytes += lengthBytes;
    if (lengthBytes > RATIO_FREE_BYTES && lengthBytes > RATIO_MAX * storedBytes)
      throw zipMalformed(
        `a ratio of at most ${RATIO_MAX}`,
        `${JSON.stringify(name.slice(0, 100))}: ${lengthBytes} of ${storedBytes} bytes`,
      );
  }
  if (inflatedBytes > INFLATED_BYTES_MAX)
    throw zipTooLarge(`${INFLATED_BYTES_MAX} inflated bytes`, `${inflatedBytes}`);
}
