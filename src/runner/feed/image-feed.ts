import type { ByteSource } from '../../base/byte-source.ts';
import type { ImageDataset } from '../../checkpoint/image-dataset.ts';
import { blendValues } from '../../evaluation/challenge.ts';
import { changedImage } from '../../evaluation/corrupt-image.ts';
import { isByteStep } from '../../evaluation/preprocessing.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { inputTensorFor } from '../input-tensor.ts';
import type { Feed, Rows } from './feed.ts';

export interface ImageFeed extends Feed {
  readonly itemDims: readonly number[];
  /** Bytes of images as the steps on bytes leave them. */
  images(first: number, count: number): Promise<Uint8Array>;
  /** Such bytes after the steps on values. */
  rowsOf(images: Uint8Array, first: number | null): Rows;
}

/** Images after the protocol's preprocessing, as one input of a model; it may call it anything unless it has a name here. */
export function imageFeed(
  source: ByteSource,
  dataset: ImageDataset,
  { preprocessing, dataset: slice }: Protocol,
  name: string | null = null,
): ImageFeed {
  const byteSteps = preprocessing.filter(isByteStep);
  const input = inputTensorFor(preprocessing, dataset);
  const { itemDims, itemLength } = input;
  const rowsOf = (images: Uint8Array, first: number | null): Rows => {
    const values = new Float32Array(images.length);
    input.write(values, images);
    return { first, count: images.length / itemLength, columns: [values] };
  };
  const images = async (first: number, count: number) => {
    const start = slice.first + first;
    const stored = await source.read(dataset.imagesOffset + start * itemLength, count * itemLength);
    if (byteSteps.length === 0) return stored;
    const changed = new Uint8Array(stored);
    for (let at = 0; at < count; at++) {
      const bytes = changed.subarray(at * itemLength, (at + 1) * itemLength);
      bytes.set(changedImage({ ...dataset, bytes }, byteSteps, start + at));
    }
    return changed;
  };
  return {
    images,
    rowsOf,
    itemDims,
    inputs: [{ name, dtypes: ['float32'], itemDims, isOptional: false }],
    rowsPerItem: 1,
    read: async (first, count) => rowsOf(await images(first, count), first),
    blend: (a, b, eighths) => ({
      first: null,
      count: 1,
      columns: [blendValues(valuesOf(a), valuesOf(b), eighths)],
    }),
  };
}

function valuesOf({ columns }: Rows): Float32Array {
  return columns[0] as Float32Array;
}
