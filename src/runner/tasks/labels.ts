import { mismatch, unsupported } from '../unfit.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import type { Dataset } from '../../checkpoint/dataset.ts';
import type { OpenDataset } from './task.ts';

/** Labels and predictions are bytes, and 255 says "no class". */
export const CLASSES_MAX = 255;

/** Refuses data without a label for each item, or with more classes than a byte tells apart. */
export function assertLabelled(dataset: Dataset, classes: number): void {
  if (classes > CLASSES_MAX) throw unsupported(`at most ${CLASSES_MAX} classes`, `${classes}`);
  if (dataset.labelsOffset === null) throw mismatch('a tensor labels', 'none');
  const largest = dataset.labelMarginals.at(-1)?.label ?? 0;
  if (largest >= classes) throw mismatch(`labels below ${classes}`, `label ${largest}`);
}

/** Of the slice. */
export async function labelsOf(
  { source, dataset }: OpenDataset,
  { dataset: { first, count } }: Protocol,
): Promise<Uint8Array> {
  return source.read((dataset.labelsOffset ?? 0) + first, count);
}
