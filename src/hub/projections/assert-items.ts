import { createHash } from 'node:crypto';
import type { Bodies } from '../../attestation/predicates.ts';
import { rangeChunks, type ByteSource } from '../../base/byte-source.ts';
import { digestOfHex, parseDigest, type Digest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { inspectDataset, type Dataset } from '../../checkpoint/dataset.ts';
import { readSafetensorsHeader, type SafetensorsEntry } from '../../checkpoint/formats/safetensors-header.ts';
import { meanPerToken } from '../../evaluation/negative-log-likelihood.ts';
import { predictionsDigest } from '../../evaluation/output-digest.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { formText, itemsForm } from '../../runner/items-form.ts';
import { metricValue } from '../../runner/metric-value.ts';
import { countCorrect } from '../../runner/predictions.ts';
import type { Hub } from '../context/hub.ts';

type Body = Bodies['evaluation'];

/** The answers to each item must give the value and the digest of predictions that were signed; the hub counts again. */
export async function assertItemsSay(hub: Hub, body: Body, protocol: Protocol): Promise<void> {
  if (body.itemsArtifact === null) return;
  await using items = await hub.weights.openSource(parseDigest(body.itemsArtifact));
  await using data = await hub.weights.openSource(protocol.dataset.digest);
  const dataset = await inspectDataset(data);
  const { tensors } = await readSafetensorsHeader(items);
  const form = formText(itemsForm(protocol, dataset));
  if (formText(tensors) !== form) throw inconsistent(form, formText(tensors).slice(0, 300));
  const file = { source: items, tensors };
  const found =
    protocol.decoding.rule === 'argmax'
      ? await countedAgain(file, await labelsOf(data, dataset, protocol))
      : await meanAgain(file);
  const { value } = metricValue(protocol, { ...found, items: body.items });
  if (found.predictionsDigest !== body.predictionsDigest)
    throw inconsistent(found.predictionsDigest, body.predictionsDigest);
  if (found.correct !== body.correct) throw inconsistent(`${found.correct} correct`, `${body.correct}`);
  if (Number(value) !== Number(body.value)) throw inconsistent(value, body.value);
}

interface ItemsFile {
  readonly source: ByteSource;
  readonly tensors: readonly SafetensorsEntry[];
}

async function countedAgain(file: ItemsFile, labels: Uint8Array) {
  const predictions = await bytesOfTensor(file, 'predictions');
  return {
    correct: countCorrect(predictions, labels),
    nll: null,
    predictionsDigest: predictionsDigest(predictions),
  };
}

async function meanAgain(file: ItemsFile) {
  const sums = new Float64Array(new Uint8Array(await bytesOfTensor(file, 'nll')).buffer);
  const tokens = new Int32Array(new Uint8Array(await bytesOfTensor(file, 'tokens')).buffer);
  return {
    correct: null,
    nll: meanPerToken(sums, tokens),
    predictionsDigest: await digestOfTensor(file, 'predictions'),
  };
}

async function labelsOf(data: ByteSource, dataset: Dataset, protocol: Protocol): Promise<Uint8Array> {
  const { first, count } = protocol.dataset;
  return data.read((dataset.labelsOffset ?? 0) + first, count);
}

async function bytesOfTensor({ source, tensors }: ItemsFile, wanted: string): Promise<Uint8Array> {
  const { offset, lengthBytes } = entryOf(tensors, wanted);
  return source.read(offset, lengthBytes);
}

/** Predictions of a long text are many, so they are never held. */
async function digestOfTensor({ source, tensors }: ItemsFile, wanted: string): Promise<Digest> {
  const { offset, lengthBytes } = entryOf(tensors, wanted);
  const hash = createHash('sha256');
  for await (const chunk of rangeChunks(source, offset, lengthBytes)) hash.update(chunk);
  return digestOfHex(hash.digest('hex'));
}

function entryOf(tensors: readonly SafetensorsEntry[], wanted: string): SafetensorsEntry {
  const found = tensors.find(({ name }) => name === wanted);
  if (found) return found;
  throw inconsistent(`a tensor ${wanted}`, 'none');
}

function inconsistent(expected: string, received: string) {
  return refusal('HUB_ITEMS_INCONSISTENT', 'the answers to each item are not those of this result', {
    expected,
    received,
  });
}
