import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertWhole, countsByCode, readReportedFile } from './read-reported-file.ts';
import type { SaidOfSource } from './reported-record.ts';
import { writeReported } from './write-reported.ts';

const NOBODY: SaidOfSource = { model: null, organisation: null, relationship: null, url: null };
const OF_ADA = { ...NOBODY, model: 'ada/net' };

const everyEvalEver = (change: Record<string, unknown> = {}, result: Record<string, unknown> = {}) => ({
  schema_version: '0.3.0',
  evaluation_id: 'a/b/1',
  retrieved_timestamp: '1770000000',
  source_metadata: {
    source_type: 'documentation',
    source_organization_name: 'a board',
    evaluator_relationship: 'third_party',
  },
  eval_library: { name: 'helm', version: 'unknown' },
  model_info: {
    name: 'Net',
    id: 'ada/net',
    additional_details: {
      deployment_type: 'unknown',
      model_availability: 'open_weights',
      revision: 'step500',
    },
  },
  evaluation_results: [
    {
      evaluation_name: 'Arabic',
      source_data: { dataset_name: 'world', source_type: 'other' },
      metric_config: { lower_is_better: false, score_type: 'continuous', min_score: 0, max_score: 1 },
      score_details: { score: 0.5 },
      ...result,
    },
  ],
  ...change,
});
const score = (value: unknown, uncertainty?: object) => ({
  score_details: { score: value, ...(uncertainty && { uncertainty }) },
});
const lmEval = (metrics: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  results: { arc: metrics },
  versions: { arc: 1 },
  'n-samples': { arc: { original: 200, effective: 100 } },
  'n-shot': { arc: 5 },
  config: { model: 'hf', model_args: 'pretrained=ada/net,revision=step10' },
  ...more,
});

function read(content: unknown, said = NOBODY) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return readReportedFile(Buffer.from(text), said);
}

function refusedWhole(content: unknown, said = NOBODY): string {
  try {
    read(content, said);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
}

const refusedRecords = (content: unknown, said = NOBODY) =>
  Object.fromEntries(countsByCode(read(content, said).problems));

describe('Every Eval Ever', () => {
  test('is read with its source, its metric and its step', () => {
    const [record] = read(everyEvalEver()).records;
    expect(record).toMatchObject({
      model: 'ada/net',
      revision: 'step500',
      step: 500,
      source: { organisation: 'a board', relationship: 'THIRD_PARTY', harness: 'helm', harnessVersion: null },
      results: [{ benchmark: 'world/Arabic', dataset: 'world', metric: 'score', value: 0.5, scaleMax: 1 }],
    });
  });

  test('an interval may be told by its ends or by how far they are', () => {
    const ends = (lower: number, upper: number) => {
      const [record] = read(everyEvalEver({}, score(0.5, { confidence_interval: { lower, upper } }))).records;
      return [record?.results[0]?.low, record?.results[0]?.high];
    };
    expect(ends(0.4, 0.6)).toEqual([0.4, 0.6]);
    expect(ends(-0.1, 0.1)).toEqual([0.4, 0.6]);
    const foreign = everyEvalEver({}, score(0.5, { confidence_interval: { lower: 0.6, upper: 0.7 } }));
    expect(refusedRecords(foreign)).toEqual({ EVIDENCE_FIELD: 1 });
  });

  test('a score of -1 below its scale is not known, any other is refused', () => {
    expect(read(everyEvalEver({}, score(-1))).records[0]?.results[0]?.value).toBeNull();
    expect(refusedRecords(everyEvalEver({}, score(1.01)))).toEqual({ EVIDENCE_OUT_OF_RANGE: 1 });
    expect(refusedRecords(everyEvalEver({}, score(-0.5)))).toEqual({ EVIDENCE_OUT_OF_RANGE: 1 });
  });

  test.each([
    ['a missing member', everyEvalEver({ eval_library: undefined })],
    ['a member too many', everyEvalEver({ extra: 1 })],
    ['a text for a number', everyEvalEver({}, score('0.5'))],
    ['a word it does not know', everyEvalEver({ source_metadata: { source_type: 'rumour' } })],
    [
      'a continuous metric without ends',
      everyEvalEver({}, { metric_config: { lower_is_better: true, score_type: 'continuous' } }),
    ],
    [
      'a source of data of no form',
      everyEvalEver({}, { source_data: { dataset_name: 'x', source_type: 'url', url: [] } }),
    ],
  ])('%s breaks its schema', (_, record) => {
    expect(refusedRecords(record)).toEqual({ EVIDENCE_SCHEMA: 1 });
  });

  test('other versions are not guessed at', () => {
    expect(refusedRecords(everyEvalEver({ schema_version: '0.9.0' }))).toEqual({ EVIDENCE_VERSION: 1 });
  });
});

describe('lm-eval', () => {
  test('of 0.4 is read with its errors, counts and directions', () => {
    const file = lmEval(
      {
        alias: 'arc',
        'acc,none': 0.25,
        'acc_stderr,none': 0.01,
        'brier,none': 0.5,
        'brier_stderr,none': 'N/A',
      },
      { higher_is_better: { arc: { acc: true, brier: false } }, date: 1770000000, lm_eval_version: '0.4.9' },
    );
    const [record] = read(file).records;
    expect(record).toMatchObject({
      model: 'ada/net',
      step: 10,
      source: { harness: 'lm-eval', harnessVersion: '0.4.9' },
    });
    expect(record?.results).toMatchObject([
      {
        benchmark: 'arc',
        metric: 'acc',
        value: 0.25,
        standardError: 0.01,
        items: 100,
        fewshot: 5,
        direction: 'HIGHER_IS_BETTER',
      },
      { benchmark: 'arc', metric: 'brier', value: 0.5, standardError: null, direction: 'LOWER_IS_BETTER' },
    ]);
  });

  test.each([
    ['a share above 1', { acc: 1.5 }, 'EVIDENCE_OUT_OF_RANGE'],
    ['a perplexity below 1', { ppl: 0.5 }, 'EVIDENCE_OUT_OF_RANGE'],
    ['a negative error', { acc: 0.5, acc_stderr: -0.1 }, 'EVIDENCE_OUT_OF_RANGE'],
    ['a text for a value', { acc: 'good' }, 'EVIDENCE_FIELD'],
    ['the text NaN', { acc: 'NaN' }, 'EVIDENCE_NOT_FINITE'],
    ['an object for a value', { acc: { __proto__: null, value: 1 } }, 'EVIDENCE_FIELD'],
  ])('%s is refused', (_, metrics, code) => {
    expect(refusedRecords(lmEval(metrics))).toEqual({ [code]: 1 });
  });

  test('the bare word NaN, which Python writes, has a code of its own', () => {
    expect(refusedWhole('{"results": {"arc": {"acc": NaN}}}')).toBe('EVIDENCE_NOT_FINITE');
    expect(refusedWhole('{"results": {"arc": {"acc": 1e999}}}')).toBe('EVIDENCE_NOT_FINITE');
  });

  test('a file that names no model needs a name', () => {
    expect(refusedRecords(lmEval({ acc: 0.5 }, { config: {} }))).toEqual({ EVIDENCE_MODEL_MISSING: 1 });
    expect(read(lmEval({ acc: 0.5 }, { config: {} }), OF_ADA).records[0]?.model).toBe('ada/net');
  });

  test('names of what every object has are tasks like any other', () => {
    const [record] = read(
      '{"results": {"__proto__": {"acc": 0.5}, "constructor": {"toString": 1}}, "config": {"model_args": "pretrained=a/b"}}',
    ).records;
    expect(record?.results.map(({ benchmark, metric }) => [benchmark, metric])).toEqual([
      ['__proto__', 'acc'],
      ['constructor', 'toString'],
    ]);
    expect(({} as { acc?: number }).acc).toBeUndefined();
  });
});

const CARD = `---
license: mit
model-index:
- name: net
  results:
  - task: {type: text-generation}
    dataset: {type: ai2_arc, name: ARC, config: ARC-Challenge, args: {num_few_shot: 25}}
    metrics:
    - {type: accuracy, value: 91.5}
    - {type: perplexity, value: "12.5"}
    source: {name: Open LLM Leaderboard, url: https://example.org/board}
  - task: {type: text-generation}
    dataset: {type: own, name: Own}
    metrics: [{type: f1, value: 0.5}]
---
# Net
`;
const ENTRIES = `- dataset: {id: cais/hle, task_id: default}
  value: 20.9
  date: "2026-01-15"
  source: {url: https://example.org/traces, user: ada}
- dataset: {id: openai/gsm8k, task_id: main}
  value: 0.5
`;

describe('Hugging Face', () => {
  test('a card’s index is a record for each source, and percent are shares', () => {
    const { records } = read(CARD, OF_ADA);
    expect(records.map(({ source }) => [source.name, source.relationship])).toEqual([
      ['Open LLM Leaderboard', null],
      [null, 'FIRST_PARTY'],
    ]);
    expect(records[0]?.results).toMatchObject([
      { benchmark: 'ai2_arc/ARC-Challenge', metric: 'accuracy', value: 0.915, fewshot: 25 },
      { metric: 'perplexity', value: 12.5, direction: 'LOWER_IS_BETTER' },
    ]);
    expect(refusedRecords(CARD)).toEqual({ EVIDENCE_MODEL_MISSING: 1 });
  });

  test('an .eval_results file is a record for each entry', () => {
    const { records } = read(ENTRIES, OF_ADA);
    expect(records.map(({ results }) => [results[0]?.benchmark, results[0]?.value])).toEqual([
      ['cais/hle', 20.9],
      ['openai/gsm8k/main', 0.5],
    ]);
  });

  test.each([
    ['MODEL_INDEX', CARD],
    ['EVAL_RESULTS', ENTRIES],
  ] as const)('%s comes back as it came', (format, text) => {
    const { records } = read(text, OF_ADA);
    expect(read(writeReported(format, records), OF_ADA).records).toEqual(records);
  });

  test('its forms hold what other forms say', () => {
    const { records } = read(lmEval({ acc: 0.25 }));
    const [index] = read(writeReported('MODEL_INDEX', records), NOBODY).records;
    expect(index).toMatchObject({
      model: 'ada/net',
      results: [{ benchmark: 'arc', metric: 'acc', value: 0.25, fewshot: 5 }],
    });
    const [entry] = read(writeReported('EVAL_RESULTS', records), OF_ADA).records;
    expect(entry).toMatchObject({
      results: [{ benchmark: 'arc', value: 0.25 }],
      source: { harness: 'lm-eval' },
    });
  });
});

describe('a hostile file', () => {
  test.each([
    ['too deep', '['.repeat(100_000) + ']'.repeat(100_000), 'EVIDENCE_TOO_MUCH'],
    ['too deep in YAML', `model-index: ${'['.repeat(50_000)}`, 'EVIDENCE_NOT_YAML'],
    ['too wide', `[${'0,'.repeat(1_000_001)}0]`, 'EVIDENCE_TOO_MUCH'],
    [
      'aliases that multiply',
      `a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a]\nmodel-index: [${'*b,'.repeat(30)}]`,
      'EVIDENCE_NOT_YAML',
    ],
    ['no JSON', '{"results": ', 'EVIDENCE_NOT_JSON'],
    ['another thing', '{"a": 1}', 'EVIDENCE_FORMAT_UNKNOWN'],
    ['nothing', '', 'EVIDENCE_FORMAT_UNKNOWN'],
    [
      'a number in YAML that is none',
      '- dataset: {id: a/b, task_id: c}\n  value: .nan\n',
      'EVIDENCE_NOT_FINITE',
    ],
  ])('%s is refused with a code', (_, text, code) => {
    expect(refusedWhole(text, OF_ADA)).toBe(code);
  });

  test('bytes that are no text, and too many bytes', () => {
    const codeOf = (bytes: Uint8Array) => {
      try {
        readReportedFile(bytes, NOBODY);
      } catch (error) {
        return (error as { code: string }).code;
      }
      return 'none';
    };
    expect(codeOf(Uint8Array.of(0xff, 0xfe))).toBe('EVIDENCE_NOT_UTF8');
    expect(codeOf(new Uint8Array((4 << 20) + 1))).toBe('EVIDENCE_FILE_TOO_LARGE');
  });

  test('names that turn a line around are no names', () => {
    expect(refusedRecords(lmEval({ 'acc\u202e': 0.5 }))).toEqual({ EVIDENCE_FIELD: 1 });
  });

  test('one bad record among good ones is counted, and the file is not taken', () => {
    const lines = [
      everyEvalEver(),
      everyEvalEver({ evaluation_id: 'c' }, score(7)),
      everyEvalEver({ extra: 1 }),
    ];
    const file = read(lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(file.records).toHaveLength(1);
    expect(file.problems.map(({ record, code }) => [record, code])).toEqual([
      [2, 'EVIDENCE_OUT_OF_RANGE'],
      [3, 'EVIDENCE_SCHEMA'],
    ]);
    expect(() => assertWhole(file)).toThrow(expect.objectContaining({ code: 'EVIDENCE_RECORDS_REFUSED' }));
  });

  test('the same record twice is one', () => {
    expect(read([everyEvalEver(), everyEvalEver()]).records).toHaveLength(1);
  });
});

test('whatever comes is read or refused with a code, and never breaks off', () => {
  const words = fc.constantFrom(
    'results',
    'config',
    'model_args',
    'acc',
    'model-index',
    'dataset',
    'value',
    'metrics',
    'name',
  );
  const anything = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.jsonValue(),
      fc.dictionary(words, tie('value')),
      fc.array(tie('value')),
    ),
  })).value;
  const valid = [everyEvalEver(), lmEval({ acc: 0.5 }), { 'model-index': [{ name: 'a/b', results: [] }] }];
  fc.assert(
    fc.property(
      fc.constantFrom(...valid),
      fc.array(fc.nat(20), { maxLength: 6 }),
      anything,
      (whole, place, value) => {
        const text = JSON.stringify(planted(whole, place, value)) ?? 'null';
        try {
          const { records, problems } = read(text, OF_ADA);
          for (const { code } of problems) expect(code).toMatch(/^EVIDENCE_/);
          for (const { results } of records)
            for (const result of results)
              expect(result.value === null || Number.isFinite(result.value)).toBe(true);
        } catch (error) {
          expect((error as { code: string }).code).toMatch(/^EVIDENCE_/);
        }
      },
    ),
    { numRuns: 500 },
  );
});

/** A document with another value at some place in it. */
function planted(whole: unknown, [step, ...rest]: readonly number[], value: unknown): unknown {
  if (step === undefined || typeof whole !== 'object' || whole === null) return value;
  const keys = Object.keys(whole);
  const key = keys[step % Math.max(1, keys.length)] ?? 'extra';
  const member = planted((whole as Record<string, unknown>)[key], rest, value);
  if (!Array.isArray(whole)) return { ...whole, [key]: member };
  return whole.length === 0 ? [member] : whole.with(Number(key), member);
}
