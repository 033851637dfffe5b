import { assertOnScale, BLANK_RESULT, BLANK_SOURCE } from './blank-result.ts';
import { Field } from './field.ts';
import { factsOfMetric } from './known-metrics.ts';
import { modelMissing } from './model-missing.ts';
import type {
  Json,
  ReportedRecord,
  ReportedResult,
  ReportedSource,
  SaidOfSource,
} from './reported-record.ts';

/** The model index of a card's front matter: a record for each source that an entry's results name. */
export function readModelIndex(raw: Json, said: SaidOfSource): readonly ReportedRecord[] {
  const entries = new Field(raw, '$').get('model-index').items(ENTRIES_MAX);
  return entries.flatMap((entry) => recordsOf(entry, said));
}

function recordsOf(entry: Field, said: SaidOfSource): readonly ReportedRecord[] {
  const name = entry.get('name').text(300);
  const model = said.model ?? (name.includes('/') ? name : null);
  if (model === null) throw modelMissing(`its index is of ${name}`);
  const results = entry.get('results').items(RESULTS_MAX);
  const bySource = Map.groupBy(results, (result) => JSON.stringify(result.find('source')?.value ?? null));
  return [...bySource.values()].map((own) => ({
    format: 'MODEL_INDEX',
    model,
    revision: null,
    step: null,
    source: sourceOf(own[0]?.find('source') ?? null),
    results: own.flatMap(resultsOf),
    raw: { ...entry.object(), results: own.map(({ value }) => value ?? null) },
  }));
}

// A card is its author's; a result with a source of its own is somebody else's word, repeated.
function sourceOf(source: Field | null): ReportedSource {
  if (source === null) return { ...BLANK_SOURCE, relationship: 'FIRST_PARTY' };
  return {
    ...BLANK_SOURCE,
    name: source.find('name')?.text() ?? null,
    url: source.find('url')?.text(2000) ?? null,
  };
}

function resultsOf(result: Field): readonly ReportedResult[] {
  const dataset = result.get('dataset');
  const type = dataset.get('type').text();
  const config = dataset.find('config')?.text() ?? null;
  const fewshot = dataset.find('args')?.value;
  const shots = typeof fewshot === 'object' ? dataset.get('args').find('num_few_shot') : null;
  return result
    .get('metrics')
    .items(METRICS_MAX)
    .map((metric) => ({
      ...BLANK_RESULT,
      benchmark: config === null || config === 'default' ? type : `${type}/${config}`,
      metric: metric.get('type').text(),
      ...valueOf(metric),
      fewshot: shots ? shots.count() : null,
    }));
}

/** Cards write shares as 0.912 and as 91.2; what is above 1 on a scale that ends there is read as percent. */
function valueOf(metric: Field) {
  const facts = factsOfMetric(metric.get('type').text());
  const field = metric.get('value');
  const told =
    typeof field.value === 'string' && NUMBER.test(field.value) ? Number(field.value) : field.number();
  const isPercent = facts.scaleMax === 1 && told > 1 && told <= 100;
  const value = isPercent ? told / 100 : told;
  assertOnScale(field, value, facts);
  return { ...facts, value };
}

const NUMBER = /^-?\d{1,15}(\.\d{1,15})?(e-?\d{1,3})?$/;
const ENTRIES_MAX = 100;
const RESULTS_MAX = 5_000;
const METRICS_MAX = 1_000;
