import { createHash } from 'node:crypto';
import { digestOfHex } from '../../../base/digest.ts';
import type { Digest } from '../../../base/digest.ts';
import { ggufMalformed, ggufTooLarge, quoted } from './gguf-error.ts';
import type { GgufCursor } from './gguf-cursor.ts';

/** The key-value pairs in front of the table. */
export interface GgufMetadata {
  /** Numbers and truth values as text; short lists of short strings joined by a comma and a space. */
  readonly entries: ReadonlyMap<string, string>;
  /** Of the entries, those that are strings in the file. */
  readonly strings: ReadonlySet<string>;
  readonly tokens: { readonly count: number; readonly digest: Digest } | null;
  /** Bytes; each tensor begins at a multiple of it. */
  readonly alignment: number;
}

/** Reads `count` pairs; refuses with `CHECKPOINT_GGUF_MALFORMED`, and `CHECKPOINT_TOO_LARGE` past the hub's limits. */
export async function readGgufMetadata(cursor: GgufCursor, count: number): Promise<GgufMetadata> {
  const reading: Reading = { cursor, keptBytes: 0, strings: new Set(), tokens: null };
  const entries = new Map<string, string>();
  const seen = new Set<string>();
  let alignment = ALIGNMENT;
  for (let i = 0; i < count; i++) {
    const key = await readName(cursor, KEY_BYTES_MAX, 'a key');
    if (seen.has(key)) throw ggufMalformed('each key once', quoted(key));
    seen.add(key);
    const type = await cursor.u32();
    const text = await readValue(reading, key, type);
    if (text !== null) entries.set(key, text);
    if (key === 'general.alignment') alignment = alignmentOf(type, text);
  }
  return { entries, strings: reading.strings, tokens: reading.tokens, alignment };
}

/** A string of the table or a key: not empty, UTF-8. */
export async function readName(cursor: GgufCursor, bytesMax: number, what: string): Promise<string> {
  const length = await readLength(cursor, bytesMax, what);
  if (length === 0) throw ggufMalformed(what, 'an empty one');
  try {
    return STRICT_UTF8.decode(await cursor.bytes(length));
  } catch (error) {
    if (error instanceof TypeError) throw ggufMalformed(`${what} in UTF-8`, 'other bytes');
    throw error;
  }
}

/** The format's default and its type's bound. */
const ALIGNMENT = 32;
const ALIGNMENT_MAX = 65_536;
/** The format's own limit. */
const KEY_BYTES_MAX = 65_535;
/** The longest real ones are chat templates, at some 20 KiB. */
const STRING_BYTES_MAX = 1 << 20;
/** Vocabularies have up to 260,000 tokens and about twice as many merges. */
const ITEMS_MAX = 4_000_000;
const KEPT_BYTES_MAX = 16 << 20;
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const ARRAY = 9;
const STRING = 8;
const UINT32 = 4;

interface Reading {
  readonly cursor: GgufCursor;
  readonly strings: Set<string>;
  keptBytes: number;
  tokens: GgufMetadata['tokens'];
}

interface Scalar {
  readonly width: number;
  readonly text: (view: DataView, at: number) => string | null;
}

/** By the format's numbers of types; a truth value other than 0 and 1 is none. */
const SCALARS: ReadonlyMap<number, Scalar> = new Map<number, Scalar>([
  [0, { width: 1, text: (view, at) => String(view.getUint8(at)) }],
  [1, { width: 1, text: (view, at) => String(view.getInt8(at)) }],
  [2, { width: 2, text: (view, at) => String(view.getUint16(at, true)) }],
  [3, { width: 2, text: (view, at) => String(view.getInt16(at, true)) }],
  [UINT32, { width: 4, text: (view, at) => String(view.getUint32(at, true)) }],
  [5, { width: 4, text: (view, at) => String(view.getInt32(at, true)) }],
  [6, { width: 4, text: (view, at) => String(view.getFloat32(at, true)) }],
  [7, { width: 1, text: (view, at) => ['false', 'true'][view.getUint8(at)] ?? null }],
  [10, { width: 8, text: (view, at) => String(view.getBigUint64(at, true)) }],
  [11, { width: 8, text: (view, at) => String(view.getBigInt64(at, true)) }],
  [12, { width: 8, text: (view, at) => String(view.getFloat64(at, true)) }],
]);

async function readValue(reading: Reading, key: string, type: number): Promise<string | null> {
  if (type === STRING) return readString(reading, key);
  if (type === ARRAY) return readArray(reading, key);
  const scalar = SCALARS.get(type);
  if (scalar === undefined) throw ggufMalformed(`${quoted(key)}: a type of 0 to 12`, `${type}`);
  await reading.cursor.load(scalar.width);
  const text = reading.cursor.number(scalar.width, scalar.text);
  if (text === null) throw ggufMalformed(`${quoted(key)}: 0 or 1`, 'another truth value');
  return text;
}

async function readString(reading: Reading, key: string): Promise<string> {
  const length = await readLength(reading.cursor, STRING_BYTES_MAX, quoted(key));
  reading.keptBytes += length;
  if (reading.keptBytes > KEPT_BYTES_MAX) throw ggufTooLarge(`${KEPT_BYTES_MAX} bytes of text`, 'more');
  reading.strings.add(key);
  return Buffer.from(await reading.cursor.bytes(length)).toString();
}

async function readArray(reading: Reading, key: string): Promise<string | null> {
  const { cursor } = reading;
  const type = await cursor.u32();
  const isText = type === STRING;
  const itemBytes = isText ? 8 : SCALARS.get(type)?.width;
  if (itemBytes === undefined) throw ggufMalformed(`${quoted(key)}: a list of plain values`, `type ${type}`);
  const count = await readCount(cursor, itemBytes, ITEMS_MAX, `items in ${quoted(key)}`);
  if (isText && key === 'tokenizer.ggml.tokens') reading.tokens = await hashStrings(cursor, count);
  else if (isText) return readStrings(cursor, count);
  else cursor.skip(count * itemBytes);
  return null;
}

/** A count, compared with the room that is left for as many items before anything else. */
export async function readCount(
  cursor: GgufCursor,
  itemBytes: number,
  max: number,
  what: string,
): Promise<number> {
  const count = await cursor.u64();
  const room = Math.floor(cursor.leftBytes / itemBytes);
  if (count > BigInt(room)) throw ggufMalformed(`at most ${room} ${what}`, `${count}`);
  if (count > BigInt(max)) throw ggufTooLarge(`${max} ${what}`, `${count}`);
  return Number(count);
}

function readLength(cursor: GgufCursor, bytesMax: number, what: string): Promise<number> {
  return readCount(cursor, 1, bytesMax, `bytes in ${what}`);
}

async function hashStrings(cursor: GgufCursor, count: number) {
  const hash = createHash('sha256');
  const length = new BigUint64Array(1);
  for (let i = 0; i < count; i++) {
    length[0] = BigInt(await nextLength(cursor));
    hash.update(length).update(await cursor.bytes(Number(length[0])));
  }
  return { count, digest: digestOfHex(hash.digest('hex')) };
}

/** Lists such as tags and languages are kept, vocabularies and merges passed over. */
async function readStrings(cursor: GgufCursor, count: number): Promise<string | null> {
  const texts: string[] = [];
  for (let i = 0; i < count; i++) {
    const length = await nextLength(cursor);
    if (count > LIST_ITEMS_KEPT || length > LIST_TEXT_BYTES_KEPT) cursor.skip(length);
    else texts.push(Buffer.from(await cursor.bytes(length)).toString());
  }
  return count > 0 && texts.length === count ? texts.join(', ') : null;
}

const LIST_ITEMS_KEPT = 64;
const LIST_TEXT_BYTES_KEPT = 256;

async function nextLength(cursor: GgufCursor): Promise<number> {
  if (!cursor.isLoaded(8)) await cursor.load(8);
  const length = cursor.loadedU64();
  if (length > BigInt(cursor.leftBytes))
    throw ggufMalformed(`a string of at most ${cursor.leftBytes} bytes`, `${length}`);
  if (length > BigInt(STRING_BYTES_MAX))
    throw ggufTooLarge(`${STRING_BYTES_MAX} bytes a string`, `${length}`);
  return Number(length);
}

function alignmentOf(type: number, text: string | null): number {
  const alignment = type === UINT32 ? Number(text) : 0;
  const isPower = alignment > 0 && Number.isInteger(Math.log2(alignment));
  if (isPower && alignment <= ALIGNMENT_MAX) return alignment;
  throw ggufMalformed(`an alignment that is a power of two up to ${ALIGNMENT_MAX}, as u32`, `${text}`);
}
