import type { Dtype } from '../dtype.ts';
import type { GraphValue } from '../inspection.ts';
import { onnxType } from './onnx-dtype.ts';
import { nameIn, numberOf, onnxMalformed, rangeOf } from './onnx-fields.ts';
import type { ByteRange, ProtoReader } from './protobuf.ts';

/** Reads the inputs or outputs (`fieldNumber` 11 or 12) of a GraphProto. */
export async function readGraphValues(reader: ProtoReader, graph: ByteRange, fieldNumber: 11 | 12) {
  const values: GraphValue[] = [];
  for await (const field of reader.fields(graph)) {
    if (field.number !== fieldNumber) continue;
    if (values.length === VALUES_MAX) throw onnxMalformed(`at most ${VALUES_MAX} inputs or outputs`, 'more');
    values.push(await readValue(reader, rangeOf(field)));
  }
  return values;
}

/** Before IR version 4 every initializer was an input too. */
const VALUES_MAX = 200_000;
const RANK_MAX = 64;

async function readValue(reader: ProtoReader, range: ByteRange): Promise<GraphValue> {
  let value: GraphValue = { name: '', dtype: null, dims: null };
  for await (const field of reader.fields(range)) {
    if (field.number === 1) value = { ...value, name: await nameIn(reader, field) };
    if (field.number === 2) value = { ...value, ...(await readType(reader, rangeOf(field))) };
  }
  return value;
}

async function readType(reader: ProtoReader, range: ByteRange): Promise<Omit<GraphValue, 'name'>> {
  let dtype: Dtype | null = null;
  let dims: GraphValue['dims'] = null;
  for await (const type of reader.fields(range)) {
    if (type.number !== 1) continue;
    for await (const field of reader.fields(rangeOf(type))) {
      if (field.number === 1) dtype = onnxType(numberOf(field)).dtype;
      if (field.number === 2) dims = await readShape(reader, rangeOf(field));
    }
  }
  return { dtype, dims };
}

async function readShape(reader: ProtoReader, range: ByteRange): Promise<(number | string | null)[]> {
  const dims: (number | string | null)[] = [];
  for await (const field of reader.fields(range)) {
    if (field.number !== 1) continue;
    if (dims.length === RANK_MAX) throw onnxMalformed(`at most ${RANK_MAX} dimensions`, 'more');
    dims.push(await readDimension(reader, rangeOf(field)));
  }
  return dims;
}

async function readDimension(reader: ProtoReader, range: ByteRange): Promise<number | string | null> {
  let dimension: number | string | null = null;
  for await (const field of reader.fields(range)) {
    if (field.number === 1) dimension = numberOf(field);
    if (field.number === 2) dimension = await nameIn(reader, field);
  }
  return dimension;
}
