import type { ByteSource } from '../base/byte-source.ts';
import { refuse } from './checkpoint-error.ts';
import { readSafetensorsHeader, type SafetensorsEntry } from './formats/safetensors-header.ts';

/** Labelled images in a safetensors file: `images` U8 [n,h,w] or [n,h,w,c], `labels` U8 [n]. */
export interface ImageDataset {
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** How many items carry each label, by ascending label; labels without an item are left out. */
  readonly labelMarginals: readonly { readonly label: number; readonly count: number }[];
  /** Where the bytes lie in the file: one image is height × width × channels of them, one label is one. */
  readonly imagesOffset: number;
  readonly labelsOffset: number;
}

/** Validates a dataset file; refuses with `CHECKPOINT_DATASET_MALFORMED` or the safetensors codes. */
export async function inspectImageDataset(source: ByteSource): Promise<ImageDataset> {
  const { tensors } = await readSafetensorsHeader(source);
  const images = tensorNamed(tensors, 'images');
  const labels = tensorNamed(tensors, 'labels');
  const [n = 0, height = 0, width = 0, channels = 1] = images.shape;
  const isImageShape = (images.shape.length === 3 || images.shape.length === 4) && !images.shape.includes(0);
  if (!isImageShape) throw malformed('images [n,h,w] or [n,h,w,c], none of them 0', shapeText(images));
  if (labels.shape.length !== 1 || labels.shape[0] !== n) throw malformed(`labels [${n}]`, shapeText(labels));
  if (n > ITEMS_MAX) throw malformed(`at most ${ITEMS_MAX} items`, `${n}`);
  const labelMarginals = marginalsOf(await source.read(labels.offset, n));
  return {
    n,
    height,
    width,
    channels,
    labelMarginals,
    imagesOffset: images.offset,
    labelsOffset: labels.offset,
  };
}

/** Labels are read at once, one byte each; ImageNet's training split has 1.3 million. */
const ITEMS_MAX = 16_000_000;

function tensorNamed(tensors: readonly SafetensorsEntry[], name: string): SafetensorsEntry {
  const tensor = tensors.find((candidate) => candidate.name === name);
  if (tensor?.dtype === 'U8') return tensor;
  throw malformed(`a tensor ${name} of dtype U8`, tensor?.dtype ?? 'none');
}

function marginalsOf(labels: Uint8Array): ImageDataset['labelMarginals'] {
  const counts = Array.from({ length: 256 }, () => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts.map((count, label) => ({ label, count })).filter(({ count }) => count > 0);
}

function shapeText({ name, shape }: SafetensorsEntry): string {
  return `${name} [${shape.slice(0, 10).join(',')}]`;
}

function malformed(expected: string, received: string) {
  return refuse('CHECKPOINT_DATASET_MALFORMED', `this is not a dataset of labelled images`, {
    expected,
    received,
  });
}
