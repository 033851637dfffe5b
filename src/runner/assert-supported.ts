import type { Dataset } from '../checkpoint/dataset.ts';
import type { Protocol } from '../evaluation/protocol.ts';
import { itemsBytesMax } from './items-form.ts';
import { assertFits, taskOf } from './tasks/task-of.ts';
import { unsupported } from './unfit.ts';

/** Refuses data that are not the protocol's task's, and what is too much for this runner. */
export function assertSupported(protocol: Protocol, dataset: Dataset): void {
  assertFits(protocol, dataset);
  const task = taskOf(protocol);
  const form = task.form(protocol, dataset);
  const countedBytes = itemsBytesMax(form.filter(({ name }) => name !== 'logits'));
  if (countedBytes > COUNTED_BYTES_MAX)
    throw unsupported(`at most ${COUNTED_BYTES_MAX} bytes of decisions`, `${countedBytes}`);
  const heldBytes = itemsBytesMax(form);
  if (heldBytes > HELD_BYTES_MAX)
    throw unsupported(`at most ${HELD_BYTES_MAX} bytes of answers`, `${heldBytes}`);
  const itemBytes = 4 * task.answerLength(protocol, dataset);
  if (itemBytes > ITEM_BYTES_MAX)
    throw unsupported(`at most ${ITEM_BYTES_MAX} bytes of logits an item`, `${itemBytes}`);
}

/** Rows a batch unless the job or the model says otherwise; part of the conditions, for it may change bits. */
export function defaultBatchSize(protocol: Protocol, dataset: Dataset): number {
  const rows = dataset.kind === 'TOKENS' ? (dataset.choices ?? 1) : 1;
  const rowBytes = (4 * taskOf(protocol).answerLength(protocol, dataset)) / rows;
  return Math.min(BATCH_SIZE, Math.max(1, Math.floor(BATCH_BYTES_MAX / rowBytes)));
}

const BATCH_SIZE = 64;
/** Logits over a vocabulary are long: 1,024 positions of 50,257 tokens are 206 MB an item. */
const BATCH_BYTES_MAX = 64 << 20;
const ITEM_BYTES_MAX = 512 << 20;
// Decisions are read whole by the runner and by the hub, which counts them again.
const COUNTED_BYTES_MAX = 256 << 20;
// A million items of 255 classes fit.
const HELD_BYTES_MAX = 2 ** 30;
