import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { digestOf, parseDigest } from '../../src/base/digest.ts';
import { REFUSAL_FIELDS } from '../support/any-client.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { importFiles } from '../../src/hub/import/import-files.ts';
import { modelRows } from '../../src/hub/import/row-kinds.ts';
import type { Json } from '../../src/import/reported/reported-record.ts';
import { recordsOf, trainingFiles } from '../support/reported-data.ts';
import { ITEMS, registerMnist } from '../support/evaluating.ts';
import { publishSelf, smallSafetensors, upload } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { reportResults } from '../support/reporting-results.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

const PYTHIA = 'EleutherAI/pythia-v1.1-70m';

let hub: TestHub;
let ada: SelfMember;
let bea: SelfMember;
let stella: SelfMember;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  bea = await hub.joinSelf('bea');
  stella = await hub.joinSelf('stella', 'STEWARD');
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const ask = <Answer>(document: string, variables: Record<string, unknown> = {}) =>
  hub.anonymous.ask<Answer>(document, variables);
const rows = async (table: string) =>
  Number((await hub.database.rows(`SELECT count(*) AS n FROM ${table}`))[0]?.['n']);

const FILE =
  'query ($logIndex: BigInt!) { reportedFile(logIndex: $logIndex) { records results format isWithdrawn } }';
const BOARD = `query ($benchmark: String!, $metric: String, $first: Int = 50, $after: String) {
  leaderboard(benchmark: $benchmark, metric: $metric, first: $first, after: $after) {
    metric direction total isCut pageInfo { hasNextPage endCursor }
    nodes { rankBest rankWorst value interval { low high } checkpoint { name } record { model source { name organisation relationship } } }
  }
}`;

interface Board {
  readonly leaderboard: {
    readonly metric: string;
    readonly direction: string;
    readonly total: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly nodes: readonly {
      readonly rankBest: number;
      readonly rankWorst: number;
      readonly value: number;
      readonly interval: { readonly low: number; readonly high: number } | null;
      readonly checkpoint: { readonly name: string } | null;
      readonly record: { readonly model: string; readonly source: Record<string, string | null> } | null;
    }[];
  } | null;
}

describe('records that others published', () => {
  test('of Every Eval Ever come in whole, with their source', async () => {
    for (const [name, records, results] of [
      ['eee-helm_classic', 67, 1005],
      ['eee-global-mmlu-lite', 24, 456],
    ] as const) {
      const { statement } = await reportResults(ada, recordsOf(name), { path: `${name}.jsonl` });
      const { reportedFile } = await ask<{ reportedFile: object }>(FILE, { logIndex: statement.logIndex });
      expect(reportedFile).toEqual({ records, results, format: 'EVERY_EVAL_EVER', isWithdrawn: false });
    }
  });

  test('are there once, however often they are brought', async () => {
    const before = await rows('reported_result');
    expect(await codeOf(reportResults(bea, recordsOf('eee-helm_classic')))).toBe('HUB_EVIDENCE_KNOWN');
    expect(await rows('reported_result')).toBe(before);
  });

  test('rank a benchmark: what HELM did not measure has no place', async () => {
    const { leaderboard } = await ask<Board>(BOARD, { benchmark: 'MMLU' });
    expect(leaderboard).toMatchObject({ metric: 'EM', direction: 'HIGHER_IS_BETTER', total: 67 });
    const [first, second] = leaderboard!.nodes;
    expect(first).toMatchObject({ rankBest: 1, rankWorst: 1, interval: null, checkpoint: null });
    expect(first!.value).toBeGreaterThanOrEqual(second!.value);
    expect(first!.record!.source).toEqual({
      name: 'helm_classic',
      organisation: 'crfm',
      relationship: 'THIRD_PARTY',
    });
    const { leaderboard: marco } = await ask<Board>(BOARD, { benchmark: 'MS MARCO (TREC)' });
    expect(marco!.nodes.every(({ value }) => value >= 0)).toBe(true);
  });

  test('with intervals have their places as ranges, page by page the same', async () => {
    const of = { benchmark: 'global-mmlu-lite/English' };
    const { leaderboard: whole } = await ask<Board>(BOARD, of);
    expect(whole!.total).toBe(24);
    const [first] = whole!.nodes;
    expect(first!.rankBest).toBe(1);
    expect(first!.rankWorst).toBeGreaterThan(1);
    for (const { rankBest, rankWorst, value, interval } of whole!.nodes) {
      expect(interval!.low).toBeLessThan(value);
      const surely = whole!.nodes.filter((other) => other.interval!.low > interval!.high).length;
      const worse = whole!.nodes.filter((other) => other.interval!.high < interval!.low).length;
      expect([rankBest, rankWorst]).toEqual([1 + surely, 24 - worse]);
    }
    const { leaderboard: page } = await ask<Board>(BOARD, { ...of, first: 10 });
    const { leaderboard: next } = await ask<Board>(BOARD, {
      ...of,
      first: 20,
      after: page!.pageInfo.endCursor,
    });
    expect([...page!.nodes, ...next!.nodes]).toEqual(whole!.nodes);
    expect([page!.pageInfo.hasNextPage, next!.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  test('where less is better, the least is first', async () => {
    for (const [model, ppl] of [
      ['a/a', 12],
      ['b/b', 7],
      ['c/c', 30],
    ] as const)
      await reportResults(
        ada,
        JSON.stringify({ results: { wiki: { ppl } }, config: { model_args: `pretrained=${model}` } }),
      );
    const { leaderboard } = await ask<Board>(BOARD, { benchmark: 'wiki', metric: 'perplexity' });
    expect(leaderboard!.direction).toBe('LOWER_IS_BETTER');
    expect(leaderboard!.nodes.map(({ value, rankBest }) => [value, rankBest])).toEqual([
      [7, 1],
      [12, 2],
      [30, 3],
    ]);
    expect((await ask<Board>(BOARD, { benchmark: 'nothing' })).leaderboard).toBeNull();
  });

  test('27 files of one training make a series with its learning curve', async () => {
    for (const [name, text] of trainingFiles())
      await reportResults(ada, text, { path: name, organisation: 'EleutherAI', relationship: 'FIRST_PARTY' });
    const { learningCurve } = await ask<{ learningCurve: { points: readonly LearningPoint[] } }>(
      `query ($model: String!) {
        learningCurve(model: $model, benchmark: "lambada_openai", metric: "acc") {
          points { step value interval { low high } record { revision source { organisation relationship harness } } }
        }
      }`,
      { model: PYTHIA.toLowerCase() },
    );
    const { points } = learningCurve;
    expect(points.map(({ step }) => step)).toEqual([
      0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000, 3000, 13000, 23000, 33000, 43000, 53000, 63000, 73000,
      83000, 93000, 103000, 113000, 123000, 133000, 143000,
    ]);
    const thousandth = points.find(({ step }) => step === 1000);
    expect(thousandth?.value).toBe(0.050067921599068504);
    expect(thousandth?.interval?.high).toBeCloseTo(
      0.050067921599068504 + 1.959963984540054 * 0.0030383523145974317,
      12,
    );
    expect(thousandth?.record).toEqual({
      revision: 'step1000',
      source: { organisation: 'EleutherAI', relationship: 'FIRST_PARTY', harness: 'lm-eval' },
    });
  });

  test('come back as they came, and are named beside what is reported on', async () => {
    const { reportedRecords } = await ask<{
      reportedRecords: { nodes: readonly { raw: Json; step: number }[] };
    }>(`query ($model: String!) { reportedRecords(model: $model, first: 100) { nodes { raw step } } }`, {
      model: PYTHIA,
    });
    const [text] = [...trainingFiles()].flatMap(([name, each]) => (name === '70m_step512.json' ? each : []));
    expect(reportedRecords.nodes).toHaveLength(27);
    expect(reportedRecords.nodes.find(({ step }) => step === 512)?.raw).toEqual(JSON.parse(text!));
    const { benchmarks } = await ask<{
      benchmarks: readonly { name: string; results: number; models: number }[];
    }>('{ benchmarks(search: "lambada", first: 5) { name metric results models } }');
    expect(benchmarks).toContainEqual({ name: 'lambada_openai', metric: 'acc', results: 27, models: 1 });
  });
});

interface LearningPoint {
  readonly step: number;
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly record: object | null;
}

const RECORDS = `query ($reference: String!) {
  checkpoint(reference: $reference) {
    reportedRecords(first: 10) { model revision source { relationship } results(first: 10) { benchmark metric value } importedBy { name } statement { logIndex } }
    scores { value } reproducibility { score }
  }
}`;

interface OnCheckpoint {
  readonly checkpoint: {
    readonly reportedRecords: readonly {
      readonly revision: string | null;
      readonly statement: { readonly logIndex: number };
    }[];
    readonly scores: readonly object[];
    readonly reproducibility: object | null;
  };
}

const lmEval = (revision: string, acc: unknown = 0.5) =>
  JSON.stringify({
    results: { arc: { acc } },
    config: { model_args: `pretrained=Ada/Net,revision=${revision}` },
  });

describe('what is reported of a checkpoint here', () => {
  beforeAll(async () => {
    for (const [i, revision] of ['step1', 'step2'].entries())
      await publishSelf(ada, {
        model: 'ada/net',
        revision,
        files: {
          'model.safetensors': smallSafetensors(70 + i),
          'metadata.json': JSON.stringify({ step: i + 1 }),
        },
      });
  });

  test('stands beside it by name and revision, and counts in no score', async () => {
    await reportResults(bea, lmEval('step1', 0.25));
    await reportResults(bea, lmEval('step2', 0.75));
    const { checkpoint } = await ask<OnCheckpoint>(RECORDS, { reference: 'ada/net@step1' });
    expect(checkpoint).toEqual({
      reportedRecords: [
        {
          model: 'Ada/Net',
          revision: 'step1',
          source: { relationship: null },
          results: [{ benchmark: 'arc', metric: 'acc', value: 0.25 }],
          importedBy: { name: 'bea' },
          statement: { logIndex: expect.any(Number) as number },
        },
      ],
      scores: [],
      reproducibility: null,
    });
  });

  test('is taken back by who brought it or a steward, and may come again', async () => {
    const { checkpoint } = await ask<OnCheckpoint>(RECORDS, { reference: 'ada/net@step2' });
    const { logIndex } = checkpoint.reportedRecords[0]!.statement;
    const { reportedFile: brought } = await ask<{ reportedFile: { statement: { id: string } } }>(
      'query ($logIndex: BigInt!) { reportedFile(logIndex: $logIndex) { statement { id } } }',
      { logIndex },
    );
    const subject = { name: 'reported results', digest: parseDigest(brought.statement.id) };
    const body = { of: 'REPORTED_RESULTS', parent: null, kind: null, reason: 'another model' } as const;
    expect(await codeOf(signAndSubmit(ada, 'withdrawal', subject, body))).toBe('HUB_EVIDENCE_FOREIGN');
    await signAndSubmit(stella, 'withdrawal', subject, body);
    expect(await codeOf(signAndSubmit(stella, 'withdrawal', subject, body))).toBe('HUB_EVIDENCE_WITHDRAWN');
    const { reportedFile } = await ask<{ reportedFile: object }>(FILE, { logIndex });
    expect(reportedFile).toEqual({ records: 0, results: 0, format: 'LM_EVAL', isWithdrawn: true });
    const after = await ask<OnCheckpoint>(RECORDS, { reference: 'ada/net@step2' });
    expect(after.checkpoint.reportedRecords).toEqual([]);
    await reportResults(bea, lmEval('step2', 0.75));
    const again = await ask<OnCheckpoint>(RECORDS, { reference: 'ada/net@step2' });
    expect(again.checkpoint.reportedRecords).toHaveLength(1);
  });
});

test('a stub of the name has what is reported of it, whatever revision', async () => {
  const listing = path.join(await hub.folder(), 'models.jsonl');
  await writeFile(listing, `${JSON.stringify({ id: PYTHIA })}\n`);
  const report = path.join(await hub.folder(), 'report.jsonl');
  const options = { files: [listing], source: 'huggingface.co', crawledAt: null, isComplete: false, report };
  await importFiles({ store: hub.hub.store }, options, modelRows(options, systemClock));
  const { checkpoint } = await ask<OnCheckpoint>(RECORDS, { reference: `huggingface.co:${PYTHIA}` });
  expect(checkpoint.reportedRecords).toHaveLength(10);
  expect(new Set(checkpoint.reportedRecords.map(({ revision }) => revision)).size).toBe(10);
});

test('steps measured here and steps reported elsewhere are one curve', async () => {
  const { protocol } = await registerMnist(ada);
  for (const [revision, value] of [
    ['step1', '0.5'],
    ['step2', '0.75'],
  ] as const) {
    const { checkpoint } = await ask<{ checkpoint: { coreDigest: string } }>(
      'query ($reference: String!) { checkpoint(reference: $reference) { coreDigest } }',
      { reference: `ada/net@${revision}` },
    );
    const claim = {
      protocol,
      metric: 'accuracy',
      value,
      items: ITEMS,
      decimals: 2,
      margin: null,
      host: null,
    };
    const subject = { name: 'ada/net', digest: parseDigest(checkpoint.coreDigest) };
    await signAndSubmit(ada, 'claim', subject, claim);
  }
  const results = { 'ada/digits': { acc: 0.875 } };
  await reportResults(
    bea,
    JSON.stringify({ results, config: { model_args: 'pretrained=ada/net,revision=step3' } }),
  );
  const { learningCurve } = await ask<{ learningCurve: { points: readonly object[] } }>(
    `{ learningCurve(model: "ada/net", benchmark: "ada/digits", metric: "accuracy") {
      points { step value checkpoint { name } record { model } }
    } }`,
  );
  expect(learningCurve.points).toEqual([
    { step: 1, value: 0.5, checkpoint: { name: 'ada/net@step1' }, record: null },
    { step: 2, value: 0.75, checkpoint: { name: 'ada/net@step2' }, record: null },
    { step: 3, value: 0.875, checkpoint: null, record: { model: 'ada/net' } },
  ]);
});

describe('a bad file', () => {
  const good = recordsOf('eee-global-mmlu-lite').toString().split('\n')[0]!;
  const offScale = good
    .replace(/"score":0\.\d+/, '"score":7.5')
    .replace('"evaluation_id":"', '"evaluation_id":"x');

  test.each([
    [
      'one bad record among good ones',
      `${good.replace('alibaba', 'ALIBABA')}\n${offScale}\n`,
      'EVIDENCE_RECORDS_REFUSED',
    ],
    ['a value that is no number', '{"results": {"arc": {"acc": NaN}}}', 'EVIDENCE_NOT_FINITE'],
    ['a schema broken', good.replace('"model_info"', '"model"'), 'EVIDENCE_RECORDS_REFUSED'],
    ['something else', '{"weights": []}', 'EVIDENCE_FORMAT_UNKNOWN'],
    ['no results', '{"results": {}, "config": {"model_args": "pretrained=a/b"}}', 'EVIDENCE_EMPTY'],
  ])('is refused with its code: %s', async (_, text, code) => {
    const before = [await rows('reported_record'), await rows('reported_result'), await rows('statement')];
    expect(await codeOf(reportResults(ada, text))).toBe(code);
    expect([await rows('reported_record'), await rows('reported_result'), await rows('statement')]).toEqual(
      before,
    );
  });

  test('that nobody uploaded is asked for', async () => {
    const subject = { name: 'x.json', digest: parseDigest(`sha256:${'0'.repeat(64)}`) };
    const body = {
      path: 'x.json',
      sizeBytes: 1,
      model: null,
      organisation: null,
      relationship: null,
      url: null,
    };
    expect(await codeOf(signAndSubmit(ada, 'reported-results', subject, body))).toBe('HUB_ARTIFACT_MISSING');
  });
});

test('who leaves the key with the hub imports and withdraws by the hub’s own acts', async () => {
  const eve = await hub.joinHub('eve');
  const text = lmEval('step9', 0.125);
  await upload(eve, 'results.json', Buffer.from(text));
  const input = { file: digestOf(text), path: 'results.json', sizeBytes: text.length, model: 'eve/net' };
  const { file } = await eve.client.act<{ __typename: string; file: { logIndex: number; records: number } }>(
    `mutation ($input: ImportReportedResultsInput!) {
      importReportedResults(input: $input) { __typename ... on ReportedResultsImported { file { logIndex records } } ${REFUSAL_FIELDS} }
    }`,
    { input },
  );
  expect(file.records).toBe(1);
  const withdraw = `mutation ($logIndex: BigInt!) {
    withdrawReportedResults(logIndex: $logIndex, reason: "a mistake") { __typename ... on ReportedResultsWithdrawn { file { isWithdrawn } } ${REFUSAL_FIELDS} }
  }`;
  expect(await eve.client.act(withdraw, { logIndex: file.logIndex })).toMatchObject({
    file: { isWithdrawn: true },
  });
  expect(await codeOf(eve.client.act(withdraw, { logIndex: 999_999 }))).toBe('HUB_EVIDENCE_UNKNOWN');
});

describe('a question that would fill the hub', () => {
  test('of regressions is refused: each reads files', async () => {
    const many = Array.from(
      { length: 6 },
      (_, i) => `c${i}: checkpoint(reference: "ada/net") { regressions { p } }`,
    );
    expect(await codeOf(ask(`{ ${many.slice(0, 5).join(' ')} }`))).toBe('it was done');
    expect(await codeOf(ask(`{ ${many.join(' ')} }`))).toBe('GRAPHQL_REGRESSIONS_MANY');
  });

  test('of whole records is refused: they are as large as their files', async () => {
    const filler = 'x'.repeat(1_900_000);
    for (let i = 0; i < 18; i++)
      await reportResults(
        bea,
        JSON.stringify({
          results: { large: { acc: 0.5 } },
          i,
          filler,
          config: { model_args: 'pretrained=big/net' },
        }),
      );
    const raw = 'query ($first: Int!) { reportedRecords(model: "big/net", first: $first) { nodes { raw } } }';
    expect(await codeOf(ask(raw, { first: 100 }))).toBe('GRAPHQL_RAW_MUCH');
    expect(await codeOf(ask(raw, { first: 2 }))).toBe('it was done');
  });
});
