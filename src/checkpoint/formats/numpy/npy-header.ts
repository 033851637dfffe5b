import { refuse } from '../../checkpoint-error.ts';
import { elementCount } from '../../dtype.ts';

/** The header of a .npy file: magic, version, length, a Python dict written out. */
export interface NpyHeader {
  /** A kind of `biufcSU` and the bytes of an item: `f4`. */
  readonly code: string;
  readonly itemBytes: number;
  readonly isBigEndian: boolean;
  readonly isFortran: boolean;
  readonly shape: readonly number[];
  readonly headerBytes: number;
  readonly dataBytes: number;
}

/** Enough for any header that NumPy itself reads without being asked twice. */
export const NPY_HEADER_BYTES_MAX = 12 + 10_000;

/**
 * Reads the header at the start of `head`; `sizeBytes` is the whole file's. Refuses with `CHECKPOINT_NPY_MALFORMED`, with
 * `CHECKPOINT_NUMPY_OBJECT` for arrays of Python objects.
 */
export function npyHeader(head: Buffer, sizeBytes: number): NpyHeader {
  const { start, end } = dictRange(head);
  const text = head.toString('latin1', start, end);
  const match = DICT.exec(text);
  if (match === null)
    throw (
      recordOr(text) ??
      npyMalformed("{'descr': …, 'fortran_order': …, 'shape': …}", JSON.stringify(text.slice(0, 100)))
    );
  const [, descr = '', order = '', sizes = ''] = match;
  const { code, itemBytes, isBigEndian } = itemOf(descr);
  const shape = shapeOf(sizes);
  const dataBytes = (elementCount(shape) ?? Number.NaN) * itemBytes;
  if (end + dataBytes !== sizeBytes) throw npyMalformed(`${dataBytes} bytes of values`, `${sizeBytes - end}`);
  return { code, itemBytes, isBigEndian, isFortran: order === 'True', shape, headerBytes: end, dataBytes };
}

function dictRange(head: Buffer): { start: number; end: number } {
  const isNpy = head.byteLength >= 10 && head.toString('latin1', 0, 6) === '\x93NUMPY';
  const version = head[6] ?? 0;
  if (!isNpy || version < 1 || version > 3 || head[7] !== 0) throw npyMalformed('version 1 to 3', 'another');
  const start = version === 1 ? 10 : 12;
  if (head.byteLength < start) throw npyMalformed('a whole header', 'a file cut short');
  const end = start + (version === 1 ? head.readUInt16LE(8) : head.readUInt32LE(8));
  if (end <= Math.min(head.byteLength, NPY_HEADER_BYTES_MAX)) return { start, end };
  throw npyMalformed(
    `a header of at most ${Math.min(head.byteLength, NPY_HEADER_BYTES_MAX)} bytes`,
    `${end}`,
  );
}

/** As numpy.lib.format writes it; Python 2 put an L behind long numbers. */
const DICT =
  /^\{ ?'descr': '([^'\\]{1,40})', 'fortran_order': (True|False), 'shape': \(((?:\d{1,16}L?, ?){0,64}(?:\d{1,16}L?)?)\),? ?\} *\n$/;

function itemOf(descr: string): Pick<NpyHeader, 'code' | 'itemBytes' | 'isBigEndian'> {
  const parts = /^([<>|=])([biufcSU])(\d{1,6})$/.exec(descr);
  if (parts === null) throw unreadItems(`'${descr}'`);
  const [, order, kind = '', size = ''] = parts;
  return { code: kind + size, itemBytes: Number(size) * (kind === 'U' ? 4 : 1), isBigEndian: order === '>' };
}

function shapeOf(sizes: string): readonly number[] {
  const lengths = sizes
    .split(',')
    .flatMap((part) => (part.trim() === '' ? [] : Number(part.replace('L', ''))));
  // (3) is a number in Python, (3,) a tuple.
  if (lengths.length === 1 && !sizes.includes(','))
    throw npyMalformed('a shape that is a tuple', `(${sizes})`);
  return lengths;
}

/** A header whose items are records: a list where a word is expected. */
function recordOr(text: string) {
  const fields = /^\{ ?'descr': (\[.*?\]), ?'fortran_order'/s.exec(text)?.[1];
  return fields === undefined ? null : unreadItems(fields);
}

/** Objects are a pickle in disguise, records and dates honest but unknown here. */
function unreadItems(descr: string) {
  const facts = { expected: 'an array of numbers', received: descr.slice(0, 100) };
  return /'[<>|=]?O\d*'/.test(descr)
    ? refuse(
        'CHECKPOINT_NUMPY_OBJECT',
        'this array holds Python objects, which only Python could read',
        facts,
      )
    : refuse('CHECKPOINT_FORMAT_UNSUPPORTED', 'this array holds items that this hub does not read', facts);
}

function npyMalformed(expected: string, received: string) {
  return refuse('CHECKPOINT_NPY_MALFORMED', `this npy file is malformed: expected ${expected}`, {
    expected,
    received,
  });
}
