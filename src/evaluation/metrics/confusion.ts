import { jackknifeError } from '../statistics/jackknife.ts';
import type { MeasuredItems } from './measured.ts';

/** Predicted and true class of each item; a prediction that is no class counts against its label's class alone. */
export interface Classified {
  readonly predictions: Uint8Array;
  readonly labels: Uint8Array;
  readonly classes: number;
}

/** Mean of F1 over the classes that occur among labels or predictions (Opitz & Burst, 2019: the mean of F1, not F1 of means). */
export function macroF1(classified: Classified): Omit<MeasuredItems, 'undecided'> {
  return indexOf(classified, (table) => {
    const scores = table.rows.flatMap((row, label) => {
      const [hits, labelled, predicted] = [
        row[label] ?? 0,
        table.labelled[label] ?? 0,
        table.predicted[label] ?? 0,
      ];
      return labelled + predicted === 0 ? [] : [(2 * hits) / (labelled + predicted)];
    });
    return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
  });
}

/** Matthews' correlation for any number of classes (Gorodkin, 2004); 0 where one side is constant. */
export function mcc(classified: Classified): Omit<MeasuredItems, 'undecided'> {
  return indexOf(classified, ({ rows, labelled, predicted, n }) => {
    const hits = rows.reduce((sum, row, label) => sum + (row[label] ?? 0), 0);
    const cross = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, count, i) => sum + count * (b[i] ?? 0), 0);
    const product = (n * n - cross(predicted, predicted)) * (n * n - cross(labelled, labelled));
    return product === 0 ? 0 : (hits * n - cross(labelled, predicted)) / Math.sqrt(product);
  });
}

interface Table {
  /** By label, then by prediction. */
  readonly rows: readonly (readonly number[])[];
  readonly labelled: readonly number[];
  readonly predicted: readonly number[];
  readonly n: number;
}

function indexOf(classified: Classified, valueOf: (table: Table) => number | null) {
  const n = classified.labels.length;
  const value = valueOf(tableOf(classified, () => true)) ?? Number.NaN;
  const samplingError = jackknifeError(n, (isIn) => valueOf(tableOf(classified, isIn)));
  return { value, samplingError, correct: null, units: null, each: null };
}

function tableOf({ predictions, labels, classes }: Classified, isIn: (item: number) => boolean): Table {
  const zeros = () => Array.from({ length: classes }, () => 0);
  const rows = Array.from({ length: classes }, zeros);
  const [labelled, predicted] = [zeros(), zeros()];
  let n = 0;
  labels.forEach((label, item) => {
    if (!isIn(item)) return;
    n++;
    labelled[label] = (labelled[label] ?? 0) + 1;
    const answer = predictions[item] ?? classes;
    if (answer >= classes) return;
    predicted[answer] = (predicted[answer] ?? 0) + 1;
    const row = rows[label];
    if (row) row[answer] = (row[answer] ?? 0) + 1;
  });
  return { rows, labelled, predicted, n };
}
