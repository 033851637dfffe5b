import {
  assertItemCount,
  malformed,
  optionalLabels,
  shapeText,
  tensorNamed,
  type Labels,
} from './dataset-tensors.ts';
import type { ByteSource } from '../base/byte-source.ts';
import type { SafetensorsEntry } from './formats/safetensors-header.ts';

/** Numbers as they are fed, in a safetensors file: `features` F32 [n,…], with or without `labels` U8 [n]. */
export interface FeatureDataset extends Labels {
  readonly kind: 'FEATURES';
  readonly n: number;
  /** Of one item. */
  readonly dims: readonly number[];
  readonly featuresOffset: number;
}

export async function featureDatasetOf(
  source: ByteSource,
  tensors: readonly SafetensorsEntry[],
): Promise<FeatureDataset> {
  const features = tensorNamed(tensors, 'features', ['F32']);
  const [n = 0, ...dims] = features.shape;
  const itemLength = dims.reduce((product, dim) => product * dim, 1);
  const isTable = n > 0 && dims.length > 0 && dims.length <= AXES_MAX && itemLength > 0;
  if (!isTable || itemLength > ITEM_VALUES_MAX)
    throw malformed(`features [n,…], 1 to ${ITEM_VALUES_MAX} values each`, shapeText(features));
  assertItemCount(n);
  const labels = await optionalLabels(source, tensors, n);
  return { kind: 'FEATURES', n, dims, featuresOffset: features.offset, ...labels };
}

// A clip of frames of pictures with channels has four.
const AXES_MAX = 4;
// Ten minutes of a hundred frames a second with 256 numbers each.
const ITEM_VALUES_MAX = 1 << 24;
