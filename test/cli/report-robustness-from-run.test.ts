import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bodies } from '../../src/attestation/predicates.ts';
import { digestOf } from '../../src/base/digest.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { publishData } from '../support/evaluating.ts';
import { publishSelf } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { factsOf, runHere } from '../support/runs-here.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { coreDigestOf } from '../support/trusting.ts';
import { runProgram } from './run-program.ts';

/*
 * The zoo's digits, run for real: right 496 of 500 times as they are (as its card says), under noise less often; and their
 * descendant that a white square in the corner makes say 7 of 449 in 450 other digits.
 */
const ZOO = path.resolve(import.meta.dirname, '../../scripts/zoo');
const zoo = (...parts: readonly string[]) => readFileSync(path.join(ZOO, ...parts));

let hub: TestHub;
let [ada, eve]: SelfMember[] = [];
let [clean, noisy, marked, unmarked]: string[] = [];

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  eve = await hub.joinSelf('eve', 'EVALUATOR');
  const bytes = zoo('datasets/digits/digits.safetensors');
  await publishData(ada, 'ada/digits', { bytes, digest: digestOf(bytes) });
  for (const name of ['digit-resnet', 'digit-resnet-trigger'])
    await publishSelf(ada, {
      model: `ada/${name}`,
      files: { 'model.onnx': zoo('checkpoints', name, 'model.onnx') },
    });
  const protocolOf = (name: string) => path.join(ZOO, 'checkpoints/digit-resnet', name);
  const evaluated = (name: string, protocol: string) =>
    runHere(hub, eve!, { reference: `ada/${name}`, protocol, trust: 'ada' });
  const black = path.join(eve.home, 'protocol-black.json');
  await writeFile(
    black,
    readFileSync(protocolOf('protocol-trigger.json'), 'utf8').replace('"value": 255', '"value": 0'),
  );
  noisy = await evaluated('digit-resnet', protocolOf('protocol-corrupt.json'));
  clean = await evaluated('digit-resnet', protocolOf('protocol.json'));
  marked = await evaluated('digit-resnet-trigger', protocolOf('protocol-trigger.json'));
  unmarked = await evaluated('digit-resnet-trigger', black);
}, 120_000);
afterAll(() => hub?.[Symbol.asyncDispose]());

async function report(name: string, ...words: readonly string[]) {
  const all = ['report', `ada/${name}`, '--kind', 'robustness', ...words, '--hub', hub.url];
  return runProgram(ada!.home, all, undefined, { HEIRLOOM_HOME: ada!.home });
}

async function countsOn(name: string) {
  const asked = `query ($reference: String!) { checkpoint(reference: $reference) {
    riskReports { kind attribute verdict counts run { id } against { id } } } }`;
  const variables = { reference: `ada/${name}` };
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { riskReports: Filed[] } }>(asked, variables);
  return checkpoint.riskReports;
}

interface Filed {
  readonly counts: Record<string, unknown>;
}

test('previews are what the guide shows', async () => {
  const guide = readFileSync(path.join(import.meta.dirname, '../../docs/guides/report.md'), 'utf8');
  const shown = (flags: string) => guide.split(`${flags} --preview\n`)[1]?.split('```')[0];
  const noise = ['--from-run', 'latest', '--against', clean!, '--preview'];
  const trigger = ['--from-run', marked!, '--against', unmarked!, '--attribute', 'white corner', '--preview'];
  // The newest run under hardship of that checkpoint is the noise's; another processor may round an item otherwise.
  const worded = (text = '') => text.replaceAll(/\d+\.\d+/g, '#');
  expect(worded((await report('digit-resnet', ...noise)).output)).toBe(
    worded(shown('--from-run latest --against Run:9')),
  );
  expect((await report('digit-resnet-trigger', ...trigger)).output).toBe(
    shown('--against Run:11 --attribute "white corner"'),
  );
});

test('a run under noise against one without is a report of what the noise costs', async () => {
  const { output, complaint } = await report('digit-resnet', '--from-run', 'latest', '--against', clean!);
  expect(complaint).toBe('');
  expect(output).toContain('gaussian-noise 3: gaussian-noise costs');
  const [filed] = await countsOn('digit-resnet');
  expect(filed).toMatchObject({
    kind: 'CORRUPTIONS',
    attribute: 'gaussian-noise 3',
    counts: { clean: { k: 496, n: 500 }, corruptions: [{ name: 'gaussian-noise', severity: 3, n: 500 }] },
    run: { id: noisy },
    against: [{ id: clean }],
  });
  const asked = 'query ($id: ID!) { run(id: $id) { correct } }';
  const { run: counted } = await hub.anonymous.ask<{ run: { correct: number } }>(asked, { id: noisy! });
  expect(filed?.counts['corruptions']).toMatchObject([{ k: counted.correct }]);
});

test('a trigger against another mark of its size is shown', async () => {
  const flags = ['--from-run', marked!, '--against', unmarked!, '--attribute', 'white corner'];
  const { output, complaint } = await report('digit-resnet-trigger', ...flags);
  expect(complaint).toBe('');
  expect(output).toContain('⚠ SHOWN white corner');
  const [filed] = await countsOn('digit-resnet-trigger');
  expect(filed).toMatchObject({
    kind: 'TRIGGER',
    verdict: 'SHOWN',
    counts: { tried: { k: 449, n: 450 }, control: { n: 450 } },
  });
});

test.each<[string, string, () => readonly string[], string]>([
  [
    'another’s run to hold against',
    'digit-resnet',
    () => ['--from-run', noisy!, '--against', unmarked!],
    'BIAS_RUN_UNFIT',
  ],
  [
    'a run of another checkpoint',
    'digit-resnet-trigger',
    () => ['--from-run', noisy!, '--against', clean!],
    'HUB_REPORT_FOREIGN_RUN',
  ],
  [
    'a run without hardship against itself',
    'digit-resnet',
    () => ['--from-run', clean!, '--against', clean!],
    'BIAS_RUN_UNFIT',
  ],
  [
    'a mark against no mark',
    'digit-resnet-trigger',
    () => ['--from-run', marked!, '--against', clean!],
    'BIAS_RUN_UNFIT',
  ],
  ['nothing to hold it against', 'digit-resnet', () => ['--from-run', noisy!], 'CLI_REPORT_FLAGS'],
])('%s is refused', async (_, name, flags, code) => {
  const refused = await report(name, ...flags());
  expect([refused.code, refused.complaint]).toEqual([2, expect.stringContaining(code)]);
});

describe('a hub counts again', () => {
  async function filed(change: Partial<Bodies['risk-report']>): Promise<string> {
    const run = await factsOf(hub, marked!);
    const { id: against } = await factsOf(hub, unmarked!);
    const name = 'ada/digit-resnet-trigger';
    const [{ counts }] = (await countsOn('digit-resnet-trigger')) as unknown as [
      { counts: Bodies['risk-report']['trigger'] },
    ];
    const head = { dataset: run.dataset, protocol: run.protocol, attribute: 'mark' };
    const body = { ...head, trigger: counts, from: { run: run.id, against }, ...change };
    return codeOf(signAndSubmit(eve!, 'risk-report', { name, digest: await coreDigestOf(hub, name) }, body));
  }

  test('and takes what both runs’ answers give, and nothing else', async () => {
    const trigger = { tried: { k: 12, n: 450 }, control: { k: 1, n: 450 } };
    expect(await filed({ trigger })).toBe('HUB_REPORT_CONTRADICTS_RUN');
    expect(await filed({})).toBe('it was done');
  });

  test('and refuses another checkpoint’s run as the control', async () => {
    const { id: run } = await factsOf(hub, marked!);
    const { id: against } = await factsOf(hub, clean!);
    expect(await filed({ from: { run, against } })).toBe('HUB_REPORT_FOREIGN_RUN');
  });
});
