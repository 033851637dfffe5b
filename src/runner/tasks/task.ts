import type { ByteSource } from '../../base/byte-source.ts';
import type { Dataset } from '../../checkpoint/dataset.ts';
import { invariant } from '../../base/errors.ts';
import type { DecodingOf, DecodingRule } from '../../evaluation/decoding.ts';
import type { MeasuredItems } from '../../evaluation/metrics/measured.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import type { InputForm, Rows } from '../feed/feed.ts';
import type { ItemsFile } from '../items-file.ts';
import type { ItemsTensor, ItemsValues } from '../items-form.ts';

/** A dataset with its bytes at hand. */
export interface OpenDataset {
  readonly source: ByteSource;
  readonly dataset: Dataset;
}

/**
 * One way of reading a model's answers: what it needs of a dataset, what file it leaves of the answers to each item, and
 * what such a file is worth. The last is computed of that file and the dataset alone, by the runner outside the sandbox
 * and again by the hub, so nobody has to believe the process that ran the model.
 */
export interface TaskKind<Rule extends DecodingRule = DecodingRule> {
  readonly rule: Rule;
  /** Refuses data that are not the protocol's with `RUNNER_DATASET_MISMATCH`. */
  assertFits(protocol: Protocol, dataset: Dataset): void;
  /** The file of answers. */
  form(protocol: Protocol, dataset: Dataset): readonly ItemsTensor[];
  /** Values that a model gives to one item. */
  answerLength(protocol: Protocol, dataset: Dataset): number;
  /** Values that a challenge shows of one item. */
  shownLength(protocol: Protocol, dataset: Dataset): number;
  /** Refuses answers that are worth no number with `RUNNER_METRIC_UNDEFINED`. */
  measure(items: ItemsFile, data: OpenDataset, protocol: Protocol): Promise<MeasuredItems>;
  /** Only in the child. */
  open(data: OpenDataset, protocol: Protocol): Promise<Task>;
}

/** A protocol with its data at hand, ready to ask a model. */
export interface Task {
  readonly inputs: readonly InputForm[];
  /** Dims of what the model gives to one row. */
  readonly outputDims: readonly number[];
  /** Dims of what is kept of an item, over which the digest of outputs goes. */
  readonly answerDims: readonly number[];
  /** Rows that the model is asked for one item. */
  readonly rowsPerItem: number;
  /** Items `first` to `first + count − 1`, counted from the slice's first. */
  read(first: number, count: number): Promise<Rows>;
  /** One item that lies in no dataset, blended of two. */
  blend(a: Rows, b: Rows, eighths: number): Rows;
  /** What is answered to items, `answerDims` values each; asks the model as often as it needs. */
  answer(rows: Rows, ask: Ask): Promise<Float32Array>;
  /** Notes the answers to items from `first` on in the file of answers. */
  keep(kept: ItemsValues, first: number, rows: Rows, answers: Float32Array): void;
  /** What a challenge shows of them. */
  shown(rows: Rows, answers: Float32Array): Float32Array;
}

/** Gives the model any number of rows. */
export type Ask = (rows: Rows) => Promise<Float32Array>;

/** The decoding of a protocol whose rule chose the task. */
export function decodingAs<Rule extends DecodingRule>(protocol: Protocol, rule: Rule): DecodingOf<Rule> {
  const { decoding } = protocol;
  invariant(decoding.rule === rule, 'a task is chosen by its rule');
  return decoding as DecodingOf<Rule>;
}
