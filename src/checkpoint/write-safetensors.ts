import { invariant } from '../base/errors.ts';
import { DTYPE_BITS, elementCount, type SafetensorsDtype } from './dtype.ts';

export interface TensorToWrite {
  readonly name: string;
  readonly dtype: SafetensorsDtype;
  readonly shape: readonly number[];
  /** Little-endian, row-major, exactly as long as dtype and shape ask. */
  readonly bytes: Uint8Array;
}

/** The bytes of a safetensors file; equal input gives equal bytes. Tensors keep the order given. */
export function writeSafetensors(
  tensors: readonly TensorToWrite[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const head = safetensorsHead(
    tensors.map((tensor) => ({ ...tensor, lengthBytes: tensor.bytes.byteLength })),
    metadata,
  );
  return Buffer.concat([head, ...tensors.map(({ bytes }) => bytes)]);
}

/** A tensor whose bytes come later. */
export type TensorToAnnounce = Omit<TensorToWrite, 'bytes'> & { readonly lengthBytes: number };

/** What stands before the tensors: the header's length and the header. */
export function safetensorsHead(
  tensors: readonly TensorToAnnounce[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const header = headerOf(tensors, metadata);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.byteLength));
  return Buffer.concat([length, header]);
}

function headerOf(tensors: readonly TensorToAnnounce[], metadata: Readonly<Record<string, string>>): Buffer {
  const entries: [string, unknown][] = Object.keys(metadata).length > 0 ? [['__metadata__', metadata]] : [];
  let begin = 0;
  for (const tensor of tensors) {
    assertLength(tensor);
    const end = begin + tensor.lengthBytes;
    entries.push([tensor.name, { dtype: tensor.dtype, shape: tensor.shape, data_offsets: [begin, end] }]);
    begin = end;
  }
  invariant(new Set(entries.map(([name]) => name)).size === entries.length, 'tensor names are unique');
  // Object.fromEntries would reorder names that look like array indices, so the text is joined by hand.
  const json = `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`).join(',')}}`;
  // Spaces up to a multiple of 8 keep the tensors aligned for readers that map the file.
  const bytes = Buffer.from(json);
  return Buffer.concat([bytes, Buffer.alloc((8 - (bytes.byteLength % 8)) % 8, ' ')]);
}

function assertLength({ name, dtype, shape, lengthBytes }: TensorToAnnounce): void {
  const bits = (elementCount(shape) ?? Number.NaN) * DTYPE_BITS[dtype];
  invariant(bits === lengthBytes * 8, `${name} has as many bytes as its dtype and shape ask`);
}
