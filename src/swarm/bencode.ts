import { swarmRefusal } from './swarm-error.ts';

/** What BEP 3 can say: integers, byte strings, lists, and dictionaries whose keys are sorted bytes. */
export type Bencoded =
  | number
  | string
  | Uint8Array
  | readonly Bencoded[]
  | { readonly [key: string]: Bencoded };

/** What comes back from reading: byte strings stay bytes; keys are read as latin-1. */
export type Bdecoded = number | Buffer | readonly Bdecoded[] | ReadonlyMap<string, Bdecoded>;

export function bencode(value: Bencoded): Buffer {
  return Buffer.concat([...partsOf(value)]);
}

function* partsOf(value: Bencoded): Generator<Buffer> {
  if (typeof value === 'number') return yield Buffer.from(`i${value}e`);
  if (typeof value === 'string') return yield* bytesPart(Buffer.from(value));
  if (value instanceof Uint8Array) return yield* bytesPart(Buffer.from(value));
  if (Array.isArray(value)) return yield* listParts(value as readonly Bencoded[]);
  return yield* dictionaryParts(value as { readonly [key: string]: Bencoded });
}

function* bytesPart(bytes: Buffer): Generator<Buffer> {
  yield Buffer.from(`${bytes.length}:`);
  yield bytes;
}

function* listParts(items: readonly Bencoded[]): Generator<Buffer> {
  yield Buffer.from('l');
  for (const item of items) yield* partsOf(item);
  yield Buffer.from('e');
}

function* dictionaryParts(entries: { readonly [key: string]: Bencoded }): Generator<Buffer> {
  yield Buffer.from('d');
  for (const key of Object.keys(entries).sort()) {
    yield* partsOf(key);
    yield* partsOf(entries[key] as Bencoded);
  }
  yield Buffer.from('e');
}

/** Deeper than any torrent or tracker answer goes (4), far from what a stack can bear. */
const DEPTH_MAX = 16;
/** A torrent of 100,000 files has about half of it. */
const VALUES_MAX = 1_000_000;

/** Reads bytes that a stranger chose; `SWARM_BENCODE_MALFORMED` for anything but one whole value. */
export function bdecode(bytes: Uint8Array, depthMax = DEPTH_MAX): Bdecoded {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = { bytes: whole, at: 0, valuesLeft: VALUES_MAX, depthMax };
  const value = readValue(reader, 0);
  if (reader.at !== bytes.byteLength) throw malformed(reader.at, 'bytes after the value');
  return value;
}

interface Reader {
  readonly bytes: Buffer;
  readonly depthMax: number;
  at: number;
  valuesLeft: number;
}

function readValue(reader: Reader, depth: number): Bdecoded {
  if (depth > reader.depthMax) throw malformed(reader.at, `nesting deeper than ${reader.depthMax}`);
  if (reader.valuesLeft-- === 0) throw malformed(reader.at, `more than ${VALUES_MAX} values`);
  const kind = String.fromCharCode(reader.bytes[reader.at] ?? 0);
  if (kind === 'i') return readInteger(reader);
  if (kind === 'l') return readList(reader, depth);
  if (kind === 'd') return readDictionary(reader, depth);
  return readBytes(reader);
}

function readInteger(reader: Reader): number {
  const text = readUntil(reader, reader.at + 1, 'e');
  const value = Number(text);
  if (!/^(0|-?[1-9]\d{0,15})$/.test(text) || !Number.isSafeInteger(value))
    throw malformed(reader.at, `the integer ${text}`);
  return value;
}

function readBytes(reader: Reader): Buffer {
  const text = readUntil(reader, reader.at, ':');
  if (!/^(0|[1-9]\d{0,9})$/.test(text)) throw malformed(reader.at, `the length ${text}`);
  const end = reader.at + Number(text);
  if (end > reader.bytes.length) throw malformed(reader.at, `a string of ${text} bytes`);
  const value = reader.bytes.subarray(reader.at, end);
  reader.at = end;
  return value;
}

function readList(reader: Reader, depth: number): Bdecoded[] {
  const items: Bdecoded[] = [];
  reader.at++;
  while (!atEnd(reader)) items.push(readValue(reader, depth + 1));
  return items;
}

function readDictionary(reader: Reader, depth: number): ReadonlyMap<string, Bdecoded> {
  const entries = new Map<string, Bdecoded>();
  reader.at++;
  while (!atEnd(reader)) {
    const key = readBytes(reader).toString('latin1');
    if (entries.has(key)) throw malformed(reader.at, `the key ${key} twice`);
    entries.set(key, readValue(reader, depth + 1));
  }
  return entries;
}

function atEnd(reader: Reader): boolean {
  if (reader.at >= reader.bytes.length) throw malformed(reader.at, 'the end of the bytes');
  if (reader.bytes[reader.at] !== 0x65) return false;
  reader.at++;
  return true;
}

const NUMBER_CHARS_MAX = 20;

function readUntil(reader: Reader, from: number, mark: string): string {
  const window = reader.bytes.subarray(from, from + NUMBER_CHARS_MAX);
  const length = window.indexOf(mark);
  if (length < 0) throw malformed(from, 'no number');
  reader.at = from + length + 1;
  return window.toString('latin1', 0, length);
}

function malformed(at: number, received: string) {
  return swarmRefusal('SWARM_BENCODE_MALFORMED', 'these bytes are not bencoded', {
    expected: 'one integer, byte string, list or dictionary (BEP 3)',
    received: `${received.slice(0, 60)} at byte ${at}`,
  });
}
