import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bodies } from '../../src/attestation/predicates.ts';
import { digestOf } from '../../src/base/digest.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import type { ByteStep } from '../../src/evaluation/preprocessing.ts';
import { publishData } from '../support/evaluating.ts';
import { publishSelf } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { factsOf, runHere } from '../support/runs-here.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { coreDigestOf } from '../support/trusting.ts';
import { runProgram } from './run-program.ts';

/*
 * The zoo's reader of digits over its first hundred: as they are, attacked, changed at random as much, and spoilt in three
 * ways, each run for real. One command makes a report of three runs, and another one of four.
 */
const ZOO = path.resolve(import.meta.dirname, '../../scripts/zoo');
const zoo = (...parts: readonly string[]) => readFileSync(path.join(ZOO, ...parts));
const protocolFile = path.join(ZOO, 'checkpoints/digit-resnet/protocol-attack.json');

let hub: TestHub;
let [ada, eve]: SelfMember[] = [];
let [clean, attacked, jittered, noisy, blurred, pale]: string[] = [];

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  eve = await hub.joinSelf('eve', 'EVALUATOR');
  const bytes = zoo('datasets/digits/digits.safetensors');
  await publishData(ada, 'ada/digits', { bytes, digest: digestOf(bytes) });
  const model = zoo('checkpoints/digit-resnet/model.onnx');
  await publishSelf(ada, { model: 'ada/digit-resnet', files: { 'model.onnx': model } });
  clean = await evaluated('clean');
  noisy = await evaluated('noisy', { step: 'corrupt', kind: 'gaussian-noise', severity: 3, seed: 1 });
  blurred = await evaluated('blurred', { step: 'corrupt', kind: 'box-blur', severity: 3, seed: 1 });
  pale = await evaluated('pale', { step: 'corrupt', kind: 'contrast', severity: 2, seed: 1 });
  jittered = await evaluated('jittered', { step: 'jitter', epsilon: '24', seed: 1 });
  attacked = await runHere(hub, eve, { reference: 'ada/digit-resnet', protocol: protocolFile, trust: 'ada' });
}, 180_000);
afterAll(() => hub?.[Symbol.asyncDispose]());

/** The zoo's attack without its attacker: the same hundred items, with other steps on their bytes. */
async function evaluated(name: string, ...steps: readonly ByteStep[]): Promise<string> {
  const { preprocessing, ...rest } = JSON.parse(readFileSync(protocolFile, 'utf8')) as {
    preprocessing: unknown[];
  };
  const body = {
    ...rest,
    preprocessing: [...steps, ...preprocessing],
    decoding: { rule: 'argmax', classes: 10 },
  };
  const protocol = path.join(eve!.home, `${name}.json`);
  await writeFile(protocol, JSON.stringify(body));
  return runHere(hub, eve!, { reference: 'ada/digit-resnet', protocol, trust: 'ada' });
}

const report = (...words: readonly string[]) =>
  runProgram(
    ada!.home,
    ['report', 'ada/digit-resnet', '--kind', 'robustness', ...words, '--hub', hub.url],
    undefined,
    { HEIRLOOM_HOME: ada!.home },
  );

interface Filed {
  readonly id: string;
  readonly counts: Record<string, unknown>;
}

async function filedHere(kind: string): Promise<readonly Filed[]> {
  const asked = `{ checkpoint(reference: "ada/digit-resnet") {
    riskReports { id kind attribute verdict protocolDigest counts run { id correct } against { id correct } } } }`;
  const { checkpoint } = await hub.anonymous.ask<{
    checkpoint: { riskReports: (Filed & { readonly kind: string })[] };
  }>(asked, {});
  return checkpoint.riskReports.filter((each) => each.kind === kind);
}

async function correctOf(run: string): Promise<number> {
  const asked = 'query ($id: ID!) { run(id: $id) { correct } }';
  return (await hub.anonymous.ask<{ run: { correct: number } }>(asked, { id: run })).run.correct;
}

const attack = () => ['--from-run', 'latest', '--against', clean!, '--against', jittered!];
const corruptions = () =>
  [noisy!, pale!, blurred!].reduce((words, run) => [...words, '--against', run], ['--from-run', clean!]);

test('previews are what the guide shows, and file nothing', async () => {
  const guide = readFileSync(path.join(import.meta.dirname, '../../docs/guides/report.md'), 'utf8');
  const shown = (flags: string) => guide.split(`${flags} --preview\n`)[1]?.split('```')[0];
  // Another processor may round an item otherwise.
  const worded = (text = '') => text.replaceAll(/\d+\.\d+/g, '#').replaceAll(/ +/g, ' ');
  expect(worded((await report(...attack(), '--preview')).output)).toBe(
    worded(shown('--from-run latest --against Run:5 --against Run:9')),
  );
  expect(worded((await report(...corruptions(), '--preview')).output)).toBe(
    worded(shown('--from-run Run:5 --against Run:6 --against Run:7 --against Run:8')),
  );
  expect((await report()).output).toBe('no reports yet\n');
});

test('an attacked run against two is a report of what the attack turns beyond chance', async () => {
  const { output, complaint } = await report(...attack());
  expect(complaint).toBe('');
  expect(output).toContain('attacked 60 times within ±24');
  const [filed, ...more] = await filedHere('ATTACK');
  expect(more).toEqual([]);
  const right = await correctOf(clean!);
  expect(filed).toMatchObject({
    attribute: 'attacked 60 times within ±24',
    counts: { tried: { n: right }, control: { n: right } },
    run: { id: attacked },
    against: [{ id: clean }, { id: jittered }],
  });
  // What the attack turns was right before, and nothing else is wrong under it but what was wrong before.
  expect(filed?.counts['tried']).toMatchObject({ k: right - (await correctOf(attacked!)) });
});

test('several corruptions are one report, whatever order they are named in', async () => {
  const { output, complaint } = await report(...corruptions());
  expect(complaint).toBe('');
  expect(output).toContain('⚠ SHOWN box-blur 3, contrast 2, gaussian-noise 3: contrast costs');
  const [filed] = await filedHere('CORRUPTIONS');
  const spoilt = [
    { name: 'box-blur', severity: 3, k: await correctOf(blurred!), n: 100 },
    { name: 'contrast', severity: 2, k: await correctOf(pale!), n: 100 },
    { name: 'gaussian-noise', severity: 3, k: await correctOf(noisy!), n: 100 },
  ];
  expect(filed).toMatchObject({
    protocolDigest: (await factsOf(hub, clean!)).protocol,
    counts: { clean: { k: await correctOf(clean!), n: 100 }, corruptions: spoilt },
    run: { id: clean },
    against: [{ id: blurred }, { id: pale }, { id: noisy }],
  });
});

test.each<[string, () => readonly string[], string]>([
  ['an attack without random changes', () => attack().slice(0, 4), 'BIAS_RUN_UNFIT'],
  ['an attack against noise', () => [...attack().slice(0, 4), '--against', noisy!], 'BIAS_RUN_UNFIT'],
  [
    'corruptions of which one is an attack',
    () => [...corruptions(), '--against', attacked!],
    'BIAS_RUN_UNFIT',
  ],
  ['one corruption twice', () => [...corruptions(), '--against', noisy!], 'BIAS_PAYLOAD_MALFORMED'],
])('%s is refused', async (_, words, code) => {
  const refused = await report(...words());
  expect([refused.code, refused.complaint]).toEqual([2, expect.stringContaining(code)]);
});

describe('a hub counts all runs again', () => {
  async function filed(run: string, against: readonly string[], change: Partial<Bodies['risk-report']>) {
    const { id, dataset, protocol } = await factsOf(hub, run);
    const others = await Promise.all(against.map(async (each) => (await factsOf(hub, each)).id));
    const subject = { name: 'ada/digit-resnet', digest: await coreDigestOf(hub, 'ada/digit-resnet') };
    const body = { dataset, protocol, attribute: 'as filed', from: { run: id, against: others }, ...change };
    return codeOf(signAndSubmit(eve!, 'risk-report', subject, body));
  }

  async function countsOf<Counts>(kind: string): Promise<Counts> {
    const [filedFirst] = await filedHere(kind);
    return filedFirst?.counts as Counts;
  }

  test('of an attack, and takes what their answers give, and nothing else', async () => {
    const counts = await countsOf<NonNullable<Bodies['risk-report']['attack']>>('ATTACK');
    const against = [clean!, jittered!];
    const more = { ...counts.tried, k: counts.tried.k + 1 };
    expect(await filed(attacked!, against, { attack: { ...counts, tried: more } })).toBe(
      'HUB_REPORT_CONTRADICTS_RUN',
    );
    expect(await filed(attacked!, [clean!, noisy!], { attack: counts })).toBe('BIAS_RUN_UNFIT');
    expect(await filed(attacked!, against, { attack: counts })).toBe('it was done');
  });

  test('of corruptions, and refuses one that was left out, worsened or put in another place', async () => {
    const counts = await countsOf<NonNullable<Bodies['risk-report']['corruptions']>>('CORRUPTIONS');
    const against = [blurred!, pale!, noisy!];
    const [first, ...rest] = counts.corruptions;
    for (const changed of [rest, [{ ...first!, k: 0 }, ...rest], [...rest, first!]])
      expect(await filed(clean!, against, { corruptions: { ...counts, corruptions: changed } })).toBe(
        'HUB_REPORT_CONTRADICTS_RUN',
      );
    expect(await filed(clean!, against, { corruptions: counts })).toBe('it was done');
  });
});
