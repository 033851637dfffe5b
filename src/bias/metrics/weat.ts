import { defined, undefinedFor, type Measure } from './measure.ts';
import { meanOf } from '../../evaluation/statistics/mean.ts';

/** Of each word of the two target sets: its mean cosine to the one attribute set less that to the other. */
export interface WeatAssociations {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export interface WeatMetrics {
  /** (mean x − mean y)/sd over both, ddof 1: at most 2 in size. */
  readonly effectSize: Measure;
  /** One-sided, exact, counting ties against: never 0. Undefined above half a million partitions. */
  readonly p: Measure;
}

/** WEAT (Caliskan et al. 2017). */
export function weatMetrics({ x, y }: WeatAssociations): WeatMetrics {
  if (x.length === 0 || y.length === 0) {
    const none = undefinedFor('a target set is empty');
    return { effectSize: none, p: none };
  }
  const all = [...x, ...y];
  const mean = meanOf(all);
  const sd = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length - 1));
  const effectSize =
    sd === 0 ? undefinedFor('every word is associated alike') : defined((meanOf(x) - meanOf(y)) / sd);
  return { effectSize, p: exactP(x, y) };
}

/** 20 words in two halves give 184,756; above half a million the enumeration would be felt. */
const PARTITIONS_MAX = 500_000;

/** Share of the partitions into sets of the same sizes whose Σx − Σy is at least the observed one. */
function exactP(x: readonly number[], y: readonly number[]): Measure {
  const all = [...x, ...y];
  const partitions = binomial(all.length, x.length);
  if (partitions > PARTITIONS_MAX) return undefinedFor('too many words for an exact test');
  const total = sumOf(all);
  const observed = sumOf(x);
  const slack = 1e-12 * Math.max(1, Math.abs(total), ...all.map(Math.abs));
  let atLeast = 0;
  for (const sum of sumsOf(all, x.length)) if (sum >= observed - slack) atLeast++;
  return defined(atLeast / partitions);
}

/** The sum of each choice of `size` values. */
function* sumsOf(values: readonly number[], size: number, from = 0, sum = 0): Generator<number> {
  if (size === 0) return yield sum;
  for (let i = from; i <= values.length - size; i++)
    yield* sumsOf(values, size - 1, i + 1, sum + (values[i] ?? 0));
}

function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) result = (result * (n - i + 1)) / i;
  return Math.round(result);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
