import type { ByteSource } from '../../base/byte-source.ts';
import { refuse } from '../checkpoint-error.ts';
import { DTYPE_BITS, elementCount, isSafetensorsDtype, type SafetensorsDtype } from '../dtype.ts';
import { parseStrictJson, type StrictJson } from '../strict-json.ts';

/** A safetensors file: u64 little-endian header length, JSON header, then the tensors' bytes without a gap. */
export interface SafetensorsHeader {
  /** In the order of their bytes. */
  readonly tensors: readonly SafetensorsEntry[];
  readonly metadata: ReadonlyMap<string, string>;
}

export interface SafetensorsEntry {
  readonly name: string;
  readonly dtype: SafetensorsDtype;
  readonly shape: readonly number[];
  /** From the start of the file. */
  readonly offset: number;
  readonly lengthBytes: number;
}

/** Reads and validates every rule of the format; refuses with `CHECKPOINT_SAFETENSORS_MALFORMED`. */
export async function readSafetensorsHeader(source: ByteSource): Promise<SafetensorsHeader> {
  const headerBytes = await readHeaderLength(source);
  const header = parseHeader(await source.read(LENGTH_BYTES, headerBytes));
  const metadata = metadataOf(header.get('__metadata__'));
  const entries = [...header].filter(([name]) => name !== '__metadata__');
  if (entries.length > TENSORS_MAX) throw tooLarge(`${TENSORS_MAX} tensors`, `${entries.length}`);
  const dataStart = LENGTH_BYTES + headerBytes;
  const tensors = entries.map(([name, value]) => entryOf(name, value, dataStart));
  tensors.sort((a, b) => a.offset - b.offset || a.lengthBytes - b.lengthBytes);
  assertTiled(tensors, dataStart, source.sizeBytes);
  return { tensors, metadata };
}

const LENGTH_BYTES = 8;
/** `MAX_HEADER_SIZE` of huggingface/safetensors. */
const HEADER_BYTES_FORMAT_MAX = 100_000_000;
/** What Hugging Face's hub clients read; the largest public models stay below 10 MB. */
const HEADER_BYTES_MAX = 25_000_000;
const TENSORS_MAX = 200_000;
/** Header, tensor, list. */
const DEPTH_MAX = 3;

async function readHeaderLength(source: ByteSource): Promise<number> {
  if (source.sizeBytes < LENGTH_BYTES + 2) throw malformed('at least 10 bytes', `${source.sizeBytes}`);
  const length = Buffer.from(await source.read(0, LENGTH_BYTES)).readBigUInt64LE();
  const room = Math.min(HEADER_BYTES_FORMAT_MAX, source.sizeBytes - LENGTH_BYTES);
  if (length < 2n || length > BigInt(room))
    throw malformed(`a header length of 2 to ${room} bytes`, `${length}`);
  if (length > BigInt(HEADER_BYTES_MAX)) throw tooLarge(`${HEADER_BYTES_MAX} bytes of header`, `${length}`);
  return Number(length);
}

function parseHeader(bytes: Uint8Array): ReadonlyMap<string, StrictJson> {
  const text = decodeUtf8(bytes);
  // A header that starts otherwise is a polyglot's room; readers that skip white space would disagree with us.
  if (!text.startsWith('{'))
    throw malformed('a header that starts with {', JSON.stringify(text.slice(0, 10)));
  const json = text.replace(/ +$/, '');
  if (!json.endsWith('}'))
    throw malformed('a header that ends with } and spaces', JSON.stringify(json.slice(-10)));
  const header = parseStrictJson(json, DEPTH_MAX);
  if (!(header instanceof Map)) throw malformed('a JSON object', 'another value');
  return header;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed('a header in UTF-8', 'other bytes');
  }
}

function metadataOf(value: StrictJson | undefined): ReadonlyMap<string, string> {
  if (value === undefined) return new Map();
  if (value instanceof Map && [...value.values()].every((item) => typeof item === 'string'))
    return value as ReadonlyMap<string, string>;
  throw malformed('__metadata__ that maps strings to strings', 'other values');
}

function entryOf(name: string, value: StrictJson, dataStart: number): SafetensorsEntry {
  const label = JSON.stringify(name.slice(0, 100));
  if (!(value instanceof Map) || value.size !== 3)
    throw malformed(`${label}: dtype, shape and data_offsets`, 'other');
  const dtype: unknown = value.get('dtype');
  if (!isSafetensorsDtype(dtype)) throw malformed(`${label}: a known dtype`, String(dtype).slice(0, 50));
  const shape = wholeNumbers(value.get('shape'), `${label}: a shape`);
  const [begin, end, ...rest] = wholeNumbers(value.get('data_offsets'), `${label}: data_offsets`);
  if (begin === undefined || end === undefined || rest.length > 0)
    throw malformed(`${label}: two offsets`, 'other');
  const lengthBytes = byteLength(dtype, shape, label);
  if (end - begin !== lengthBytes) throw malformed(`${label}: ${lengthBytes} bytes`, `${begin}..${end}`);
  return { name, dtype, shape, offset: dataStart + begin, lengthBytes };
}

function wholeNumbers(value: StrictJson | undefined, what: string): readonly number[] {
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'number' && item >= 0);
  if (!isList) throw malformed(`${what} of whole numbers`, 'other values');
  return value as readonly number[];
}

function byteLength(dtype: SafetensorsDtype, shape: readonly number[], label: string): number {
  const bits = (elementCount(shape) ?? Number.NaN) * DTYPE_BITS[dtype];
  if (Number.isSafeInteger(bits) && bits % 8 === 0) return bits / 8;
  throw malformed(`${label}: a shape of whole bytes`, `[${shape.slice(0, 10).join(', ')}] of ${dtype}`);
}

function assertTiled(tensors: readonly SafetensorsEntry[], dataStart: number, sizeBytes: number): void {
  let end = dataStart;
  for (const { name, offset, lengthBytes } of tensors) {
    const label = JSON.stringify(name.slice(0, 100));
    if (offset !== end)
      throw malformed(`${label} at ${end - dataStart}, without hole or overlap`, `${offset - dataStart}`);
    end += lengthBytes;
  }
  if (end !== sizeBytes) throw malformed(`a file of ${end} bytes`, `${sizeBytes}`);
}

function malformed(expected: string, received: string) {
  return refuse(
    'CHECKPOINT_SAFETENSORS_MALFORMED',
    `this safetensors file is malformed: expected ${expected}`,
    {
      expected,
      received,
    },
  );
}

function tooLarge(expected: string, received: string) {
  return refuse('CHECKPOINT_TOO_LARGE', `this safetensors file is larger than this hub inspects`, {
    expected,
    received,
  });
}
