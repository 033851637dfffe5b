import type { Measured } from '../evaluation/metrics/measured.ts';
import { undefinedMetric } from './unfit.ts';

/** The value of a protocol's metric, as decimal strings without trailing zeros. */
export interface MetricValue {
  readonly value: string;
  /** How far another choice of items would move it; null where the counts alone tell it, or nothing does. */
  readonly samplingError: string | null;
}

/** A result as a statement carries it; refuses with `RUNNER_METRIC_UNDEFINED` what no number is. */
export function metricValue({
  value,
  samplingError,
}: Pick<Measured, 'value' | 'samplingError'>): MetricValue {
  return {
    value: decimalText(value),
    samplingError: samplingError === null ? null : decimalText(samplingError),
  };
}

/** 15 decimals, nearer than 1e-15; beyond 15 digits before the point an exponent. */
export function decimalText(value: number): string {
  if (!Number.isFinite(value)) throw undefinedMetric('a value that a float holds', String(value));
  if (Math.abs(value) >= 1e15) return value.toExponential(15).replace(/\.?0*e\+/, 'e');
  return value
    .toFixed(15)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0');
}
