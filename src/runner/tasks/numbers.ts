import { floats } from '../../checkpoint/dataset-answers.ts';
import { meanOfItems } from '../../evaluation/metrics/measured.ts';
import { spearman } from '../../evaluation/metrics/spearman.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import type { ItemsFile } from '../items-file.ts';
import { mismatch, undefinedMetric } from '../unfit.ts';
import type { Dataset } from '../../checkpoint/dataset.ts';
import { feedOf } from './feed-of.ts';
import { shownOf, spread } from './shown.ts';
import { decodingAs, type OpenDataset, type TaskKind } from './task.ts';

/** One number an item. Kept is `predictions` F32 [n]. */
export const value: TaskKind<'value'> = {
  rule: 'value',
  assertFits: (_, dataset) => assertValues(dataset),
  form: ({ dataset: { count } }) => [{ name: 'predictions', dtype: 'F32', shape: [count] }],
  answerLength: () => 1,
  shownLength: () => 1,
  async measure(items, data, protocol) {
    const { given, right } = await both(items, data, protocol);
    const isSquared = protocol.metric.id === 'mean-squared-error';
    const errors = Float64Array.from(
      given,
      (each, i) => Math.abs(each - (right[i] ?? 0)) ** (isSquared ? 2 : 1),
    );
    return meanOfItems(errors);
  },
  open: async (data, protocol) => ({
    ...feedOf(data, protocol),
    outputDims: [1],
    answerDims: [1],
    answer: (rows, ask) => ask(rows),
    keep: (kept, first, _, answers) => kept['predictions']?.set(answers, first),
    shown: (_, answers) => answers,
  }),
};

/** How near two sequences are: the cosine of their vectors. Kept is `predictions` F32 [n]. */
export const cosine: TaskKind<'cosine'> = {
  rule: 'cosine',
  assertFits(_, dataset) {
    assertValues(dataset);
    if (dataset.kind === 'TOKENS' && dataset.choices === 2) return;
    throw mismatch(
      'input_ids [n,2,length]',
      dataset.kind === 'TOKENS' ? `[n,${dataset.choices},…]` : dataset.kind,
    );
  },
  form: ({ dataset: { count } }) => [{ name: 'predictions', dtype: 'F32', shape: [count] }],
  answerLength: (protocol) => 2 * decodingAs(protocol, 'cosine').width,
  shownLength: (protocol, dataset) => shownOf(cosine.answerLength(protocol, dataset)),
  async measure(items, data, protocol) {
    const { given, right } = await both(items, data, protocol);
    const measured = spearman(given, right);
    if (Number.isFinite(measured.value)) return measured;
    throw undefinedMetric('answers and values that differ among items', 'one value for all');
  },
  async open(data, protocol) {
    const { width } = decodingAs(protocol, 'cosine');
    return {
      ...feedOf(data, protocol),
      outputDims: [width],
      answerDims: [2, width],
      answer: (rows, ask) => ask(rows),
      keep(kept, first, { count }, answers) {
        const found = Float32Array.from({ length: count / 2 }, (_, item) =>
          cosineOf(answers.subarray(item * 2 * width, (item + 1) * 2 * width), width),
        );
        kept['predictions']?.set(found, first);
      },
      shown: (_, answers) => spread(answers, 2 * width),
    };
  },
};

function assertValues({ answers: { values } }: Dataset): void {
  if (!values) throw mismatch('a tensor values', 'none');
}

async function both(
  items: ItemsFile,
  { source, dataset }: OpenDataset,
  { dataset: { first, count } }: Protocol,
) {
  const given = await items.floats('predictions');
  const { values } = dataset.answers;
  const wrong = given.reduce((sum, each) => sum + (Number.isFinite(each) ? 0 : 1), 0);
  if (wrong > 0)
    throw undefinedMetric('a finite number for each item', `NaN or infinity in ${wrong} of ${count}`);
  return { given, right: values ? await floats(source, values, first, count) : new Float32Array() };
}

function cosineOf(pair: Float32Array, width: number): number {
  let [product, a, b] = [0, 0, 0];
  for (let i = 0; i < width; i++) {
    const [x, y] = [pair[i] ?? 0, pair[width + i] ?? 0];
    product += x * y;
    a += x * x;
    b += y * y;
  }
  return product / Math.sqrt(a * b);
}
