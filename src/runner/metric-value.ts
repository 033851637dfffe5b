import { invariant } from '../base/errors.ts';
import type { Protocol } from '../evaluation/protocol.ts';
import type { JobResult } from './job-result.ts';
import { runnerRefusal } from './runner-error.ts';

/** The value of a protocol's metric, as decimal strings without trailing zeros. */
export interface MetricValue {
  readonly value: string;
  /** How far another choice of items would move a mean; null where the counts alone tell it. */
  readonly samplingError: string | null;
}

/** What a run's result is in its protocol's metric; refuses with `RUNNER_METRIC_UNDEFINED` what no number is. */
export function metricValue(
  { metric }: Pick<Protocol, 'metric'>,
  result: Pick<JobResult, 'correct' | 'items' | 'nll'>,
): MetricValue {
  if (metric.id === 'accuracy') {
    invariant(result.correct !== null, 'a classification counts what is right');
    return { value: decimalText(result.correct / result.items), samplingError: null };
  }
  invariant(result.nll !== null, 'a language model has a mean per token');
  const { mean, samplingError } = result.nll;
  if (metric.id === 'loss') return { value: decimalText(mean), samplingError: decimalText(samplingError) };
  const perplexity = Math.exp(mean);
  return { value: decimalText(perplexity), samplingError: decimalText(perplexity * samplingError) };
}

/** 15 decimals, nearer than 1e-15; beyond 15 digits before the point an exponent. */
export function decimalText(value: number): string {
  if (!Number.isFinite(value))
    throw runnerRefusal('RUNNER_METRIC_UNDEFINED', 'the metric of these answers is no finite number', {
      expected: 'a mean likelihood whose metric a float holds',
      received: String(value),
    });
  if (Math.abs(value) >= 1e15) return value.toExponential(15).replace(/\.?0*e\+/, 'e');
  return value.toFixed(15).replace(/\.?0+$/, '');
}
