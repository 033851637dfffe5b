import type { ByteSource } from '../base/byte-source.ts';
import { invariant } from '../base/errors.ts';
import { inspectDataset, type Dataset } from '../checkpoint/dataset.ts';
import type { DatasetSlice, Protocol } from '../evaluation/protocol.ts';
import { assertSupported, mismatch } from './assert-supported.ts';
import type { Feed } from './feed/feed.ts';
import { imageFeed } from './feed/image-feed.ts';
import { tokenFeed } from './feed/token-feed.ts';
import { itemsForm } from './items-form.ts';
import { scoreClasses } from './scoring/score-classes.ts';
import { scoreNextTokens } from './scoring/score-next-tokens.ts';
import type { Scorer } from './scoring/scorer.ts';

/** A protocol with its data at hand: what a model is fed, what it shall answer and what that is worth. */
export interface Task {
  readonly feed: Feed;
  /** Dims of the answer to one item. */
  readonly outputDims: readonly number[];
  /** Made when the name of the model's output is known, for its digest covers that. */
  scorer(outputName: string): Scorer;
}

/** Reads a dataset as its protocol's task asks; refuses with `RUNNER_DATASET_MISMATCH` or the dataset's own codes. */
export async function openTask(source: ByteSource, protocol: Protocol): Promise<Task> {
  const dataset = await inspectDataset(source);
  assertSupported(protocol, dataset);
  assertSlice(protocol.dataset, dataset);
  const form = itemsForm(protocol, dataset);
  const { decoding } = protocol;
  if (decoding.rule === 'argmax') {
    const labels = await labelsOf(source, dataset, protocol.dataset, decoding.classes);
    return {
      feed: feedOf(source, dataset, protocol),
      outputDims: [decoding.classes],
      scorer: (outputName) => scoreClasses({ labels, classes: decoding.classes, form, outputName }),
    };
  }
  invariant(dataset.kind === 'TOKENS', 'only tokens have a next one');
  const { length } = dataset;
  const { vocabulary } = decoding;
  const items = protocol.dataset.count;
  return {
    feed: feedOf(source, dataset, protocol),
    outputDims: [length, vocabulary],
    scorer: (outputName) => scoreNextTokens({ items, length, vocabulary, form, outputName }),
  };
}

function feedOf(source: ByteSource, dataset: Dataset, protocol: Protocol): Feed {
  return dataset.kind === 'IMAGES'
    ? imageFeed(source, dataset, protocol)
    : tokenFeed(source, dataset, protocol);
}

function assertSlice({ first, count }: DatasetSlice, { n }: Dataset): void {
  if (first + count > n) throw mismatch(`items ${first}..${first + count - 1}`, `a dataset of ${n}`);
}

async function labelsOf(
  source: ByteSource,
  { labelsOffset }: Dataset,
  { first, count }: DatasetSlice,
  classes: number,
): Promise<Uint8Array> {
  invariant(labelsOffset !== null, 'a dataset of a classification has labels');
  const labels = await source.read(labelsOffset + first, count);
  const largest = labels.reduce((max, label) => Math.max(max, label), 0);
  if (largest < classes) return labels;
  throw mismatch(`labels below ${classes}`, `label ${largest}`);
}
