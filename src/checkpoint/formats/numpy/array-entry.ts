import { bytesOf } from '../../../base/byte-source.ts';
import type { TensorEntry } from '../format-report.ts';
import type { ArrayContent } from '../pickle/pickle-value.ts';
import { fortranStrides, isRowMajor, stridedChunks } from '../strided-chunks.ts';
import { littleEndian, numpyDtype, swappedBytes } from './numpy-element.ts';

/** A pickled array as a tensor: in place where its bytes stand in the file as they are; null without a dtype of ours. */
export function arrayEntry(
  name: string,
  { dtype: type, shape, isFortran, bytes }: ArrayContent,
): TensorEntry | null {
  const dtype = numpyDtype(type.code);
  if (dtype === null) return null;
  const strides = isFortran ? fortranStrides(shape) : fortranStrides(shape.toReversed()).toReversed();
  const view = { offset: 0, itemBytes: type.itemBytes, shape, strides };
  const isPlain = isRowMajor(view) && (!type.isBigEndian || type.itemBytes === 1);
  const facts = { name, dtype, shape, lengthBytes: bytes.bytes.byteLength };
  if (isPlain && bytes.at !== null) return { ...facts, offset: bytes.at };
  const chunks = () => stridedChunks(bytesOf(bytes.bytes), view);
  const numberBytes = swappedBytes(type.code, type.itemBytes);
  return {
    ...facts,
    offset: null,
    chunks: () => (isPlain || !type.isBigEndian ? chunks() : littleEndian(chunks(), numberBytes)),
  };
}
