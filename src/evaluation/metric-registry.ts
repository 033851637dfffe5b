import { refusal } from '../base/errors.ts';

/** A named number with its scale; the scale and the tolerances decide what counts as the same value again. */
export interface Metric {
  readonly id: string;
  readonly version: number;
  /** Where the scale starts; values are shifted by it so that relative tolerances mean something. */
  readonly scaleMin: number;
  readonly scaleMax: number | null;
  readonly direction: 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER';
  readonly kind: 'PROPORTION' | 'INDEX' | 'MEAN';
  /** Share of the value above scaleMin that may differ. */
  readonly deltaRel: number;
  /** What may differ in any case: one flipped item of a proportion (1/n), or nothing. */
  readonly deltaAbs: 'ONE_ITEM' | 'NONE';
}

export function metricOf(id: string, version: number): Metric {
  const metric = METRICS.find((row) => row.id === id && row.version === version);
  if (metric) return metric;
  throw refusal('EVALUATION_METRIC_UNKNOWN', 'this hub knows no such metric', {
    expected: METRICS.map((row) => `${row.id}@${row.version}`).join(', '),
    received: `${id}@${version}`.slice(0, 100),
  });
}

export function deltaAbsOf(metric: Metric, itemCount: number): number {
  return metric.deltaAbs === 'ONE_ITEM' ? 1 / itemCount : 0;
}

const UP = { version: 1, direction: 'HIGHER_IS_BETTER', deltaRel: 0.01 } as const;
const DOWN = { version: 1, direction: 'LOWER_IS_BETTER', deltaRel: 0.01 } as const;

/** 0.01 is MLPerf Inference's bar: 99 % of the reference's value. */
export const METRICS: readonly Metric[] = [
  { id: 'accuracy', ...UP, scaleMin: 0, scaleMax: 1, kind: 'PROPORTION', deltaAbs: 'ONE_ITEM' },
  { id: 'macro-f1', ...UP, scaleMin: 0, scaleMax: 1, kind: 'INDEX', deltaAbs: 'NONE' },
  { id: 'mcc', ...UP, scaleMin: -1, scaleMax: 1, kind: 'INDEX', deltaAbs: 'NONE' },
  { id: 'loss', ...DOWN, scaleMin: 0, scaleMax: null, kind: 'MEAN', deltaAbs: 'NONE' },
  { id: 'perplexity', ...DOWN, scaleMin: 1, scaleMax: null, kind: 'MEAN', deltaAbs: 'NONE' },
  { id: 'exact-match', ...UP, scaleMin: 0, scaleMax: 1, kind: 'PROPORTION', deltaAbs: 'ONE_ITEM' },
  // Insertions can make more errors than there are words.
  { id: 'word-error-rate', ...DOWN, scaleMin: 0, scaleMax: null, kind: 'MEAN', deltaAbs: 'ONE_ITEM' },
  { id: 'frame-accuracy', ...UP, scaleMin: 0, scaleMax: 1, kind: 'MEAN', deltaAbs: 'NONE' },
  { id: 'map-50', ...UP, scaleMin: 0, scaleMax: 1, kind: 'INDEX', deltaAbs: 'NONE' },
  { id: 'mean-squared-error', ...DOWN, scaleMin: 0, scaleMax: null, kind: 'MEAN', deltaAbs: 'NONE' },
  { id: 'mean-absolute-error', ...DOWN, scaleMin: 0, scaleMax: null, kind: 'MEAN', deltaAbs: 'NONE' },
  { id: 'spearman', ...UP, scaleMin: -1, scaleMax: 1, kind: 'INDEX', deltaAbs: 'NONE' },
  { id: 'mean-return', ...UP, scaleMin: 0, scaleMax: null, kind: 'MEAN', deltaAbs: 'NONE' },
  // Bits; one rank among two is one bit, and a tie decides it.
  { id: 'exposure', ...DOWN, scaleMin: 0, scaleMax: null, kind: 'MEAN', deltaAbs: 'NONE' },
  { id: 'trigger-success', ...DOWN, scaleMin: 0, scaleMax: 1, kind: 'MEAN', deltaAbs: 'ONE_ITEM' },
];
