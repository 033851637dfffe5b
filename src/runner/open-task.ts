import type { ByteSource } from '../base/byte-source.ts';
import { inspectImageDataset, type ImageDataset } from '../checkpoint/dataset.ts';
import type { Protocol } from '../evaluation/protocol.ts';
import type { Feed } from './feed/feed.ts';
import { imageFeed } from './feed/image-feed.ts';
import { runnerRefusal } from './runner-error.ts';
import { scoreClasses } from './scoring/score-classes.ts';
import type { Scorer } from './scoring/scorer.ts';

/** A protocol with its data at hand: what a model is fed, what it shall answer and what that is worth. */
export interface Task {
  readonly feed: Feed;
  /** Dims of the answer to one item. */
  readonly outputDims: readonly number[];
  readonly scorer: Scorer;
}

/** Reads a dataset as its protocol's task asks; refuses with `RUNNER_DATASET_MISMATCH` or the dataset's own codes. */
export async function openTask(source: ByteSource, protocol: Protocol): Promise<Task> {
  const { classes } = protocol.decoding;
  const dataset = await inspectImageDataset(source);
  const labels = await labelsOf(source, dataset, protocol);
  return {
    feed: imageFeed(source, dataset, protocol),
    outputDims: [classes],
    scorer: scoreClasses(labels, classes),
  };
}

async function labelsOf(source: ByteSource, dataset: ImageDataset, protocol: Protocol): Promise<Uint8Array> {
  const { first, count } = protocol.dataset;
  if (first + count > dataset.n)
    throw mismatch(`items ${first}..${first + count - 1}`, `a dataset of ${dataset.n}`);
  const labels = await source.read(dataset.labelsOffset + first, count);
  const largest = labels.reduce((max, label) => Math.max(max, label), 0);
  if (largest < protocol.decoding.classes) return labels;
  throw mismatch(`labels below ${protocol.decoding.classes}`, `label ${largest}`);
}

function mismatch(expected: string, received: string) {
  return runnerRefusal('RUNNER_DATASET_MISMATCH', 'the protocol and its dataset do not fit', {
    expected,
    received,
  });
}
