import type { ByteSource } from '../../base/byte-source.ts';
import { refusal } from '../../base/errors.ts';
import { NOT_TOLD, type DatasetAttribute } from '../../checkpoint/dataset-attributes.ts';
import type { Dataset } from '../../checkpoint/dataset.ts';
import { readSafetensorsHeader } from '../../checkpoint/formats/safetensors-header.ts';
import type { DecodingRule } from '../../evaluation/decoding.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import type { Column } from './group-of.ts';

/** A run that a report's counts come from. */
export interface RunToCount {
  readonly protocol: Protocol;
  /** What it answered to each item. */
  readonly items: ByteSource;
  readonly dataset: ByteSource;
}

/** What is right of each item that the protocol counts, of a run that tells one class an item. */
export async function labelsOf(
  { protocol, dataset: source }: RunToCount,
  dataset: Dataset,
): Promise<Uint8Array> {
  if (!ONE_CLASS_AN_ITEM.includes(protocol.decoding.rule) || dataset.labelsOffset === null)
    throw unfit('a run that predicts classes', protocol.task.id);
  return source.read(dataset.labelsOffset + protocol.dataset.first, protocol.dataset.count);
}

/** Rules whose answers are one class an item, in a byte each. */
const ONE_CLASS_AN_ITEM: readonly DecodingRule[] = ['argmax', 'attacked-argmax', 'likeliest-choice'];

export async function predictionsIn({ items, protocol }: RunToCount): Promise<Uint8Array> {
  const predictions = await tensorOf(items, 'predictions');
  if (predictions.length === protocol.dataset.count) return predictions;
  throw unfit(`${protocol.dataset.count} predictions`, `${predictions.length}`);
}

/** The attribute's value of each item that the protocol counts; refuses `BIAS_ATTRIBUTE_UNKNOWN`. */
export async function columnOf(
  { protocol, dataset: source }: RunToCount,
  dataset: Dataset,
  name: string,
): Promise<Column> {
  const attribute = dataset.attributes.find((candidate) => candidate.name === name);
  if (!attribute) throw noAttribute(name, dataset.attributes);
  const { first, count } = protocol.dataset;
  const values = await source.read(attribute.offset + first, count);
  return { name, names: attribute.values.map((value) => value.name), values, none: NOT_TOLD };
}

/** A copy, for a view at an odd place in a file can't be read as doubles or integers. */
export async function tensorOf(source: ByteSource, wanted: string): Promise<Uint8Array<ArrayBuffer>> {
  const { tensors } = await readSafetensorsHeader(source);
  const tensor = tensors.find(({ name }) => name === wanted);
  if (!tensor) throw unfit(`answers with a tensor ${wanted}`, 'none');
  return new Uint8Array(await source.read(tensor.offset, tensor.lengthBytes));
}

function noAttribute(name: string, attributes: readonly DatasetAttribute[]) {
  return refusal('BIAS_ATTRIBUTE_UNKNOWN', `the dataset says nothing of ${name}`, {
    expected: attributes.map((each) => each.name).join(', ') || 'a dataset with attributes',
    received: name,
    remedy: 'name groups of labels, or publish the dataset with a tensor attribute.<name>',
  });
}

export function unfit(expected: string, received: string) {
  return refusal('BIAS_RUN_UNFIT', 'this run can’t be counted so', { expected, received });
}
