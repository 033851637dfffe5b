import type { Json, ReportedRecord } from './reported-record.ts';

/** A record as a results file of lm-eval. */
export function writeLmEval(record: ReportedRecord): Json {
  if (record.format === 'LM_EVAL' && record.raw !== null) return record.raw;
  const { model, revision, source } = record;
  const results = record.results.filter(({ value }) => value !== null);
  const byTask = Map.groupBy(results, ({ benchmark }) => benchmark);
  const each = (of: (own: typeof results) => Json | null) =>
    Object.fromEntries([...byTask].flatMap(([task, own]) => (of(own) === null ? [] : [[task, of(own)]])));
  return {
    results: each((own) =>
      Object.fromEntries(
        own.flatMap(({ metric, value, standardError }) => [
          [`${metric},none`, value],
          [`${metric}_stderr,none`, standardError ?? 'N/A'],
        ]),
      ),
    ),
    versions: each(([first]) => first?.benchmarkVersion ?? null),
    'n-shot': each(([first]) => first?.fewshot ?? null),
    'n-samples': each(([first]) =>
      first?.items === null || first === undefined ? null : { original: first.items, effective: first.items },
    ),
    higher_is_better: each((own) =>
      Object.fromEntries(
        own.flatMap(({ metric, direction }) =>
          direction === null ? [] : [[metric, direction === 'HIGHER_IS_BETTER']],
        ),
      ),
    ),
    config: { model_args: `pretrained=${model}${revision === null ? '' : `,revision=${revision}`}` },
    ...(source.harnessVersion !== null && { lm_eval_version: source.harnessVersion }),
    ...(source.evaluatedAt !== null && { date: Date.parse(source.evaluatedAt) / 1000 }),
  };
}
