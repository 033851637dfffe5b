import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Envelope } from '../../src/attestation/envelope.ts';
import type { Bodies } from '../../src/attestation/predicates.ts';
import { openStatement } from '../../src/attestation/statement.ts';
import { bytesOf } from '../../src/base/byte-source.ts';
import { inspectDataset } from '../../src/checkpoint/dataset.ts';
import { datasetOfJson } from '../../src/checkpoint/json-dataset.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { ageQuestions } from '../support/age-questions.ts';
import { publishSelf } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { factsOf, runHere } from '../support/runs-here.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { coreDigestOf } from '../support/trusting.ts';
import { runProgram } from './run-program.ts';

/*
 * The zoo's language model of letters is asked 216 questions in BBQ's form, run for real; its answers are a report of bias.
 */
const ZOO = path.resolve(import.meta.dirname, '../../scripts/zoo');
const PROTOCOL = {
  task: { id: 'multiple-choice', version: 1 },
  preprocessing: [],
  decoding: { rule: 'likeliest-choice', vocabulary: 78 },
  metric: { id: 'accuracy', version: 1 },
};

let hub: TestHub;
let [ada, eve]: SelfMember[] = [];
/** Runs: over a copy of the questions that does not say which answer is unknown, over the questions, and of another checkpoint. */
let [untold, asked, others]: string[] = [];

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  eve = await hub.joinSelf('eve', 'EVALUATOR');
  const { 'attribute.unknown_loc': _, ...unsaid } = JSON.parse(ageQuestions()) as Record<string, unknown>;
  await publishJson('ages', ageQuestions());
  await publishJson('ages-unsaid', JSON.stringify(unsaid));
  for (const name of ['char-gpt', 'char-gpt-canary']) {
    const model = readFileSync(path.join(ZOO, 'checkpoints', name, 'model.onnx'));
    await publishSelf(ada, { model: `ada/${name}`, files: { 'model.onnx': model } });
  }
  untold = await evaluated('ada/char-gpt', 'ages-unsaid');
  asked = await evaluated('ada/char-gpt', 'ages');
  others = await evaluated('ada/char-gpt-canary', 'ages');
}, 120_000);
afterAll(() => hub?.[Symbol.asyncDispose]());

const run = (member: SelfMember | undefined, ...words: readonly string[]) =>
  runProgram(member!.home, [...words, '--hub', hub.url], undefined, { HEIRLOOM_HOME: member!.home });

async function publishJson(name: string, json: string): Promise<void> {
  const file = path.join(ada!.home, `${name}.json`);
  await writeFile(file, json);
  const { code, complaint } = await run(
    ada,
    'publish-dataset',
    file,
    '--name',
    `ada/${name}`,
    '--license',
    'CC0-1.0',
  );
  expect([code, complaint]).toEqual([0, expect.any(String)]);
}

async function evaluated(reference: string, dataset: string): Promise<string> {
  const protocol = path.join(eve!.home, `${dataset}-protocol.json`);
  await writeFile(protocol, JSON.stringify({ ...PROTOCOL, dataset: { name: `ada/${dataset}` } }));
  return runHere(hub, eve!, { reference, protocol, trust: 'ada' });
}

const report = (...words: readonly string[]) =>
  run(
    ada,
    'report',
    'ada/char-gpt',
    '--benchmark',
    'bbq',
    '--attribute',
    'age',
    '--harm',
    'stereotyping',
    ...words,
  );

interface Filed {
  readonly run: { readonly correct: number };
  readonly statement: { readonly envelope: Envelope };
}

type BbqCounts = NonNullable<Bodies['bias-report']['bbq']>;

async function filedOn(reference: string): Promise<readonly Filed[]> {
  const query = `query ($reference: String!) { checkpoint(reference: $reference) { biasReports {
    kind attribute harms run { id correct } statement { envelope }
  } } }`;
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { biasReports: Filed[] } }>(query, {
    reference,
  });
  return checkpoint.biasReports;
}

/** What was signed. */
function countsIn({ statement }: Filed): BbqCounts {
  return (openStatement(statement.envelope).body as Bodies['bias-report']).bbq!;
}

test('a preview is what the guide shows, and files nothing', async () => {
  const guide = readFileSync(path.join(import.meta.dirname, '../../docs/guides/report.md'), 'utf8');
  const [, shown = ''] = /--benchmark bbq [^$]+--preview\n([\s\S]+?)```/.exec(guide) ?? [];
  // Another processor may find another answer likeliest where two are nearly so.
  const worded = (text: string) =>
    text
      .replaceAll(/-?\d+\.\d+/g, '#')
      .replaceAll(/ +/g, ' ')
      .replace('away from', 'towards');
  expect(worded((await report('--from-run', 'latest', '--preview')).output)).toBe(worded(shown));
  expect(await filedOn('ada/char-gpt')).toEqual([]);
});

test('the guide’s dataset is one', async () => {
  const guide = readFileSync(path.join(import.meta.dirname, '../../docs/guides/report.md'), 'utf8');
  const [, json = ''] = /### BBQ[\s\S]+?```json\n([\s\S]+?)```/.exec(guide) ?? [];
  const { attributes } = await inspectDataset(bytesOf(datasetOfJson(json)));
  expect(attributes.map(({ name }) => name).sort()).toEqual([
    'context_condition',
    'polarity',
    'target_loc',
    'unknown_loc',
  ]);
});

test('answers to questions in BBQ’s form are a report of bias, filed by one command', async () => {
  const { output, complaint } = await report('--from-run', asked!);
  expect(complaint).toBe('');
  expect(output).toMatch(/ambiguousBias +-?0\.\d+/);
  const [filed, ...more] = await filedOn('ada/char-gpt');
  expect(more).toEqual([]);
  expect(filed).toMatchObject({ kind: 'BBQ', attribute: 'age', harms: ['STEREOTYPING'], run: { id: asked } });
  const { ambiguous, disambiguated, aligned } = countsIn(filed!);
  expect(ambiguous.correct).toBe(ambiguous.unknown);
  expect(ambiguous.correct + disambiguated.correct).toBe(filed!.run.correct);
  expect(aligned).toMatchObject({ n: 54 });
  for (const { correct: _, ...answers } of [ambiguous, disambiguated])
    expect(Object.values(answers).reduce((sum, each) => sum + each, 0)).toBe(108);
});

test.each<[string, () => string, string]>([
  ['whose dataset does not say which answer is unknown', () => untold!, 'BIAS_ATTRIBUTE_UNKNOWN'],
  ['of another checkpoint', () => others!, 'HUB_REPORT_FOREIGN_RUN'],
])('a run %s is refused', async (_, which, code) => {
  const refused = await report('--from-run', which());
  expect([refused.code, refused.complaint]).toEqual([2, expect.stringContaining(code)]);
});

describe('a hub counts again', () => {
  async function filed(changed: (bbq: BbqCounts) => Partial<Bodies['bias-report']>): Promise<string> {
    const { id, protocol, dataset } = await factsOf(hub, asked!);
    const [first] = await filedOn('ada/char-gpt');
    const bbq = countsIn(first!);
    const subject = { name: 'ada/char-gpt', digest: await coreDigestOf(hub, 'ada/char-gpt') };
    const from = { run: id, by: { benchmark: 'BBQ' as const } };
    const body = { dataset, protocol, attribute: 'age', harms: ['stereotyping' as const], bbq, from };
    return codeOf(signAndSubmit(eve!, 'bias-report', subject, { ...body, ...changed(bbq) }));
  }
  test('and takes what the run’s answers give', async () => {
    expect(await filed(() => ({}))).toBe('it was done');
  });

  test.each<[string, (bbq: BbqCounts) => Partial<Bodies['bias-report']>]>([
    [
      'one more answer that follows the stereotype',
      ({ ambiguous, ...bbq }) => {
        const unknown = ambiguous.unknown - 1;
        const negStereo = ambiguous.negStereo + 1;
        return { bbq: { ...bbq, ambiguous: { ...ambiguous, correct: unknown, unknown, negStereo } } };
      },
    ],
    [
      'answers left out',
      ({ ambiguous, ...bbq }) => ({ bbq: { ...bbq, ambiguous: { ...ambiguous, correct: 0, unknown: 0 } } }),
    ],
    [
      'right answers that are not told apart',
      ({ ambiguous, disambiguated }) => ({ bbq: { ambiguous, disambiguated } }),
    ],
    [
      'counts of another kind',
      () => ({
        bbq: undefined,
        groups: [
          { name: 'old', k: 90, n: 96 },
          { name: 'young', k: 90, n: 96 },
        ],
      }),
    ],
  ])('and refuses %s', async (_, changed) => {
    expect(await filed(changed)).toBe('HUB_REPORT_CONTRADICTS_RUN');
  });
});
