import type { ByteSource } from '../base/byte-source.ts';
import { readSafetensorsHeader } from './formats/safetensors-header.ts';
import { imageDatasetOf, type ImageDataset } from './image-dataset.ts';
import { tokenDatasetOf, type TokenDataset } from './token-dataset.ts';

/** Items to evaluate on, in a safetensors file; its tensors tell its kind. */
export type Dataset = ImageDataset | TokenDataset;

/** Validates a dataset file; refuses with `CHECKPOINT_DATASET_MALFORMED` or the safetensors codes. */
export async function inspectDataset(source: ByteSource): Promise<Dataset> {
  const { tensors } = await readSafetensorsHeader(source);
  const isTokens = tensors.some(({ name }) => name === 'input_ids');
  return isTokens ? tokenDatasetOf(source, tensors) : imageDatasetOf(source, tensors);
}
