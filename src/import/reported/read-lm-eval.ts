import { assertOnScale, BLANK_RESULT, BLANK_SOURCE, spreadOf, stepOf } from './blank-result.ts';
import { Field, isObject } from './field.ts';
import { factsOfMetric } from './known-metrics.ts';
import { modelMissing } from './model-missing.ts';
import type { Json, ReportedRecord, ReportedResult, SaidOfSource } from './reported-record.ts';

/** A results file of lm-eval (Language Model Evaluation Harness), of the old form and of 0.4. */
export function readLmEval(raw: Json, said: SaidOfSource): ReportedRecord {
  const file = new Field(raw, '$');
  const config = file.find('config');
  const { name, revision } = modelOf(file, config);
  const model = said.model ?? name;
  if (model === null) throw modelMissing('config.model_args names none');
  const tasks = file.get('results').members(TASKS_MAX);
  return {
    format: 'LM_EVAL',
    model,
    revision,
    step: stepOf(revision),
    source: {
      ...BLANK_SOURCE,
      harness: 'lm-eval',
      harnessVersion: textOf(file.find('lm_eval_version')) ?? textOf(file.find('git_hash')),
      evaluatedAt: momentOf(file.find('date')),
    },
    results: tasks.flatMap(([task, metrics]) => resultsOf(file, config, task, metrics)),
    raw,
  };
}

function resultsOf(
  file: Field,
  config: Field | null,
  task: string,
  metrics: Field,
): readonly ReportedResult[] {
  const members = metrics.members(METRICS_MAX);
  const byName = new Map(members);
  const items = memberOf(file.find('n-samples'), task)?.find('effective') ?? byName.get('sample_len') ?? null;
  const fewshot = memberOf(file.find('n-shot'), task) ?? config?.find('num_fewshot') ?? null;
  const told = {
    ...BLANK_RESULT,
    benchmark: new Field(task, metrics.path).text(),
    benchmarkVersion: versionOf(memberOf(file.find('versions'), task)),
    items: countOf(items),
    fewshot: countOf(fewshot),
  };
  const directions = memberOf(file.find('higher_is_better'), task);
  return members
    .filter(
      ([key, { value }]) => !NO_METRIC.has(key) && !isError(key) && !(key === 'samples' && isObject(value)),
    )
    .map(([key, field]) => {
      const metric = new Field(key.replace(/,none$/, ''), field.path).text();
      const facts = factsOfMetric(metric);
      const value = field.number();
      assertOnScale(field, value, facts);
      const error = byName.get(errorKeyOf(key));
      const isHigher = memberOf(directions, key.replace(/,.*$/, ''))?.value;
      return {
        ...told,
        ...facts,
        ...(typeof isHigher === 'boolean' && { direction: directionOf(isHigher) }),
        metric,
        value,
        // Where an error could not be estimated, it is the text N/A.
        standardError: error === undefined || typeof error.value === 'string' ? null : spreadOf(error),
      };
    });
}

function modelOf(file: Field, config: Field | null): { name: string | null; revision: string | null } {
  const given = config?.find('model_args')?.value ?? null;
  const args = isObject(given) ? new Map(Object.entries(given)) : argumentsOf(given);
  const name = args.get('pretrained') ?? file.find('model_name')?.value ?? null;
  const revision = args.get('revision') ?? null;
  return {
    name: name === null ? null : new Field(name, '$.config.model_args').text(300),
    revision: revision === null ? null : new Field(revision, '$.config.model_args').text(200),
  };
}

function argumentsOf(text: Json): ReadonlyMap<string, Json> {
  const pairs = typeof text === 'string' ? text.slice(0, ARGUMENTS_MAX).split(',') : [];
  return new Map(
    pairs.flatMap((pair) => {
      const at = pair.indexOf('=');
      return at > 0 ? [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]] : [];
    }),
  );
}

/** `acc` has `acc_stderr`, `acc,none` has `acc_stderr,none`. */
function errorKeyOf(key: string): string {
  const [metric = '', ...filter] = key.split(',');
  return [`${metric}_stderr`, ...filter].join(',');
}

function isError(key: string): boolean {
  return /_stderr(,.*)?$/.test(key);
}

function memberOf(object: Field | null, name: string): Field | null {
  return object !== null && isObject(object.value) ? object.find(name) : null;
}

function versionOf(field: Field | null): string | null {
  return typeof field?.value === 'number' ? String(field.value) : textOf(field);
}

function textOf(field: Field | null): string | null {
  return typeof field?.value === 'string' && field.value !== 'N/A' ? field.text() : null;
}

function countOf(field: Field | null): number | null {
  const value = field?.value;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function momentOf(field: Field | null): string | null {
  const seconds = typeof field?.value === 'number' ? field.value : NaN;
  const at = new Date(seconds * 1000);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function directionOf(isHigher: boolean) {
  return isHigher ? ('HIGHER_IS_BETTER' as const) : ('LOWER_IS_BETTER' as const);
}

const NO_METRIC = new Set(['alias', 'sample_len', 'name', 'sample_count']);
const TASKS_MAX = 5_000;
const METRICS_MAX = 100;
const ARGUMENTS_MAX = 4_000;
