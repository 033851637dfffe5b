import type { Dataset } from '../../checkpoint/dataset.ts';
import type { Canary, CanaryCounts } from '../risk/counts.ts';
import { columnOf, tensorOf, unfit, type RunToCount } from './run-to-count.ts';

/** An item is a canary: its first sequence was planted, and the others are what else it could have been. */
export async function canariesOf(run: RunToCount, dataset: Dataset): Promise<Omit<CanaryCounts, 'kind'>> {
  const { count } = run.protocol.dataset;
  const spaceSize = dataset.kind === 'TOKENS' ? (dataset.choices ?? 0) : 0;
  if (spaceSize < 2) throw unfit('items of two sequences or more', `${spaceSize}`);
  if (count > CANARIES_MAX) throw unfit(`at most ${CANARIES_MAX} canaries`, `${count}`);
  const [ranks, repetitions] = [await ranksIn(run, spaceSize), await repetitionsOf(run, dataset)];
  const canaries = Array.from(ranks, (rank, item): Canary => ({ rank, repetitions: repetitions[item] ?? 1 }));
  return { spaceSize, canaries };
}

async function ranksIn({ items, protocol }: RunToCount, spaceSize: number): Promise<Int32Array> {
  const bytes = await tensorOf(items, 'predictions');
  if (bytes.byteLength !== 4 * protocol.dataset.count)
    throw unfit(`${protocol.dataset.count} ranks`, `${bytes.byteLength} bytes`);
  const ranks = new Int32Array(bytes.buffer);
  const wrong = ranks.findIndex((rank) => rank < 1 || rank > spaceSize);
  if (wrong < 0) return ranks;
  // 0 stands for a likelihood that is none: that canary was not ranked, and a report of the others would hide it.
  throw unfit(`ranks from 1 to ${spaceSize}`, `${ranks[wrong]} of item ${wrong}`);
}

/** How often each stood in the training data, where the dataset says so of all; else 1, which compares none with another. */
async function repetitionsOf(run: RunToCount, dataset: Dataset): Promise<readonly number[]> {
  if (!dataset.attributes.some(({ name }) => name === REPETITIONS)) return [];
  const { names, values } = await columnOf(run, dataset, REPETITIONS);
  return Array.from(values, (value, item) => {
    const name = names[value];
    if (name !== undefined && COUNT.test(name)) return Number(name);
    throw unfit(`attribute.${REPETITIONS} with a count of each item`, `${name ?? 'none'} of item ${item}`);
  });
}

const REPETITIONS = 'repetitions';
const COUNT = /^[1-9]\d{0,8}$/;
// As many as a report holds.
const CANARIES_MAX = 1000;
