import { BLANK_RESULT, BLANK_SOURCE } from './blank-result.ts';
import { Field } from './field.ts';
import { modelMissing } from './model-missing.ts';
import type { Json, ReportedRecord, SaidOfSource } from './reported-record.ts';

/** A file of a repository's `.eval_results` folder: each entry has a source of its own, so each is a record. */
export function readEvalResults(raw: Json, said: SaidOfSource): readonly ReportedRecord[] {
  const { model } = said;
  if (model === null) throw modelMissing('files of this form name none');
  return new Field(raw, '$').items(ENTRIES_MAX).map((entry) => recordOf(entry, model));
}

function recordOf(entry: Field, model: string): ReportedRecord {
  const source = entry.find('source');
  const notes = entry.find('notes')?.text(2000) ?? null;
  return {
    format: 'EVAL_RESULTS',
    model,
    revision: null,
    step: null,
    source: {
      ...BLANK_SOURCE,
      organisation: source?.find('user')?.text() ?? null,
      name: source?.find('name')?.text() ?? notes,
      url: source ? source.get('url').text(2000) : null,
      harness: entry.find('evaluation_framework')?.text() ?? null,
      evaluatedAt: momentOf(entry.find('date')),
    },
    // This form names no metric: the benchmark's own is meant.
    results: [
      { ...BLANK_RESULT, ...benchmarkOf(entry), metric: 'score', value: entry.get('value').number() },
    ],
    raw: entry.value ?? null,
  };
}

function benchmarkOf(entry: Field) {
  const dataset = entry.get('dataset');
  const [id, task] = [dataset.get('id').text(), dataset.get('task_id').text()];
  return {
    benchmark: task === 'default' ? id : `${id}/${task}`,
    benchmarkVersion: dataset.find('revision')?.text(200) ?? null,
  };
}

function momentOf(field: Field | null): string | null {
  if (field === null) return null;
  const at = new Date(/^\d{4}-\d{2}-\d{2}/.test(field.text(40)) ? field.text(40) : NaN);
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  throw field.wrong('a date such as 2026-01-31');
}

const ENTRIES_MAX = 5_000;
