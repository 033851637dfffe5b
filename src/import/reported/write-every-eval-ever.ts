import { currentRecord } from './read-every-eval-ever.ts';
import type { Json, ReportedRecord, ReportedResult } from './reported-record.ts';

/** A record as Every Eval Ever 0.3.0: one that came so as it came, any other as far as that schema has a place for it. */
export function writeEveryEvalEver(record: ReportedRecord): Json {
  if (record.format === 'EVERY_EVAL_EVER' && record.raw !== null) return currentRecord(record.raw);
  const { model, revision, source } = record;
  const retrieved = secondsOf(source.retrievedAt ?? source.evaluatedAt);
  return {
    schema_version: '0.3.0',
    evaluation_id: `${source.name ?? source.harness ?? 'heirloom'}/${model}/${retrieved}`,
    ...(source.evaluatedAt !== null && { evaluation_timestamp: secondsOf(source.evaluatedAt) }),
    retrieved_timestamp: retrieved,
    source_metadata: {
      ...(source.name !== null && { source_name: source.name }),
      source_type: source.harness === null ? 'documentation' : 'evaluation_run',
      source_organization_name: source.organisation ?? 'unknown',
      ...(source.url !== null && { source_organization_url: source.url }),
      evaluator_relationship: source.relationship?.toLowerCase() ?? 'other',
    },
    eval_library: { name: source.harness ?? 'unknown', version: source.harnessVersion ?? 'unknown' },
    model_info: {
      name: model,
      id: model,
      additional_details: {
        deployment_type: 'unknown',
        model_availability: 'unknown',
        ...(revision !== null && { revision }),
      },
    },
    evaluation_results: record.results.filter(({ value }) => value !== null).map(resultOf),
  };
}

function resultOf(result: ReportedResult): Json {
  const { benchmark, dataset, metric, direction, unit, scaleMin, scaleMax, value } = result;
  const details = {
    ...(result.benchmarkVersion !== null && { benchmark_version: result.benchmarkVersion }),
    ...(result.fewshot !== null && { num_fewshot: String(result.fewshot) }),
    ...(direction === null && { direction: 'unknown' }),
  };
  return {
    evaluation_name: benchmark,
    source_data: { dataset_name: dataset ?? benchmark, source_type: 'other' },
    metric_config: {
      metric_id: metric,
      ...(unit !== null && { metric_unit: unit }),
      lower_is_better: direction === 'LOWER_IS_BETTER',
      score_type: 'continuous',
      min_score: scaleMin ?? '-Infinity',
      max_score: scaleMax ?? 'Infinity',
      ...(Object.keys(details).length > 0 && { additional_details: details }),
    },
    score_details: { score: value, ...uncertaintyOf(result) },
  };
}

function uncertaintyOf({ standardError, low, high, confidence, items }: ReportedResult) {
  if (standardError === null && low === null && items === null) return {};
  const level = confidence === null ? {} : { confidence_level: confidence };
  return {
    uncertainty: {
      ...(standardError !== null && { standard_error: { value: standardError } }),
      ...(low !== null && high !== null && { confidence_interval: { lower: low, upper: high, ...level } }),
      ...(items !== null && { num_samples: items }),
    },
  };
}

function secondsOf(moment: string | null): string {
  return moment === null ? '0' : String(Date.parse(moment) / 1000);
}
