import type { ByteSource } from '../base/byte-source.ts';
import { datasetAnswers, type DatasetAnswers } from './dataset-answers.ts';
import { datasetAttributes, type DatasetAttribute } from './dataset-attributes.ts';
import { hasTensor } from './dataset-tensors.ts';
import { featureDatasetOf, type FeatureDataset } from './feature-dataset.ts';
import { readSafetensorsHeader, type SafetensorsEntry } from './formats/safetensors-header.ts';
import { imageDatasetOf, type ImageDataset } from './image-dataset.ts';
import { tokenDatasetOf, type TokenDataset } from './token-dataset.ts';

/** Items to evaluate on, in a safetensors file; its tensors tell its kind. */
export type Dataset = (ImageDataset | TokenDataset | FeatureDataset) & {
  readonly answers: DatasetAnswers;
  readonly attributes: readonly DatasetAttribute[];
};

export type DatasetKind = Dataset['kind'];

/** Dims of one item, as its tensor has them: [h,w,c] of an image, [length] or [choices,length] of tokens. */
export function itemShape(dataset: Dataset): readonly number[] {
  if (dataset.kind === 'IMAGES') return [dataset.height, dataset.width, dataset.channels];
  if (dataset.kind === 'FEATURES') return dataset.dims;
  return dataset.choices === null ? [dataset.length] : [dataset.choices, dataset.length];
}

/** The tensors of what is right. */
export function answerNames({ answers, labelsOffset }: Dataset): readonly string[] {
  const { frameLabels, targets, values, boxes } = answers;
  const given = { labels: labelsOffset, frame_labels: frameLabels, targets, values, boxes };
  return Object.entries(given).flatMap(([name, where]) => (where === null ? [] : [name]));
}

/** Validates a dataset file; refuses with `CHECKPOINT_DATASET_MALFORMED` or the safetensors codes. */
export async function inspectDataset(source: ByteSource): Promise<Dataset> {
  const header = await readSafetensorsHeader(source);
  const items = await readerOf(header.tensors)(source, header.tensors);
  return {
    ...items,
    answers: await datasetAnswers(source, header.tensors, items.n),
    attributes: await datasetAttributes(source, header, items.n),
  };
}

function readerOf(tensors: readonly SafetensorsEntry[]) {
  if (hasTensor(tensors, 'input_ids')) return tokenDatasetOf;
  return hasTensor(tensors, 'features') ? featureDatasetOf : imageDatasetOf;
}
