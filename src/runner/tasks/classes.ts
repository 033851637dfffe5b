import { ratioOf, meanOfItems, shareOf, type MeasuredItems } from '../../evaluation/metrics/measured.ts';
import { macroF1, mcc } from '../../evaluation/metrics/confusion.ts';
import { negativeLogLikelihood } from '../../evaluation/negative-log-likelihood.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import type { ItemsFile } from '../items-file.ts';
import type { ItemsTensor, ItemsValues } from '../items-form.ts';
import { runnerFault } from '../runner-error.ts';
import { undefinedMetric } from '../unfit.ts';
import { rightOf, countUndecided, NO_CLASS, predictionsOf } from '../predictions.ts';
import { assertLabelled, labelsOf } from './labels.ts';
import { decodingAs, type OpenDataset, type TaskKind } from './task.ts';

/** What all rules share that answer one of `classes` to an item; they differ in how a model is asked. */
export function ofClasses(rule: 'argmax' | 'attacked-argmax') {
  const classesIn = (protocol: Protocol) => decodingAs(protocol, rule).classes;
  return {
    assertFits: (protocol, dataset) => assertLabelled(dataset, classesIn(protocol)),
    form: (protocol) => classesForm(protocol.dataset.count, classesIn(protocol)),
    answerLength: classesIn,
    shownLength: classesIn,
    measure: (items, data, protocol) => measureClasses(items, data, protocol, classesIn(protocol)),
  } satisfies Omit<TaskKind, 'rule' | 'open'>;
}

/** Of classes: `logits` F32 [n,classes] and `predictions` U8 [n], 255 for none. */
function classesForm(count: number, classes: number): readonly ItemsTensor[] {
  return [
    { name: 'logits', dtype: 'F32', shape: [count, classes] },
    { name: 'predictions', dtype: 'U8', shape: [count] },
  ];
}

export function keepClasses(kept: ItemsValues, first: number, logits: Float32Array, classes: number): void {
  kept['logits']?.set(logits, first * classes);
  kept['predictions']?.set(predictionsOf(logits, classes), first);
}

/** A classification under any of its metrics. */
async function measureClasses(
  items: ItemsFile,
  data: OpenDataset,
  protocol: Protocol,
  classes: number,
): Promise<MeasuredItems> {
  const [predictions, labels] = [await items.bytes('predictions'), await labelsOf(data, protocol)];
  await assertDecided(items, predictions, classes);
  const undecided = countUndecided(predictions);
  const { decoding, metric } = protocol;
  switch (metric.id) {
    case 'macro-f1':
      return { ...macroF1({ predictions, labels, classes }), undecided };
    case 'mcc':
      return { ...mcc({ predictions, labels, classes }), undecided };
    case 'loss':
      return lossOf(await items.floats('logits'), labels, classes);
    case 'trigger-success':
      return triggered(predictions, labels, decoding.rule === 'argmax' ? (decoding.target ?? 0) : 0);
    default:
      return shareOf(rightOf(predictions, labels), undecided);
  }
}

/** Who decides otherwise than its logits say did not decide by them. */
async function assertDecided(items: ItemsFile, predictions: Uint8Array, classes: number): Promise<void> {
  if (4 * predictions.length * classes > CHECKED_BYTES_MAX) return;
  const expected = predictionsOf(await items.floats('logits'), classes);
  const wrong = expected.findIndex((predicted, item) => predicted !== predictions[item]);
  if (wrong < 0) return;
  throw runnerFault('RUNNER_ITEMS_INVALID', 'the answers to each item contradict themselves', {
    expected: `class ${expected[wrong]} of item ${wrong}`,
    received: `class ${predictions[wrong]}`,
  });
}

// A million items of 16 classes; more are read for nothing but this.
const CHECKED_BYTES_MAX = 64 << 20;

function lossOf(logits: Float32Array, labels: Uint8Array, classes: number): MeasuredItems {
  const each = Float64Array.from(labels, (label, item) =>
    negativeLogLikelihood(logits, item * classes, classes, label),
  );
  const wrong = each.reduce((sum, value) => sum + (Number.isFinite(value) ? 0 : 1), 0);
  if (wrong === 0) return meanOfItems(each);
  throw undefinedMetric('a finite likelihood of each label', `NaN or infinity in ${wrong} of ${each.length}`);
}

/** Of the items of other classes, the share that the trigger makes one of its class. */
function triggered(predictions: Uint8Array, labels: Uint8Array, target: number): MeasuredItems {
  const weights = Int32Array.from(labels, (label) => (label === target ? 0 : 1));
  const hits = Float64Array.from(weights, (weight, i) => (predictions[i] === target ? weight : 0));
  if (weights.every((weight) => weight === 0))
    throw undefinedMetric(`items of another class than ${target}`, 'none');
  return ratioOf(hits, weights, predictions.filter((predicted) => predicted === NO_CLASS).length);
}
