import { histogramOf, quantilesOf, type Distribution } from './distribution.ts';
import type { Moments } from './moments.ts';
import type { TensorStatistics } from './tensor-statistics.ts';

/** What is remembered of a tensor while its blocks pass. */
export interface Tally {
  readonly elementBytes: number;
  /** `block` is aligned to 8 bytes and holds `count` elements, the same number each time but the last. */
  add(block: Uint8Array<ArrayBuffer>, count: number): void;
  done(): TensorStatistics;
}

/** Plain counts, and what is known of the finite values. */
export interface Tallied {
  readonly count: number;
  readonly nanCount: number;
  readonly infinityCount: number;
  readonly zeroCount: number;
  readonly distinctInSample: number;
  readonly min: number;
  readonly max: number;
  readonly moments: Moments;
  readonly cells: Distribution;
}

/** 16 KiB of F32: stays in the first cache for the second look at it. */
export const BLOCK_ELEMENTS = 4096;
/** The first values of a tensor among which different ones are counted. */
export const SAMPLE_ELEMENTS = 1024;

export function statisticsOf(tallied: Tallied): TensorStatistics {
  const { count, nanCount, infinityCount, zeroCount, distinctInSample } = tallied;
  const counts = { count, nanCount, infinityCount, zeroCount, distinctInSample };
  return { ...counts, ...(tallied.moments.count === 0 ? NOTHING_FINITE : figuresOf(tallied)) };
}

type Figures = Omit<TensorStatistics, `${string}Count` | 'count' | 'distinctInSample'>;

const NOTHING_FINITE: Figures = {
  mean: null,
  standardDeviation: null,
  skewness: null,
  excessKurtosis: null,
  min: null,
  max: null,
  l2Norm: null,
  quantiles: null,
  histogram: null,
};

function figuresOf({ moments, min, max, cells }: Tallied): Figures {
  const { count, mean, m2, m3, m4 } = moments;
  const variance = m2 / count;
  const isSpread = variance > 0;
  return {
    mean: finite(mean),
    standardDeviation: finite(Math.sqrt(variance)),
    skewness: isSpread ? finite(m3 / count / variance ** 1.5) : null,
    excessKurtosis: isSpread ? finite(m4 / count / variance ** 2 - 3) : null,
    min,
    max,
    l2Norm: finite(Math.sqrt(m2 + count * mean * mean)),
    quantiles: quantilesOf(cells, count).map((value) => Math.min(max, Math.max(min, value))),
    histogram: histogramOf(cells, min, max),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
