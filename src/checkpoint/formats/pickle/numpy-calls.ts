import { refuse } from '../../checkpoint-error.ts';
import { elementCount } from '../../dtype.ts';
import type { Call } from './call.ts';
import {
  wholeNumber,
  wholeNumbers,
  type ArrayContent,
  type ArrayValue,
  type BytesValue,
  type NumpyDtypeValue,
  type PickleValue,
} from './pickle-value.ts';
import { int } from './text-operands.ts';

/** What NumPy's own rebuild functions give. */
export const numpyCalls: readonly (readonly [string, Call])[] = [
  ['numpy.dtype', dtype],
  ...['core', '_core'].flatMap((core): (readonly [string, Call])[] => [
    [`numpy.${core}.multiarray._reconstruct`, reconstruct],
    [`numpy.${core}.multiarray.scalar`, scalar],
    [`numpy.${core}.numeric._frombuffer`, fromBuffer],
  ]),
];

/** BUILD on an empty array: `(1, shape, dtype, is Fortran order, bytes)`. True where that is what came. */
export function buildArray(array: ArrayValue, state: PickleValue): boolean {
  if (state.kind !== 'tuple' || state.items.length !== 5) return false;
  const [version, shape, type, isFortran, bytes] = state.items;
  if (wholeNumber(version) !== 1 || isFortran?.kind !== 'bool') return false;
  array.content = contentOf(shape, type, isFortran.value, bytes);
  return array.content !== null;
}

/** BUILD on a dtype: `(3, byte order, no subarray, no names, no fields, item bytes or -1, alignment or -1, 0)`. */
export function buildDtype(type: NumpyDtypeValue, state: PickleValue): boolean {
  if (state.kind !== 'tuple' || state.items.length !== 8) return false;
  const [version, order, subarray, names, fields, ...sizes] = state.items;
  const isKnown = wholeNumber(version) === 3 && order?.kind === 'text' && /^[<>|=]$/.test(order.value);
  if (!isKnown || [subarray, names, fields].some((part) => part?.kind !== 'none')) return false;
  if (!sizes.every(({ kind }) => kind === 'int')) return false;
  type.isBigEndian = order.value === '>';
  return true;
}

/** `dtype('f4', False, True)`, by a kind that holds numbers or characters. */
function dtype(args: readonly PickleValue[]): NumpyDtypeValue | null {
  const [code, ...flags] = args;
  if (code?.kind !== 'text' || flags.length > 2 || !flags.every(isFlag)) return null;
  if (/^[<>|=]?O/.test(code.value)) throw holdsObjects();
  const parts = /^([<>|=]?)([biufcSU])(\d{1,6})$/.exec(code.value);
  if (parts === null) return null;
  const [, order = '', kind = '', size = ''] = parts;
  // NumPy counts characters of four bytes in U.
  const itemBytes = Number(size) * (kind === 'U' ? 4 : 1);
  return { kind: 'numpy-dtype', code: kind + size, itemBytes, isBigEndian: order === '>' };
}

function isFlag({ kind }: PickleValue): boolean {
  return kind === 'bool' || kind === 'int';
}

function reconstruct(args: readonly PickleValue[]): ArrayValue | null {
  const [type, shape, code] = args;
  const isArray = type?.kind === 'global' && type.global.id === 'numpy.ndarray';
  const isPlain = args.length === 3 && isArray && wholeNumbers(shape) !== null;
  return isPlain && (code?.kind === 'bytes' || code?.kind === 'text')
    ? { kind: 'array', content: null }
    : null;
}

function fromBuffer(args: readonly PickleValue[]): ArrayValue | null {
  const [bytes, type, shape, order] = args;
  if (args.length !== 4 || order?.kind !== 'text' || !/^[CF]$/.test(order.value)) return null;
  const content = contentOf(shape, type, order.value === 'F', bytes);
  return content === null ? null : { kind: 'array', content };
}

function contentOf(
  sizes: PickleValue | undefined,
  type: PickleValue | undefined,
  isFortran: boolean,
  bytes: PickleValue | undefined,
): ArrayContent | null {
  const shape = wholeNumbers(sizes);
  if (bytes?.kind === 'list') throw holdsObjects();
  if (shape === null || type?.kind !== 'numpy-dtype' || bytes?.kind !== 'bytes') return null;
  const isWhole = (elementCount(shape) ?? Number.NaN) * type.itemBytes === bytes.bytes.byteLength;
  return isWhole ? { dtype: type, shape, isFortran, bytes } : null;
}

/** `numpy.float64(0.5)`: a dtype and the item's bytes. */
function scalar(args: readonly PickleValue[]): PickleValue | null {
  const [type, bytes] = args;
  if (args.length !== 2 || type?.kind !== 'numpy-dtype' || bytes?.kind !== 'bytes') return null;
  if (bytes.bytes.byteLength !== type.itemBytes) return null;
  return numberOf(type, bytes);
}

function numberOf({ code, isBigEndian }: NumpyDtypeValue, { bytes }: BytesValue): PickleValue {
  const item = Buffer.from(bytes);
  if (isBigEndian) item.reverse();
  if (code === 'f8') return { kind: 'float', value: item.readDoubleLE() };
  if (code === 'f4') return { kind: 'float', value: item.readFloatLE() };
  if (/^i[1-6]$/.test(code)) return { kind: 'int', value: item.readIntLE(0, item.byteLength) };
  if (/^u[1-6]$/.test(code)) return { kind: 'int', value: item.readUIntLE(0, item.byteLength) };
  if (code === 'i8') return int(item.readBigInt64LE());
  if (code === 'u8') return int(item.readBigUInt64LE());
  if (code === 'b1') return { kind: 'bool', value: item[0] !== 0 };
  return { kind: 'named', name: `numpy ${code}` };
}

function holdsObjects() {
  return refuse('CHECKPOINT_NUMPY_OBJECT', 'this array holds Python objects, which only Python could read', {
    expected: 'an array of numbers',
    received: 'dtype object',
  });
}
