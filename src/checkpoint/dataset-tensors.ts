import type { ByteSource } from '../base/byte-source.ts';
import { refuse } from './checkpoint-error.ts';
import type { SafetensorsDtype } from './dtype.ts';
import type { SafetensorsEntry } from './formats/safetensors-header.ts';

/** How many items carry each label, by ascending label; labels without an item are left out. */
export type LabelMarginals = readonly { readonly label: number; readonly count: number }[];

/** The tensor of a name, with one of these dtypes; refuses with `CHECKPOINT_DATASET_MALFORMED`. */
export function tensorNamed(
  tensors: readonly SafetensorsEntry[],
  name: string,
  dtypes: readonly SafetensorsDtype[],
): SafetensorsEntry {
  const tensor = tensors.find((candidate) => candidate.name === name);
  if (tensor && dtypes.includes(tensor.dtype)) return tensor;
  throw malformed(`a tensor ${name} of dtype ${dtypes.join(' or ')}`, tensor?.dtype ?? 'none');
}

/** Refuses a tensor of another shape. */
export function assertShape(tensor: SafetensorsEntry, shape: readonly number[]): void {
  if (tensor.shape.join() === shape.join()) return;
  throw malformed(`${tensor.name} [${shape.join(',')}]`, shapeText(tensor));
}

export function assertItemCount(n: number): void {
  if (n > ITEMS_MAX) throw malformed(`at most ${ITEMS_MAX} items`, `${n}`);
}

/** Labels are read at once, one byte each; ImageNet's training split has 1.3 million. */
const ITEMS_MAX = 16_000_000;

async function labelMarginals(
  source: ByteSource,
  labels: SafetensorsEntry,
  n: number,
): Promise<LabelMarginals> {
  assertShape(labels, [n]);
  const counts = Array.from({ length: 256 }, () => 0);
  for (const label of await source.read(labels.offset, n)) counts[label] = (counts[label] ?? 0) + 1;
  return counts.map((count, label) => ({ label, count })).filter(({ count }) => count > 0);
}

/** Labels of items where a file has them. */
export interface Labels {
  /** Empty where there are none. */
  readonly labelMarginals: LabelMarginals;
  /** Where they lie, one byte each. */
  readonly labelsOffset: number | null;
}

export async function optionalLabels(
  source: ByteSource,
  tensors: readonly SafetensorsEntry[],
  n: number,
): Promise<Labels> {
  if (!hasTensor(tensors, 'labels')) return { labelMarginals: [], labelsOffset: null };
  const labels = tensorNamed(tensors, 'labels', ['U8']);
  return { labelMarginals: await labelMarginals(source, labels, n), labelsOffset: labels.offset };
}

export function hasTensor(tensors: readonly SafetensorsEntry[], name: string): boolean {
  return tensors.some((tensor) => tensor.name === name);
}

export function shapeText({ name, shape }: SafetensorsEntry): string {
  return `${name} [${shape.slice(0, 10).join(',')}]`;
}

export function malformed(expected: string, received: string) {
  return refuse('CHECKPOINT_DATASET_MALFORMED', 'this is not a dataset of images, tokens or features', {
    expected,
    received,
  });
}
