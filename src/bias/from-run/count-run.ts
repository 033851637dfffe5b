import type { ByteSource } from '../../base/byte-source.ts';
import { refusal } from '../../base/errors.ts';
import { NOT_TOLD, type DatasetAttribute } from '../../checkpoint/dataset-attributes.ts';
import { inspectDataset, type Dataset } from '../../checkpoint/dataset.ts';
import { readSafetensorsHeader } from '../../checkpoint/formats/safetensors-header.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { crossed, ofLabels, type GroupOf } from './group-of.ts';
import type { Grouping } from './grouping.ts';
import { tallyItems, type CountedGroup } from './tally-items.ts';
import { tallyPairs } from './tally-pairs.ts';

export interface RunToCount {
  readonly protocol: Protocol;
  /** What it answered to each item. */
  readonly items: ByteSource;
  readonly dataset: ByteSource;
}

/** The fields of a bias report that hold counts. */
export interface CountedRun {
  readonly groups?: readonly CountedGroup[];
  /** Where attributes cross: each by itself, whose groups are sums of cells. */
  readonly marginals?: readonly { readonly attribute: string; readonly groups: readonly CountedGroup[] }[];
  readonly crowsPairs?: ReturnType<typeof tallyPairs>;
}

/** Splits a run's answers by group; equal files give equal counts, so who files them and who checks them count alike. */
export async function countRun(run: RunToCount, by: Grouping): Promise<CountedRun> {
  const dataset = await inspectDataset(run.dataset);
  if (by.kind === 'PAIRS') return { crowsPairs: await pairsOf(run, dataset, by.direction) };
  const labels = await labelsOf(run, dataset);
  const predictions = await predictionsIn(run);
  const tally = (groupOf: GroupOf) => tallyItems(groupOf, { predictions, labels, positive: by.positive });
  if (by.kind === 'LABELS') return { groups: tally(ofLabels(by.groups, labels)) };
  const columns = await Promise.all(by.attributes.map((name) => columnOf(run, dataset, name)));
  const cells = tally(crossed(columns)).filter(isCounted);
  if (columns.length === 1) return { groups: cells };
  const marginals = columns.map((column) => ({
    attribute: column.name,
    groups: tally(crossed(columns, column)).filter(isCounted),
  }));
  return { groups: cells, marginals };
}

/** A value that no item of the slice has is no group. */
function isCounted(group: CountedGroup): boolean {
  return 'n' in group ? group.n > 0 : group.tp + group.fp + group.tn + group.fn > 0;
}

async function pairsOf(run: RunToCount, dataset: Dataset, direction: string) {
  if (run.protocol.decoding.rule !== 'next-token')
    throw unfit('a run that tells how likely each sentence is', run.protocol.task.id);
  const sums = new Float64Array(copied(await tensorOf(run.items, 'nll')));
  return tallyPairs(sums, await columnOf(run, dataset, direction));
}

async function labelsOf({ protocol, dataset: source }: RunToCount, dataset: Dataset): Promise<Uint8Array> {
  if (protocol.decoding.rule !== 'argmax' || dataset.labelsOffset === null)
    throw unfit('a run that predicts classes', protocol.task.id);
  return source.read(dataset.labelsOffset + protocol.dataset.first, protocol.dataset.count);
}

async function predictionsIn({ items, protocol }: RunToCount): Promise<Uint8Array> {
  const predictions = await tensorOf(items, 'predictions');
  if (predictions.length === protocol.dataset.count) return predictions;
  throw unfit(`${protocol.dataset.count} predictions`, `${predictions.length}`);
}

async function columnOf({ protocol, dataset: source }: RunToCount, dataset: Dataset, name: string) {
  const attribute = dataset.attributes.find((candidate) => candidate.name === name);
  if (!attribute) throw noAttribute(name, dataset.attributes);
  const { first, count } = protocol.dataset;
  const values = await source.read(attribute.offset + first, count);
  return { name, names: attribute.values.map((value) => value.name), values, none: NOT_TOLD };
}

async function tensorOf(source: ByteSource, wanted: string): Promise<Uint8Array> {
  const { tensors } = await readSafetensorsHeader(source);
  const tensor = tensors.find(({ name }) => name === wanted);
  if (!tensor) throw unfit(`answers with a tensor ${wanted}`, 'none');
  return source.read(tensor.offset, tensor.lengthBytes);
}

// A view at an odd place in a file can't be read as doubles.
function copied(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function noAttribute(name: string, attributes: readonly DatasetAttribute[]) {
  return refusal('BIAS_ATTRIBUTE_UNKNOWN', `the dataset says nothing of ${name}`, {
    expected: attributes.map((each) => each.name).join(', ') || 'a dataset with attributes',
    received: name,
    remedy: 'name groups of labels, or publish the dataset with a tensor attribute.<name>',
  });
}

function unfit(expected: string, received: string) {
  return refusal('BIAS_RUN_UNFIT', 'this run can’t be counted so', { expected, received });
}
