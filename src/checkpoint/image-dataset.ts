import type { ByteSource } from '../base/byte-source.ts';
import {
  assertItemCount,
  malformed,
  optionalLabels,
  shapeText,
  tensorNamed,
  type Labels,
} from './dataset-tensors.ts';
import type { SafetensorsEntry } from './formats/safetensors-header.ts';

/** Images in a safetensors file: `images` U8 [n,h,w] or [n,h,w,c], with or without `labels` U8 [n]. */
export interface ImageDataset extends Labels {
  readonly kind: 'IMAGES';
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Where the bytes lie in the file: one image is height × width × channels of them. */
  readonly imagesOffset: number;
}

export async function imageDatasetOf(
  source: ByteSource,
  tensors: readonly SafetensorsEntry[],
): Promise<ImageDataset> {
  const images = tensorNamed(tensors, 'images', ['U8']);
  const [n = 0, height = 0, width = 0, channels = 1] = images.shape;
  const isImageShape = (images.shape.length === 3 || images.shape.length === 4) && !images.shape.includes(0);
  if (!isImageShape) throw malformed('images [n,h,w] or [n,h,w,c], none of them 0', shapeText(images));
  assertItemCount(n);
  return {
    kind: 'IMAGES',
    n,
    height,
    width,
    channels,
    imagesOffset: images.offset,
    ...(await optionalLabels(source, tensors, n)),
  };
}
