import { elementCount, type Dtype } from '../dtype.ts';
import type { TensorEntry } from './format-report.ts';
import { onnxType, type OnnxType, type TypedField } from './onnx-dtype.ts';
import { externalPlace, type ExternalPlace } from './onnx-external.ts';
import { entryIn, nameIn, numberOf, onnxMalformed, rangeOf } from './onnx-fields.ts';
import { signed, type ByteRange, type ProtoField, type ProtoReader } from './protobuf.ts';

/** A TensorProto as it stands on the wire, its values still in the file. */
export interface OnnxTensor {
  readonly name: string;
  readonly dataType: number;
  readonly shape: readonly number[];
  readonly raw: ByteRange | null;
  readonly typed: ReadonlyMap<TypedField, readonly ProtoField[]>;
  /** Where the bytes are if not here. */
  readonly external: ExternalPlace | null;
}

/** Skims a TensorProto; places of external data are checked here, lengths in `tensorEntry` and `externalFacts`. */
export async function readOnnxTensor(reader: ProtoReader, range: ByteRange): Promise<OnnxTensor> {
  const tensor = {
    name: '',
    dataType: 0,
    shape: [] as number[],
    raw: null as ByteRange | null,
  };
  let isExternal = false;
  const place = new Map<string, string>();
  const typed = new Map<TypedField, ProtoField[]>();
  for await (const field of reader.fields(range)) {
    const typedField = TYPED_FIELDS.get(field.number);
    if (typedField !== undefined) addTo(typed, typedField, field);
    else if (field.number === 1) await addDims(reader, field, tensor.shape);
    else if (field.number === 2) tensor.dataType = numberOf(field);
    else if (field.number === 3) throw onnxMalformed('a whole tensor', 'a segment of one');
    else if (field.number === 8) tensor.name = await nameIn(reader, field);
    else if (field.number === 9 && tensor.raw !== null) throw onnxMalformed('raw_data once', 'twice');
    else if (field.number === 9) tensor.raw = rangeOf(field);
    else if (field.number === 13) await addPlace(reader, field, place);
    else if (field.number === 14) isExternal ||= numberOf(field) === 1;
  }
  // Either alone is enough for one reader or another to look elsewhere.
  const external = isExternal || place.size > 0 ? externalPlace(place) : null;
  return { ...tensor, typed, external };
}

/** What the table says of an external tensor: its bytes are all in the other file, and as many as its shape needs. */
export function externalFacts(
  tensor: OnnxTensor,
): Pick<TensorEntry, 'name' | 'dtype' | 'shape' | 'lengthBytes'> {
  const { dtype, bits } = onnxType(tensor.dataType);
  const count = countOf(tensor);
  if (dtype === 'STRING') throw onnxMalformed('strings inside the model', `${label(tensor)} in another file`);
  if (tensor.raw !== null || tensor.typed.size > 0)
    throw onnxMalformed(`${label(tensor)} in one encoding`, 'external and inner data');
  return { name: tensor.name, dtype, shape: tensor.shape, lengthBytes: Math.ceil((count * bits) / 8) };
}

/** The tensor's place and length, checked against its shape; typed values are checked while they are read. */
export function tensorEntry(reader: ProtoReader, tensor: OnnxTensor): TensorEntry {
  const type = onnxType(tensor.dataType);
  const count = countOf(tensor);
  assertOneEncoding(tensor, type);
  const facts = { name: tensor.name, dtype: type.dtype, shape: tensor.shape };
  const fields = tensor.typed.get(type.typedField) ?? [];
  if (type.dtype === 'STRING') return { ...facts, ...strings(reader, tensor, fields, count) };
  const lengthBytes = Math.ceil((count * type.bits) / 8);
  if (tensor.raw !== null) return { ...facts, ...raw(tensor, tensor.raw, lengthBytes) };
  const isFixed = type.typedField === 'float_data' || type.typedField === 'double_data';
  const place = isFixed ? fixed(reader, tensor, fields, lengthBytes) : null;
  return { ...facts, lengthBytes, ...(place ?? varints(reader, tensor, fields, type, lengthBytes)) };
}

function countOf({ shape }: OnnxTensor): number {
  const count = elementCount(shape);
  if (count !== null) return count;
  throw onnxMalformed('a shape of countable elements', `[${shape.slice(0, 10).join(',')}]`);
}

type Place = Pick<TensorEntry, 'offset' | 'chunks'>;

/** TensorProto field numbers that hold values. */
const TYPED_FIELDS: ReadonlyMap<number, TypedField> = new Map([
  [4, 'float_data'],
  [5, 'int32_data'],
  [6, 'string_data'],
  [7, 'int64_data'],
  [10, 'double_data'],
  [11, 'uint64_data'],
]);

/** ONNX sets no limit; nothing real goes past 8. */
const RANK_MAX = 64;
/** Writers pack values into one piece; readers must accept more, but each piece costs memory here. */
const PIECES_MAX = 65_536;

function addTo(typed: Map<TypedField, ProtoField[]>, name: TypedField, field: ProtoField): void {
  const fields = typed.get(name);
  if (fields === undefined) typed.set(name, [field]);
  else if (fields.length < PIECES_MAX) fields.push(field);
  else throw onnxMalformed(`values in at most ${PIECES_MAX} pieces`, 'more');
}

async function addDims(reader: ProtoReader, field: ProtoField, shape: number[]): Promise<void> {
  for await (const batch of varintsOf(reader, [field]))
    for (const value of batch) shape.push(dimension(value, shape));
}

function dimension(value: bigint, before: readonly number[]): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw onnxMalformed('a dimension', String(signed(value)));
  if (before.length === RANK_MAX) throw onnxMalformed(`at most ${RANK_MAX} dimensions`, 'more');
  return Number(value);
}

async function addPlace(reader: ProtoReader, field: ProtoField, place: Map<string, string>): Promise<void> {
  const [key, value] = await entryIn(reader, field, 4096);
  if (place.has(key)) throw onnxMalformed('each external key once', JSON.stringify(key.slice(0, 50)));
  if (place.size === PLACE_KEYS_MAX) throw onnxMalformed(`at most ${PLACE_KEYS_MAX} external keys`, 'more');
  place.set(key, value);
}

/** location, offset, length, checksum, and room for what comes. */
const PLACE_KEYS_MAX = 8;

// A tensor with two encodings would be read as one by us and as the other by a runtime.
function assertOneEncoding(tensor: OnnxTensor, { typedField, dtype }: OnnxType): void {
  const others = [...tensor.typed.keys()].filter((name) => name !== typedField);
  if (others.length > 0)
    throw onnxMalformed(`${label(tensor)} of ${dtype} in ${typedField}`, others.join(', '));
  if (tensor.raw === null) return;
  if (tensor.typed.size > 0)
    throw onnxMalformed(`${label(tensor)} in one encoding`, `raw_data and ${typedField}`);
  if (dtype === 'STRING') throw onnxMalformed('strings in string_data', 'raw_data');
}

function raw(tensor: OnnxTensor, range: ByteRange, lengthBytes: number): Place & { lengthBytes: number } {
  assertWhole(tensor, lengthBytes, range.lengthBytes);
  return { offset: range.offset, lengthBytes };
}

// Packed floats are the raw bytes already; one packed list has a place in the file, pieces have none.
function fixed(
  reader: ProtoReader,
  tensor: OnnxTensor,
  fields: readonly ProtoField[],
  lengthBytes: number,
): Place {
  const width = tensor.typed.has('double_data') ? 8 : 4;
  const ranges = fields.map((field) => fixedRange(field, width));
  assertWhole(
    tensor,
    lengthBytes,
    ranges.reduce((sum, range) => sum + range.lengthBytes, 0),
  );
  const [only, ...rest] = fields;
  if (only?.wire === 'LEN' && rest.length === 0) return { offset: only.offset };
  return { offset: null, chunks: () => chunksOfAll(reader, ranges) };
}

function fixedRange(field: ProtoField, width: number): ByteRange {
  if (field.wire === 'VARINT' || field.lengthBytes % width !== 0)
    throw onnxMalformed(`values of ${width} bytes`, field.wire);
  if (field.wire === 'FIXED' && field.lengthBytes !== width)
    throw onnxMalformed(`values of ${width} bytes`, 'others');
  return field;
}

async function* chunksOfAll(reader: ProtoReader, ranges: readonly ByteRange[]): AsyncGenerator<Uint8Array> {
  for (const range of ranges) yield* reader.chunks(range);
}

function varints(
  reader: ProtoReader,
  tensor: OnnxTensor,
  fields: readonly ProtoField[],
  type: OnnxType,
  lengthBytes: number,
): Place {
  return { offset: null, chunks: () => varintChunks(reader, tensor, fields, type, lengthBytes) };
}

async function* varintChunks(
  reader: ProtoReader,
  tensor: OnnxTensor,
  fields: readonly ProtoField[],
  { dtype, bits }: OnnxType,
  lengthBytes: number,
): AsyncGenerator<Uint8Array> {
  const width = Math.max(bits, 8) / 8;
  let doneBytes = 0;
  for await (const batch of varintsOf(reader, fields)) {
    // Eight bytes are written for each value and the next one covers those past its width.
    const block = Buffer.alloc(batch.length * width + 8);
    for (const [i, value] of batch.entries())
      block.writeBigUInt64LE(inWidth(value, width * 8, dtype), i * width);
    doneBytes += batch.length * width;
    yield block.subarray(0, batch.length * width);
  }
  assertWhole(tensor, lengthBytes, doneBytes);
}

function assertWhole(tensor: OnnxTensor, expected: number, received: number): void {
  if (expected !== received)
    throw onnxMalformed(`${expected} bytes in ${label(tensor)}`, `${received} bytes`);
}

async function* varintsOf(
  reader: ProtoReader,
  fields: readonly ProtoField[],
): AsyncGenerator<readonly bigint[]> {
  for (const field of fields) {
    if (field.wire === 'FIXED') throw onnxMalformed('varints', field.wire);
    if (field.wire === 'VARINT') yield [field.value];
    else yield* reader.varints(field);
  }
}

/**
 * Signed and unsigned spellings of one bit pattern are both in use; a wider number is an attack or a bug, and a truth
 * value other than 0 and 1 has one digest here and another in numpy.
 */
function inWidth(value: bigint, bits: number, dtype: Dtype): bigint {
  const asSigned = signed(value);
  const limit = dtype === 'BOOL' ? 2n : 1n << BigInt(bits);
  const isNegativeOfWidth = dtype !== 'BOOL' && asSigned < 0n && -asSigned <= limit >> 1n;
  if (value < limit || isNegativeOfWidth) return value;
  throw onnxMalformed(`a value of ${dtype}`, String(asSigned));
}

/** Strings have no raw form, so each stands behind its u32 little-endian length. */
function strings(
  reader: ProtoReader,
  tensor: OnnxTensor,
  fields: readonly ProtoField[],
  count: number,
): Place & { lengthBytes: number } {
  const ranges = fields.map(rangeOf);
  if (ranges.length !== count)
    throw onnxMalformed(`${count} strings in ${label(tensor)}`, `${ranges.length}`);
  const lengthBytes = ranges.reduce((sum, range) => sum + range.lengthBytes, 4 * count);
  return { offset: null, lengthBytes, chunks: () => stringChunks(reader, ranges) };
}

async function* stringChunks(reader: ProtoReader, ranges: readonly ByteRange[]): AsyncGenerator<Uint8Array> {
  for (const range of ranges) {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(range.lengthBytes);
    yield length;
    yield* reader.chunks(range);
  }
}

function label({ name }: OnnxTensor): string {
  return JSON.stringify(name.slice(0, 100));
}
