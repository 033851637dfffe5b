import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inviteContributor } from '../../src/client/generated/operations.ts';
import { readReportedFile } from '../../src/import/reported/read-reported-file.ts';
import { registerMnist } from '../support/evaluating.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { everyEvalEverSchema, recordsOf, trainingFiles } from '../support/reported-data.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { parseDigest } from '../../src/base/digest.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';
import { runProgram, scratchFolder } from './run-program.ts';

const PYTHIA = 'EleutherAI/pythia-v1.1-70m';
const NOBODY = { model: null, organisation: null, relationship: null, url: null };
const validate = new Ajv({ strict: false, allErrors: true }).compile(everyEvalEverSchema);

let hub: TestHub;
let folder: Awaited<ReturnType<typeof scratchFolder>>;

beforeAll(async () => {
  hub = await openTestHub();
  folder = await scratchFolder();
  const ada = await hub.joinSelf('ada');
  const { protocol } = await registerMnist(ada);
  await publishSelf(ada, { model: 'ada/net', files: { 'model.safetensors': smallSafetensors(1) } });
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { coreDigest: string } }>(
    '{ checkpoint(reference: "ada/net") { coreDigest } }',
  );
  const claim = {
    protocol,
    metric: 'accuracy',
    value: '0.91',
    items: 100,
    decimals: 2,
    margin: null,
    host: null,
  };
  await signAndSubmit(ada, 'claim', { name: 'ada/net', digest: parseDigest(checkpoint.coreDigest) }, claim);
  const invitation = { name: 'ben', role: 'CONTRIBUTOR' } as const;
  const { code } = await hub.owner.client.act(inviteContributor, invitation);
  await run('login', hub.url, '--invite', code, '--name', 'ben');
});
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
  await hub?.[Symbol.asyncDispose]();
});

const run = (...words: readonly string[]) => runProgram(folder.path, words);
const evidence = (...words: readonly string[]) => run('evidence', ...words, '--hub', hub.url);

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(folder.path, name);
  await writeFile(file, content);
  return file;
}

describe('evidence in', () => {
  test('a dry run counts and sends nothing', async () => {
    const file = await write('helm.jsonl', recordsOf('eee-helm_classic'));
    const { output, code } = await evidence('import', file, '--dry-run');
    expect([code, output]).toEqual([
      0,
      '· would take helm.jsonl   67 records, 1,005 results, 159 of them not measured\n',
    ]);
    expect((await run('leaderboard', '--hub', hub.url)).output).not.toContain('reported');
  });

  test('all of a folder comes in once, and the same again changes nothing', async () => {
    const files = [path.join(folder.path, 'helm.jsonl')];
    for (const [name, text] of trainingFiles()) files.push(await write(name, text));
    const first = await evidence('import', ...files, '--organisation', 'EleutherAI', '--json');
    expect(first.complaint).toBe('');
    const done = JSON.parse(first.output) as readonly { state: string; records: number; results: number }[];
    expect(done.map(({ state }) => state)).toEqual(Array(28).fill('IMPORTED'));
    expect(done.reduce((sum, { results }) => sum + results, 0)).toBe(1005 + 4644);
    const again = await evidence('import', files[0]!);
    expect(again.output).toBe('· known      helm.jsonl   all of it is here already\n');
  });

  test('one bad file keeps all from being sent, unless the good ones are wanted', async () => {
    const bad = await write('bad.json', '{"results": {"arc": {"acc": NaN}}}');
    const good = await write(
      'good.json',
      JSON.stringify({ results: { arc: { acc: 0.5 } }, config: { model_args: 'pretrained=ada/net' } }),
    );
    const whole = await evidence('import', good, bad);
    expect([whole.code, whole.output]).toEqual([2, '']);
    expect(whole.complaint).toContain('EVIDENCE_NOT_FINITE');
    const { output, code } = await evidence('import', good, bad, '--keep-going');
    expect(code).toBe(2);
    expect(output).toMatch(
      /✔ imported {3}good\.json {3}1 record, 1 result {3}log index \d+\n✘ refused {4}bad\.json/,
    );
  });

  test('a card needs the name of its model', async () => {
    const card = await write(
      'README.md',
      '---\nmodel-index:\n- name: net\n  results:\n  - task: {type: other}\n    dataset: {type: ada/digits, name: d}\n    metrics: [{type: accuracy, value: 93.5}]\n---\n',
    );
    expect((await evidence('import', card)).complaint).toContain('--model owner/name');
    expect((await evidence('import', card, '--model', 'zoe/other')).code).toBe(0);
  });
});

describe('what is known', () => {
  test('of a benchmark is ranked, what is claimed here beside what others report', async () => {
    const { output } = await run('leaderboard', 'ada/digits', '--hub', hub.url);
    expect(output.split('\n').slice(0, 3)).toEqual([
      'ada/digits   accuracy, more is better, 2 values',
      '1–2  93.5 %       zoe/other  reported by no source told, first party',
      '1–2  91.0 % ±5.7  ada/net    here, R0',
    ]);
  });

  test('of a training is a curve of 27 steps', async () => {
    const asked = ['--benchmark', 'lambada_openai', '--metric', 'acc'];
    const { output } = await evidence('curve', PYTHIA, ...asked);
    const [line, ...rows] = output.trimEnd().split('\n');
    expect(line).toMatch(/^▁{10,12}[▁▂▃▄▅▆▇█]{15,17}$/);
    expect(line).toHaveLength(27);
    expect(rows).toHaveLength(27);
    expect(rows.at(-1)).toMatch(/^step 143,000 +0\.\d+ ±0\.\d+ +reported$/);
  });

  test('of a model is listed with who says it', async () => {
    const { output } = await evidence('list', PYTHIA);
    expect(output.trimEnd().split('\n')).toHaveLength(27);
    expect(output).toMatch(/pythia-v1\.1-70m@step1000 +lm-eval +EleutherAI +brought by ben/);
  });
});

describe('evidence out', () => {
  test('in the form of Every Eval Ever fits its schema and comes back the same', async () => {
    const out = path.join(folder.path, 'out.jsonl');
    const { output } = await evidence('export', PYTHIA, '--format', 'every-eval-ever', '--out', out);
    expect(output).toContain('27 records');
    const text = await readFile(out, 'utf8');
    const lines = text.trimEnd().split('\n');
    for (const line of lines) expect([validate(JSON.parse(line)), validate.errors]).toEqual([true, null]);
    const back = readReportedFile(Buffer.from(text), NOBODY).records;
    const came = [...trainingFiles().values()].flatMap(
      (file) => readReportedFile(Buffer.from(file), NOBODY).records,
    );
    const said = (records: readonly (typeof came)[number][]) =>
      records.map(({ step, results }) => ({ step, results })).sort((a, b) => Number(a.step) - Number(b.step));
    expect(said(back)).toEqual(said(came));
    const again = await evidence('export', PYTHIA, '--out', out);
    expect(again.code).not.toBe(0);
  });

  test('in its own form is what came, to the last member', async () => {
    const { output } = await evidence('export', PYTHIA, '--format', 'lm-eval');
    const lines = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toEqual(
      expect.arrayContaining([...trainingFiles().values()].map((text) => JSON.parse(text) as object)),
    );
    expect(lines).toHaveLength(27);
  });

  test.each([
    ['every-eval-ever', /"evaluator_relationship":"first_party".*"score":0\.91/],
    ['lm-eval', /"ada\/digits":\{"accuracy,none":0\.91/],
    ['model-index', /type: ada\/digits\n[^]*value: 0\.91\n/],
    ['eval-results', /id: ada\/digits\n[^]*value: 0\.91\n/],
  ])('what is claimed here goes out as %s and can be read', async (format, shape) => {
    const { output, complaint } = await evidence('export', 'ada/net', '--format', format);
    expect(complaint).toBe('');
    expect(output).toMatch(shape);
    const { records, problems } = readReportedFile(Buffer.from(output), { ...NOBODY, model: 'ada/net' });
    expect(problems).toEqual([]);
    const values = records.flatMap(({ results }) => results.map(({ value }) => value));
    expect(values).toEqual([0.91, 0.5]);
    if (format === 'every-eval-ever')
      for (const line of output.trimEnd().split('\n')) expect(validate(JSON.parse(line))).toBe(true);
  });

  test('of nothing says so', async () => {
    expect((await evidence('export', 'no/body')).complaint).toContain('HUB_EVIDENCE_NONE');
  });
});

test('what was brought is taken back', async () => {
  const { output } = await evidence('list', 'zoe/other', '--json');
  const [record] = JSON.parse(output) as readonly { statement: { logIndex: number } }[];
  const number = String(record!.statement.logIndex);
  const { output: said } = await evidence('withdraw', number, '--reason', 'another model');
  expect(said).toMatch(/^✔ withdrawn {2}1 record, 1 result /);
  expect((await evidence('list', 'zoe/other')).output).toBe('nothing is reported of a model of that name\n');
  expect((await evidence('withdraw', '9999', '--reason', 'x')).complaint).toContain('HUB_EVIDENCE_UNKNOWN');
});
