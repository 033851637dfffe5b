import type { Direction, ReportedResult } from './reported-record.ts';

type MetricFacts = Pick<ReportedResult, 'direction' | 'unit' | 'scaleMin' | 'scaleMax'>;

/** Metrics that several places call by one name: what is better, and where their scale ends. */
export function factsOfMetric(metric: string): MetricFacts {
  const name = metric.toLowerCase().replace(/,.*$/, '');
  if (SHARES.has(name))
    return { direction: 'HIGHER_IS_BETTER', unit: 'proportion', scaleMin: 0, scaleMax: 1 };
  if (PERPLEXITIES.has(name)) return lower(1);
  return ERRORS.has(name) ? lower(0) : UNKNOWN;
}

const SHARES = new Set(['acc', 'acc_norm', 'accuracy', 'exact_match', 'em', 'f1', 'precision', 'recall']);
const PERPLEXITIES = new Set(['ppl', 'perplexity', 'word_perplexity', 'byte_perplexity']);
const ERRORS = new Set(['loss', 'wer', 'cer', 'mse', 'rmse', 'mae', 'bits_per_byte']);

const UNKNOWN: MetricFacts = { direction: null, unit: null, scaleMin: null, scaleMax: null };

function lower(scaleMin: number): MetricFacts {
  return { direction: 'LOWER_IS_BETTER' satisfies Direction, unit: null, scaleMin, scaleMax: null };
}

/** Other names of a metric, its own among them. */
export function namesOfMetric(metric: string): readonly string[] {
  return SYNONYMS.find((names) => names.includes(metric)) ?? [metric];
}

const SYNONYMS: readonly (readonly string[])[] = [
  ['accuracy', 'acc'],
  ['perplexity', 'ppl'],
];
