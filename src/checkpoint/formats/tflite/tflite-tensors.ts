import { refuse } from '../../checkpoint-error.ts';
import { elementCount, type Dtype } from '../../dtype.ts';
import type { TensorEntry } from '../format-report.ts';
import { tfliteMalformed, type FlatReader, type FlatTable } from './flatbuffer.ts';

/** A tensor of a subgraph; `entry` is null where nothing is stored (an activation). */
export interface TfliteTensor {
  readonly name: string;
  readonly dtype: Dtype | null;
  readonly dims: readonly number[];
  readonly entry: TensorEntry | null;
}

/** Where a buffer's bytes lie in the file. */
export interface TfliteBuffer {
  readonly at: number;
  readonly lengthBytes: number;
}

/** The model's buffers in order; null for one that is empty. */
export async function readBuffers(
  reader: FlatReader,
  model: FlatTable,
  sizeBytes: number,
): Promise<readonly (TfliteBuffer | null)[]> {
  const buffers: (TfliteBuffer | null)[] = [];
  for await (const table of reader.tables(await reader.vector(model, 4, 4, LIST_MAX))) {
    const data = await reader.vector(table, 0, 1, Number.MAX_SAFE_INTEGER);
    const at = await reader.scalar(table, 1, 'u64');
    const lengthBytes = await reader.scalar(table, 2, 'u64');
    // Models past 2 GB keep weights behind the flatbuffer; 0 and 1 stand for inside.
    if (at <= 1)
      buffers.push(data === null || data.count === 0 ? null : { at: data.at, lengthBytes: data.count });
    else if ((data?.count ?? 0) > 0 || lengthBytes > sizeBytes - at)
      throw tfliteMalformed(
        `one place for a buffer inside the ${sizeBytes} bytes`,
        `${lengthBytes} bytes at ${at}`,
      );
    else buffers.push({ at, lengthBytes });
  }
  return buffers;
}

/** Reads a Tensor; what it stores must be as long as its shape says. */
export async function readTensor(
  reader: FlatReader,
  table: FlatTable,
  buffers: readonly (TfliteBuffer | null)[],
  fallbackName: string,
): Promise<TfliteTensor> {
  const shape = await shapeOf(reader, table);
  const typeId = await reader.scalar(table, 1, 'i8');
  const bufferId = await reader.scalar(table, 2, 'u32');
  const name = (await reader.text(table, 3, NAME_BYTES_MAX)) || fallbackName;
  const buffer = buffers[bufferId];
  if (buffer === undefined && (bufferId > 0 || buffers.length > 0))
    throw tfliteMalformed(`one of ${buffers.length} buffers`, `${bufferId}`);
  const type = TYPES[typeId];
  if (type === undefined) throw unknownType(typeId);
  const facts = { name, dtype: type?.[0] ?? null, dims: shape };
  if (buffer === undefined || buffer === null) return { ...facts, entry: null };
  if (type === null) throw tfliteMalformed(`${shown(name)}: no bytes for a handle`, `${buffer.lengthBytes}`);
  if ((await reader.child(table, 6)) !== null) throw sparse(name);
  assertLength(name, shape, type, buffer.lengthBytes);
  const entry = { name, dtype: type[0], shape, offset: buffer.at, lengthBytes: buffer.lengthBytes };
  return { ...facts, entry };
}

/** Tables and lists of real models have some 10,000 items. */
export const LIST_MAX = 200_000;
const NAME_BYTES_MAX = 4096;
const RANK_MAX = 16;

/** By TensorType of schema.fbs, with bits a value; null for handles, which store nothing. */
const TYPES: readonly (readonly [Dtype, number] | null)[] = [
  ['F32', 32],
  ['F16', 16],
  ['I32', 32],
  ['U8', 8],
  ['I64', 64],
  ['STRING', 0],
  ['BOOL', 8],
  ['I16', 16],
  ['C64', 64],
  ['I8', 8],
  ['F64', 64],
  ['C128', 128],
  ['U64', 64],
  null,
  null,
  ['U32', 32],
  ['U16', 16],
  ['I4', 4],
  ['BF16', 16],
];

async function shapeOf(reader: FlatReader, table: FlatTable): Promise<readonly number[]> {
  const vector = await reader.vector(table, 0, 4, Number.MAX_SAFE_INTEGER);
  if (vector === null) return [];
  if (vector.count > RANK_MAX) throw tfliteMalformed(`at most ${RANK_MAX} dimensions`, `${vector.count}`);
  const shape = await reader.numbers(vector);
  if (shape.some((dim) => dim < 0) || elementCount(shape) === null)
    throw tfliteMalformed('a shape of countable elements', `[${shape.join(', ')}]`);
  return shape;
}

/** Strings carry their own lengths. */
function assertLength(
  name: string,
  shape: readonly number[],
  [dtype, bits]: readonly [Dtype, number],
  lengthBytes: number,
): void {
  const expected = Math.ceil(((elementCount(shape) ?? Number.NaN) * bits) / 8);
  if (dtype === 'STRING' || expected === lengthBytes) return;
  throw tfliteMalformed(`${shown(name)}: ${expected} bytes`, `${lengthBytes}`);
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}

function unknownType(typeId: number) {
  return refuse('CHECKPOINT_FORMAT_UNSUPPORTED', 'a tensor has an element type this hub does not know', {
    expected: `a TensorType of 0 to ${TYPES.length - 1}`,
    received: `${typeId}`,
  });
}

function sparse(name: string) {
  return refuse('CHECKPOINT_FORMAT_UNSUPPORTED', 'this hub does not read sparse tensors of TFLite', {
    expected: 'dense tensors',
    received: shown(name),
  });
}
