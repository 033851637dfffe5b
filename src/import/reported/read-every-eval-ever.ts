import { RELATIONSHIPS } from '../../attestation/reported-words.ts';
import { refusal } from '../../base/errors.ts';
import { assertOnScale, BLANK_RESULT, BLANK_SOURCE, spreadOf, stepOf } from './blank-result.ts';
import { EVERY_EVAL_EVER } from './every-eval-ever-schema.ts';
import { Field, isObject } from './field.ts';
import { schemaProblem } from './json-schema.ts';
import type { Json, ReportedRecord, ReportedResult, ReportedSource } from './reported-record.ts';

/** One record of Every Eval Ever: of 0.3.0 as its schema has it, of 0.2 as far as 0.3.0 only added to it. */
export function readEveryEvalEver(raw: Json): ReportedRecord {
  const record = new Field(currentRecord(raw), '$');
  assertSchema(record.value ?? null);
  const info = record.get('model_info');
  const revision = info.get('additional_details').find('revision')?.text(200) ?? null;
  return {
    format: 'EVERY_EVAL_EVER',
    model: info.get('id').text(300),
    revision,
    step: stepOf(revision),
    source: sourceOf(record),
    results: record.get('evaluation_results').items(RESULTS_MAX).map(resultOf),
    raw,
  };
}

/** A record as 0.3.0 wants it. What 0.3.0 asks for and 0.2 had no place for is `unknown`, the schema's own word. */
export function currentRecord(raw: Json): Json {
  const version = isObject(raw) ? raw['schema_version'] : null;
  if (!isObject(raw) || typeof version !== 'string' || !/^0\.2\.\d+$/.test(version)) return raw;
  const info = isObject(raw['model_info']) ? raw['model_info'] : {};
  const details = isObject(info['additional_details']) ? info['additional_details'] : {};
  return {
    eval_library: { name: 'unknown', version: 'unknown' },
    ...raw,
    schema_version: '0.3.0',
    model_info: {
      ...info,
      additional_details: { deployment_type: 'unknown', model_availability: 'unknown', ...details },
    },
  };
}

function assertSchema(record: Json): void {
  const found = schemaProblem(EVERY_EVAL_EVER, record);
  const version = isObject(record) ? record['schema_version'] : undefined;
  if (found)
    throw refusal(
      'EVIDENCE_SCHEMA',
      `${found.path.slice(0, 200)} breaks the schema of Every Eval Ever 0.3.0`,
      {
        expected: found.expected.slice(0, 200),
        received: (JSON.stringify(found.received) ?? 'nothing').slice(0, 80).toWellFormed(),
      },
    );
  if (typeof version !== 'string' || !/^0\.3\.\d+$/.test(version))
    throw refusal('EVIDENCE_VERSION', 'this version of Every Eval Ever is not read here', {
      expected: '0.2 or 0.3',
      received: JSON.stringify(version).slice(0, 40),
    });
}

function sourceOf(record: Field): ReportedSource {
  const told = record.get('source_metadata');
  const library = record.get('eval_library');
  const relationship = told.get('evaluator_relationship').text().toUpperCase();
  return {
    ...BLANK_SOURCE,
    relationship: RELATIONSHIPS.find((word) => word === relationship) ?? null,
    organisation: told.get('source_organization_name').text(),
    name: told.find('source_name')?.text() ?? null,
    url: told.find('source_organization_url')?.text(2000) ?? null,
    harness: known(library.get('name').text()),
    harnessVersion: known(library.get('version').text()),
    evaluatedAt: momentOf(record.find('evaluation_timestamp')),
    retrievedAt: momentOf(record.get('retrieved_timestamp')),
  };
}

function resultOf(result: Field): ReportedResult {
  const name = result.get('evaluation_name').text();
  const dataset = result.get('source_data').get('dataset_name').text();
  const config = result.get('metric_config');
  const details = config.find('additional_details');
  const scale = { scaleMin: endOf(config.find('min_score')), scaleMax: endOf(config.find('max_score')) };
  const score = result.get('score_details');
  const value = scoreOf(score.get('score'), scale, config.find('has_unknown_level')?.value === true);
  const isLower = config.get('lower_is_better').value === true;
  const isSaid = details?.find('direction')?.value !== 'unknown';
  return {
    ...BLANK_RESULT,
    ...scale,
    benchmark: benchmarkOf(dataset, name),
    benchmarkVersion: details?.find('benchmark_version')?.text() ?? null,
    dataset: lettersOf(dataset) === lettersOf(name) ? null : dataset,
    metric: metricOf(config, name),
    direction: isSaid ? (isLower ? 'LOWER_IS_BETTER' : 'HIGHER_IS_BETTER') : null,
    unit: config.find('metric_unit')?.text() ?? null,
    value,
    ...uncertaintyOf(score.find('uncertainty'), value),
    fewshot: wholeOf(details?.find('num_fewshot')?.text() ?? ''),
  };
}

/** `-1` below a scale that starts at 0 is how harnesses write "not measured"; any other value off its scale is wrong. */
function scoreOf(
  field: Field,
  scale: Pick<ReportedResult, 'scaleMin' | 'scaleMax'>,
  hasUnknownLevel: boolean,
): number | null {
  const value = field.number();
  const isUnknown = value === -1 && (hasUnknownLevel || (scale.scaleMin !== null && scale.scaleMin >= 0));
  if (isUnknown) return null;
  assertOnScale(field, value, scale);
  return value;
}

function uncertaintyOf(field: Field | null, value: number | null): Partial<ReportedResult> {
  if (field === null || value === null) return {};
  const error = field.find('standard_error')?.get('value');
  const interval = field.find('confidence_interval');
  return {
    standardError: error ? spreadOf(error) : null,
    items: field.find('num_samples')?.count() ?? null,
    ...(interval && intervalOf(interval, value)),
  };
}

// Some write the ends, some how far they are from the value: an interval that holds 0 and not the value is of the latter.
function intervalOf(interval: Field, value: number): Partial<ReportedResult> {
  const [low, high] = [interval.get('lower').number(), interval.get('upper').number()];
  const confidence = interval.find('confidence_level')?.number() ?? null;
  if (low <= value && value <= high) return { low, high, confidence };
  if (low <= 0 && high >= 0) return { low: value + low, high: value + high, confidence };
  throw interval.wrong('an interval around the score, or how far its ends are from it');
}

/** The dataset goes before what is only a part of it, such as a language. */
function benchmarkOf(dataset: string, name: string): string {
  const isWhole = lettersOf(dataset) === lettersOf(name) || name.startsWith(`${dataset}/`);
  return isWhole ? name : `${dataset}/${name}`;
}

function metricOf(config: Field, name: string): string {
  const told = config.find('metric_id') ?? config.find('metric_name');
  if (told) return told.text();
  const described = /^(.{1,60}) on (.+)$/.exec(wordsOf(config.find('evaluation_description')));
  return described?.[2] === name && described[1] ? described[1] : 'score';
}

function endOf(field: Field | null): number | null {
  return typeof field?.value === 'number' ? field.number() : null;
}

function momentOf(field: Field | null): string | null {
  const text = wordsOf(field);
  const at = /^\d{1,12}(\.\d{1,12})?$/.test(text) ? new Date(Number(text) * 1000) : new Date(text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function wordsOf(field: Field | null): string {
  return typeof field?.value === 'string' ? field.value : '';
}

function known(text: string): string | null {
  return text === 'unknown' ? null : text;
}

function wholeOf(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

const RESULTS_MAX = 5_000;
