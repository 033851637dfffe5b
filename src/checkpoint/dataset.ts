import type { ByteSource } from '../base/byte-source.ts';
import { datasetAttributes, type DatasetAttribute } from './dataset-attributes.ts';
import { readSafetensorsHeader } from './formats/safetensors-header.ts';
import { imageDatasetOf, type ImageDataset } from './image-dataset.ts';
import { tokenDatasetOf, type TokenDataset } from './token-dataset.ts';

/** Items to evaluate on, in a safetensors file; its tensors tell its kind. */
export type Dataset = (ImageDataset | TokenDataset) & { readonly attributes: readonly DatasetAttribute[] };

/** Validates a dataset file; refuses with `CHECKPOINT_DATASET_MALFORMED` or the safetensors codes. */
export async function inspectDataset(source: ByteSource): Promise<Dataset> {
  const header = await readSafetensorsHeader(source);
  const isTokens = header.tensors.some(({ name }) => name === 'input_ids');
  const items = await (isTokens ? tokenDatasetOf : imageDatasetOf)(source, header.tensors);
  return { ...items, attributes: await datasetAttributes(source, header, items.n) };
}
