import { refuse } from '../checkpoint-error.ts';
import type { ByteRange, ProtoField, ProtoReader } from './protobuf.ts';

/** Torch names nodes after module paths, a few hundred characters at the longest. */
const NAME_BYTES_MAX = 1024;

/** The range of a field that must be a message, a string or bytes. */
export function rangeOf(field: ProtoField): ByteRange {
  if (field.wire === 'LEN') return field;
  throw onnxMalformed(`field ${field.number} with a length`, field.wire);
}

/** The value of a field that must be a number, as a safe integer. */
export function numberOf(field: ProtoField): number {
  const value = field.wire === 'VARINT' ? BigInt.asIntN(64, field.value) : null;
  if (value !== null && value >= -MAX_SAFE && value <= MAX_SAFE) return Number(value);
  throw onnxMalformed(`field ${field.number} as a safe integer`, value === null ? field.wire : String(value));
}

export function nameIn(reader: ProtoReader, field: ProtoField): Promise<string> {
  return reader.text(rangeOf(field), NAME_BYTES_MAX);
}

/** A StringStringEntryProto. */
export async function entryIn(
  reader: ProtoReader,
  field: ProtoField,
  bytesMax: number,
): Promise<[string, string]> {
  let key = '';
  let value = '';
  for await (const part of reader.fields(rangeOf(field))) {
    if (part.number === 1) key = await nameIn(reader, part);
    if (part.number === 2) value = await reader.text(rangeOf(part), bytesMax);
  }
  return [key, value];
}

export function onnxMalformed(expected: string, received: string) {
  return refuse('CHECKPOINT_ONNX_MALFORMED', `this ONNX file is malformed: expected ${expected}`, {
    expected,
    received,
  });
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
