import type { ByteSource } from '../../../base/byte-source.ts';
import { tensorUnlisted } from '../../findings/tensor-unlisted.ts';
import type { FormatReport, TensorEntry } from '../format-report.ts';
import type { FileToRead } from '../reader.ts';
import { fortranStrides, isRowMajor, stridedChunks, type StridedView } from '../strided-chunks.ts';
import { NPY_HEADER_BYTES_MAX, npyHeader, type NpyHeader } from './npy-header.ts';
import { littleEndian, numpyDtype, swappedBytes } from './numpy-element.ts';

/** One array in a file of its own, named as the file. */
export async function readNpy({ path, source }: FileToRead): Promise<FormatReport> {
  const head = await source.read(0, Math.min(NPY_HEADER_BYTES_MAX, source.sizeBytes));
  const header = npyHeader(Buffer.from(head), source.sizeBytes);
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.npy$/i, '');
  const entry = npyEntry(name, header, header.headerBytes, source);
  return entry === null
    ? { format: 'npy', findings: [noNumbers(name, header)] }
    : { format: 'npy', tensors: [entry] };
}

/** An array whose bytes lie in `source` from `offset` on; null where they are characters or others without a dtype of ours. */
function npyEntry(name: string, header: NpyHeader, offset: number, source: ByteSource): TensorEntry | null {
  const dtype = numpyDtype(header.code);
  if (dtype === null) return null;
  const { shape, dataBytes: lengthBytes } = header;
  const view = { ...npyView(header), offset };
  if (isPlain(header)) return { name, dtype, shape, lengthBytes, offset };
  const chunks = () => inOrder(header, stridedChunks(source, view));
  return { name, dtype, shape, lengthBytes, offset: null, chunks };
}

export function npyView({ isFortran, itemBytes, shape }: NpyHeader): StridedView {
  const strides = isFortran ? fortranStrides(shape) : fortranStrides(shape.toReversed()).toReversed();
  return { offset: 0, itemBytes, shape, strides };
}

/** Row-major and little-endian as it stands. */
export function isPlain(header: NpyHeader): boolean {
  return isRowMajor(npyView(header)) && (!header.isBigEndian || header.itemBytes === 1);
}

export function inOrder(
  { code, itemBytes, isBigEndian }: NpyHeader,
  chunks: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  return isBigEndian ? littleEndian(chunks, swappedBytes(code, itemBytes)) : chunks;
}

export function noNumbers(name: string, { code }: NpyHeader) {
  const { id: rule, severity, remedy } = tensorUnlisted;
  const message = `${name.slice(0, 200)} is checked, but not in the table`;
  return { rule, severity, message, expected: 'an array of numbers', received: code, remedy };
}
