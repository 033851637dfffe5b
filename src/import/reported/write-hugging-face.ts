import { stringify } from 'yaml';
import type { Json, ReportedRecord, ReportedResult } from './reported-record.ts';

/** The front matter that a card's README begins with. */
export function writeModelIndex(records: readonly ReportedRecord[]): string {
  return `---\n${stringify({ 'model-index': records.map(entryOf) })}---\n`;
}

/** A file for a repository's `.eval_results` folder. */
export function writeEvalResults(records: readonly ReportedRecord[]): string {
  return stringify(
    records.flatMap((record) =>
      record.format === 'EVAL_RESULTS' && record.raw !== null
        ? [record.raw]
        : record.results.filter(isMeasured).map((result) => evalResultOf(record, result)),
    ),
  );
}

function entryOf(record: ReportedRecord): Json {
  if (record.format === 'MODEL_INDEX' && record.raw !== null) return record.raw;
  const { name, url, organisation } = record.source;
  const source = name ?? organisation;
  return {
    name: record.model,
    results: record.results.filter(isMeasured).map((result) => ({
      task: { type: result.metric === 'perplexity' ? 'text-generation' : 'other' },
      dataset: {
        type: result.benchmark,
        name: result.benchmark,
        ...(result.fewshot !== null && { args: { num_few_shot: result.fewshot } }),
      },
      metrics: [{ type: result.metric, value: result.value }],
      ...(source !== null && { source: { name: source, ...(url !== null && { url }) } }),
    })),
  };
}

function evalResultOf({ source }: ReportedRecord, result: ReportedResult): Json {
  const { name, url, organisation, harness, evaluatedAt } = source;
  return {
    dataset: { id: result.benchmark, task_id: 'default' },
    value: result.value,
    ...(evaluatedAt !== null && { date: evaluatedAt }),
    ...(url !== null && {
      source: { url, ...(name !== null && { name }), ...(organisation !== null && { user: organisation }) },
    }),
    ...(harness !== null && { evaluation_framework: harness }),
    notes: `metric: ${result.metric}`,
  };
}

function isMeasured({ value }: ReportedResult): boolean {
  return value !== null;
}
