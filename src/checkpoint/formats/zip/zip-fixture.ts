import { crc32, deflateRawSync } from 'node:zlib';

/** A member for a test's archive; the overrides make it lie. */
export interface MemberToWrite {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isDeflated?: boolean;
  /** Sizes and checksum behind the bytes, as torch writes them. */
  readonly hasDescriptor?: boolean;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  readonly lengthBytes?: number;
  readonly localName?: string;
  readonly localExtra?: Uint8Array;
  /** Bytes between this member and the next. */
  readonly gap?: Uint8Array;
}

/** A ZIP archive; `end` replaces the end record's numbers, `comment` follows it. */
export function writeZip(
  members: readonly MemberToWrite[],
  { comment = '', zip64 = false, prefix = '' } = {},
): Buffer {
  const parts: Buffer[] = [Buffer.from(prefix)];
  const directory: Buffer[] = [];
  let offset = prefix.length;
  for (const member of members) {
    const { local, central } = writeMember(member, offset);
    parts.push(local);
    directory.push(central);
    offset += local.byteLength;
  }
  const entries = Buffer.concat(directory);
  const wide = zip64 ? end64(members.length, entries.byteLength, offset) : Buffer.alloc(0);
  return Buffer.concat([...parts, entries, wide, end(members.length, entries.byteLength, offset, comment)]);
}

function writeMember(member: MemberToWrite, offset: number) {
  const stored = member.isDeflated === true ? deflateRawSync(member.bytes) : Buffer.from(member.bytes);
  const flags = member.flags ?? (member.hasDescriptor === true ? 0x0808 : 0);
  const method = member.method ?? (member.isDeflated === true ? 8 : 0);
  const lengthBytes = member.lengthBytes ?? member.bytes.byteLength;
  const sums = Buffer.alloc(12);
  sums.writeUInt32LE(member.crc ?? crc32(member.bytes), 0);
  sums.writeUInt32LE(stored.byteLength, 4);
  sums.writeUInt32LE(lengthBytes, 8);
  const kind = Buffer.alloc(8);
  kind.writeUInt16LE(flags, 0);
  kind.writeUInt16LE(method, 2);
  const extra = member.localExtra ?? new Uint8Array(0);
  const name = Buffer.from(member.name);
  const localName = Buffer.from(member.localName ?? member.name);
  const local = Buffer.concat([
    Buffer.from('504b03041400', 'hex'),
    kind,
    member.hasDescriptor === true ? Buffer.alloc(12) : sums,
    uint16(localName.byteLength),
    uint16(extra.byteLength),
    localName,
    extra,
    stored,
    member.hasDescriptor === true ? Buffer.concat([Buffer.from('PK\x07\x08'), sums]) : Buffer.alloc(0),
    member.gap ?? Buffer.alloc(0),
  ]);
  const central = Buffer.concat([
    Buffer.from('504b010214001400', 'hex'),
    kind,
    sums,
    uint16(name.byteLength),
    Buffer.alloc(12),
    uint32(offset),
    name,
  ]);
  return { local, central };
}

function end(count: number, lengthBytes: number, offset: number, comment: string): Buffer {
  const counts = [uint16(count), uint16(count), uint32(lengthBytes), uint32(offset), uint16(comment.length)];
  return Buffer.concat([Buffer.from('504b050600000000', 'hex'), ...counts, Buffer.from(comment)]);
}

function end64(count: number, lengthBytes: number, offset: number): Buffer {
  const record = Buffer.alloc(56);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  for (const [at, value] of [
    [24, count],
    [32, count],
    [40, lengthBytes],
    [48, offset],
  ] as const)
    record.writeBigUInt64LE(BigInt(value), at);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(offset + lengthBytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
