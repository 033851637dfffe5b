import type { ByteSource } from '../base/byte-source.ts';
import {
  assertItemCount,
  assertShape,
  labelMarginals,
  malformed,
  shapeText,
  tensorNamed,
  type LabelMarginals,
} from './dataset-tensors.ts';
import type { SafetensorsEntry } from './formats/safetensors-header.ts';

/** Labelled images in a safetensors file: `images` U8 [n,h,w] or [n,h,w,c], `labels` U8 [n]. */
export interface ImageDataset {
  readonly kind: 'IMAGES';
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly labelMarginals: LabelMarginals;
  /** Where the bytes lie in the file: one image is height × width × channels of them, one label is one. */
  readonly imagesOffset: number;
  readonly labelsOffset: number;
}

export async function imageDatasetOf(
  source: ByteSource,
  tensors: readonly SafetensorsEntry[],
): Promise<ImageDataset> {
  const images = tensorNamed(tensors, 'images', ['U8']);
  const labels = tensorNamed(tensors, 'labels', ['U8']);
  const [n = 0, height = 0, width = 0, channels = 1] = images.shape;
  const isImageShape = (images.shape.length === 3 || images.shape.length === 4) && !images.shape.includes(0);
  if (!isImageShape) throw malformed('images [n,h,w] or [n,h,w,c], none of them 0', shapeText(images));
  assertShape(labels, [n]);
  assertItemCount(n);
  return {
    kind: 'IMAGES',
    n,
    height,
    width,
    channels,
    labelMarginals: await labelMarginals(source, labels, n),
    imagesOffset: images.offset,
    labelsOffset: labels.offset,
  };
}
