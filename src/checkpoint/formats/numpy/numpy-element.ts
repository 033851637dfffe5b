import type { Dtype } from '../../dtype.ts';

/** NumPy's letter and size of an item, by our names; null for characters, long doubles and others. */
export function numpyDtype(code: string): Dtype | null {
  return DTYPES.get(code) ?? null;
}

const DTYPES: ReadonlyMap<string, Dtype> = new Map<string, Dtype>([
  ['b1', 'BOOL'],
  ['i1', 'I8'],
  ['i2', 'I16'],
  ['i4', 'I32'],
  ['i8', 'I64'],
  ['u1', 'U8'],
  ['u2', 'U16'],
  ['u4', 'U32'],
  ['u8', 'U64'],
  ['f2', 'F16'],
  ['f4', 'F32'],
  ['f8', 'F64'],
  ['c8', 'C64'],
  ['c16', 'C128'],
]);

/** How many bytes turn around in a big-endian item: a complex number is two. */
export function swappedBytes(code: string, itemBytes: number): number {
  return code.startsWith('c') ? itemBytes / 2 : itemBytes;
}

/** Turns every number around. Chunks hold whole numbers. */
export async function* littleEndian(
  chunks: AsyncIterable<Uint8Array>,
  numberBytes: number,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    const turned = Uint8Array.from(chunk);
    for (let at = 0; at < turned.byteLength; at += numberBytes)
      turned.subarray(at, at + numberBytes).reverse();
    yield turned;
  }
}
