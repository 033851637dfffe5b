import type { Dataset } from '../checkpoint/dataset.ts';
import type { Protocol } from '../evaluation/protocol.ts';
import { runnerRefusal } from './runner-error.ts';

/** Refuses what this runner does not run, and data that are not the protocol's task's. */
export function assertSupported(protocol: Protocol, dataset: Dataset): void {
  assertKind(protocol, dataset);
  const { metric, decoding } = protocol;
  const metrics = decoding.rule === 'argmax' ? ['accuracy'] : ['loss', 'perplexity'];
  if (!metrics.includes(metric.id)) throw unsupported(metrics.join(' or '), metric.id);
  if (decoding.rule === 'argmax' && decoding.classes > CLASSES_MAX)
    throw unsupported(`at most ${CLASSES_MAX} classes`, `${decoding.classes}`);
  const { heldBytes, itemBytes } = sizesOf(protocol, dataset);
  if (heldBytes > HELD_BYTES_MAX)
    throw unsupported(`at most ${HELD_BYTES_MAX} bytes of answers`, `${heldBytes}`);
  if (itemBytes > ITEM_BYTES_MAX)
    throw unsupported(`at most ${ITEM_BYTES_MAX} bytes of logits an item`, `${itemBytes}`);
}

/** Items a batch unless the job or the model says otherwise; part of the conditions, for it may change bits. */
export function defaultBatchSize(protocol: Protocol, dataset: Dataset): number {
  const { itemBytes } = sizesOf(protocol, dataset);
  return Math.min(BATCH_SIZE, Math.max(1, Math.floor(BATCH_BYTES_MAX / itemBytes)));
}

const BATCH_SIZE = 64;
/** Logits over a vocabulary are long: 1,024 positions of 50,257 tokens are 206 MB an item. */
const BATCH_BYTES_MAX = 64 << 20;
const ITEM_BYTES_MAX = 512 << 20;
// Labels and predictions are bytes, and 255 says "no class".
const CLASSES_MAX = 255;
// A million items of 255 classes fit.
const HELD_BYTES_MAX = 2 ** 30;

/** Bytes of answers that are held until the end, and of the logits to one item. */
function sizesOf({ dataset: { count }, decoding }: Protocol, dataset: Dataset) {
  if (decoding.rule === 'argmax')
    return { heldBytes: 4 * count * decoding.classes, itemBytes: 4 * decoding.classes };
  const length = dataset.kind === 'TOKENS' ? dataset.length : 0;
  return { heldBytes: 4 * count * length, itemBytes: 4 * length * decoding.vocabulary };
}

function assertKind({ task }: Protocol, dataset: Dataset): void {
  const expected = task.id === 'image-classification' ? 'IMAGES' : 'TOKENS';
  if (dataset.kind !== expected) throw mismatch(`a dataset of ${expected}`, dataset.kind);
  const hasLabels = dataset.labelsOffset !== null;
  if (task.id === 'text-classification' && !hasLabels) throw mismatch('a tensor labels', 'none');
  if (task.id === 'causal-language-modelling' && dataset.kind === 'TOKENS' && dataset.length < 2)
    throw mismatch('sequences of two tokens or more', `${dataset.length}`);
}

export function mismatch(expected: string, received: string) {
  return runnerRefusal('RUNNER_DATASET_MISMATCH', 'the protocol and its dataset do not fit', {
    expected,
    received,
  });
}

function unsupported(expected: string, received: string) {
  return runnerRefusal('RUNNER_PROTOCOL_UNSUPPORTED', 'this runner does not run such protocols yet', {
    expected,
    received,
  });
}
