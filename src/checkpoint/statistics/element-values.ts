import type { Dtype } from '../dtype.ts';

/** The numbers that the bit patterns of a type of 8 or 16 bits stand for; null for other types. */
export function patternTable(dtype: Dtype): PatternTable | null {
  const known = PATTERNS.get(dtype);
  if (known === undefined) return null;
  const table = tables.get(dtype) ?? tableOf(known);
  tables.set(dtype, table);
  return table;
}

export interface PatternTable {
  /** By pattern. */
  readonly values: Float64Array;
  /** The patterns of finite values, lowest value first. */
  readonly ascending: Uint32Array;
  /** The patterns of NaN and infinities. */
  readonly special: Uint32Array;
}

/** Reads whole little-endian elements as numbers; null for types without them. */
export function elementReader(dtype: Dtype): ElementReader | null {
  const table = patternTable(dtype);
  return table === null ? (WIDE.get(dtype) ?? null) : patternReader(table);
}

export interface ElementReader {
  readonly bytes: 1 | 2 | 4 | 8;
  /** `block` is aligned to 8 bytes; whole numbers past 2^53 are rounded. */
  readonly read: (block: Uint8Array<ArrayBuffer>, count: number, into: Float64Array) => void;
}

function patternReader({ values }: PatternTable): ElementReader {
  const bytes = values.length === 256 ? 1 : 2;
  return {
    bytes,
    read(block, count, into) {
      const patterns = bytes === 1 ? block : new Uint16Array(block.buffer, block.byteOffset, count);
      for (let i = 0; i < count; i++) into[i] = values[patterns[i] ?? 0] ?? 0;
    },
  };
}

const tables = new Map<Dtype, PatternTable>();

function tableOf({ bits, value }: Patterns): PatternTable {
  const values = Float64Array.from({ length: 2 ** bits }, (_, pattern) => value(pattern));
  const patterns = Uint32Array.from(values.keys());
  const finite = patterns.filter((pattern) => Number.isFinite(values[pattern]));
  const special = patterns.filter((pattern) => !Number.isFinite(values[pattern]));
  return { values, special, ascending: finite.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0)) };
}

interface Patterns {
  readonly bits: 8 | 16;
  readonly value: (pattern: number) => number;
}

interface FloatLayout {
  readonly fraction: number;
  readonly exponent: number;
  readonly bias: number;
  /** IEEE: the highest exponent holds infinities and NaN. FN: only all ones is NaN. FNUZ: only −0 is. */
  readonly specials: 'IEEE' | 'FN' | 'FNUZ';
}

const PATTERNS: ReadonlyMap<Dtype, Patterns> = new Map<Dtype, Patterns>([
  ['BOOL', { bits: 8, value: (pattern) => Number(pattern !== 0) }],
  ['U8', { bits: 8, value: (pattern) => pattern }],
  ['I8', { bits: 8, value: (pattern) => (pattern << 24) >> 24 }],
  ['U16', { bits: 16, value: (pattern) => pattern }],
  ['I16', { bits: 16, value: (pattern) => (pattern << 16) >> 16 }],
  ['F16', floats(16, { fraction: 10, exponent: 5, bias: 15, specials: 'IEEE' })],
  ['BF16', floats(16, { fraction: 7, exponent: 8, bias: 127, specials: 'IEEE' })],
  ['F8_E5M2', floats(8, { fraction: 2, exponent: 5, bias: 15, specials: 'IEEE' })],
  ['F8_E4M3', floats(8, { fraction: 3, exponent: 4, bias: 7, specials: 'FN' })],
  ['F8_E5M2FNUZ', floats(8, { fraction: 2, exponent: 5, bias: 16, specials: 'FNUZ' })],
  ['F8_E4M3FNUZ', floats(8, { fraction: 3, exponent: 4, bias: 8, specials: 'FNUZ' })],
  ['F8_E8M0', { bits: 8, value: (pattern) => (pattern === 0xff ? Number.NaN : 2 ** (pattern - 127)) }],
]);

function floats(bits: 8 | 16, layout: FloatLayout): Patterns {
  return { bits, value: (pattern) => floatOf(pattern, bits, layout) };
}

function floatOf(pattern: number, bits: 8 | 16, layout: FloatLayout): number {
  const isNegative = pattern >> (bits - 1) === 1;
  const exponent = (pattern >> layout.fraction) & (2 ** layout.exponent - 1);
  const fraction = pattern & (2 ** layout.fraction - 1);
  const special = specialOf({ isNegative, exponent, fraction }, layout);
  if (special !== null) return isNegative ? -special : special;
  const scale = 2 ** (Math.max(exponent, 1) - layout.bias - layout.fraction);
  const magnitude = (exponent === 0 ? fraction : fraction + 2 ** layout.fraction) * scale;
  return isNegative ? -magnitude : magnitude;
}

interface FloatParts {
  readonly isNegative: boolean;
  readonly exponent: number;
  readonly fraction: number;
}

function specialOf({ isNegative, exponent, fraction }: FloatParts, layout: FloatLayout): number | null {
  if (layout.specials === 'FNUZ') return isNegative && exponent === 0 && fraction === 0 ? Number.NaN : null;
  if (exponent !== 2 ** layout.exponent - 1) return null;
  if (layout.specials === 'FN') return fraction === 2 ** layout.fraction - 1 ? Number.NaN : null;
  return fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
}

const WIDE: ReadonlyMap<Dtype, ElementReader> = new Map<Dtype, ElementReader>([
  ['F32', numbers(Float32Array)],
  ['F64', numbers(Float64Array)],
  ['I32', numbers(Int32Array)],
  ['U32', numbers(Uint32Array)],
  ['I64', bigNumbers(BigInt64Array)],
  ['U64', bigNumbers(BigUint64Array)],
]);

// Every machine that Node runs on is little-endian, as the files are; `set` converts many times faster than a loop.
function numbers(View: NumberView): ElementReader {
  return {
    bytes: View.BYTES_PER_ELEMENT === 4 ? 4 : 8,
    read: (block, count, into) => into.set(new View(block.buffer, block.byteOffset, count)),
  };
}

type NumberView = typeof Float32Array | typeof Float64Array | typeof Int32Array | typeof Uint32Array;

function bigNumbers(View: typeof BigInt64Array | typeof BigUint64Array): ElementReader {
  return {
    bytes: 8,
    read(block, count, into) {
      const view = new View(block.buffer, block.byteOffset, count);
      for (let i = 0; i < count; i++) into[i] = Number(view[i]);
    },
  };
}
