import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { runProgram, scratchFolder } from './run-program.ts';

/*
 * docs/guides/bias.md as its reader goes through it: every step is the program, each person has an account of their own.
 */
const demo = path.join(import.meta.dirname, '../../scripts/demo');
const NORMALIZED = ['--normalize', '0.1307,0.3081'];
const GROUPS = ['--attribute', 'digits', '--group', '0–4=0-4', '--group', '5–9=5-9'];

let hub: TestHub;
let [ada, eve, vera]: SelfMember[] = [];
let folder: Awaited<ReturnType<typeof scratchFolder>>;

beforeAll(async () => {
  hub = await openTestHub();
  folder = await scratchFolder();
  ada = await hub.joinSelf('ada');
  eve = await hub.joinSelf('eve', 'EVALUATOR');
  vera = await hub.joinSelf('vera');
  const model = path.join(demo, 'checkpoints');
  const publish = (name: string, ...more: readonly string[]) =>
    as(ada, 'publish', path.join(model, name), '--name', `ada/${name}`, '--yes', ...more);
  await publish('base-e2');
  await publish('low-digits', '--parent', 'ada/base-e2', '--kind', 'FINE_TUNE');
  await publish('low-digits-fp16', '--parent', 'ada/low-digits', '--kind', 'QUANTIZATION');
  await publish('all-digits', '--parent', 'ada/low-digits', '--kind', 'FINE_TUNE');
  const items = path.join(demo, 'dataset/mnist-test.safetensors');
  await as(ada, 'publish-dataset', items, '--name', 'ada/test', '--license', 'CC-BY-SA-3.0');
}, 120_000);
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
  await hub?.[Symbol.asyncDispose]();
});

/** What a person's command printed. */
async function as(member: SelfMember | undefined, ...words: readonly string[]): Promise<string> {
  const account = { HEIRLOOM_HOME: member!.home };
  const all = [...words, '--hub', hub.url];
  const { output, complaint, code } = await runProgram(folder.path, all, undefined, account);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${complaint}`);
  return output + complaint;
}

const evaluate = (reference: string) =>
  as(
    eve,
    'evaluate',
    reference,
    '--here',
    '--dataset',
    'ada/test',
    ...NORMALIZED,
    '--trust',
    'ada',
    '--submit',
  );
const reportRun = (reference: string) =>
  as(ada, 'report', reference, '--from-run', 'latest', ...GROUPS, '--harm', 'quality-of-service');
const warningsOf = async (reference: string) => {
  const out = path.join(folder.path, 'out', reference);
  const pulled = await as(vera, 'pull', reference, '--http-only', '--out', out);
  return pulled.split('\n').filter((line) => line.startsWith('⚠'));
};

test('a fine-tune that forgot half of its digits is reported from a run, and what is made of it inherits the warning', async () => {
  await evaluate('ada/low-digits');
  const report = await reportRun('ada/low-digits');
  expect(report).toContain('⚠ DISPARITY digits 5–9 vs 0–4   ada/low-digits');
  expect(report).toMatch(/0–4 +97\.7 % ±0\.9 +n 1000/);
  expect(report).toMatch(/5–9 +6\.5 % ±1\.5 +n 1000/);
  const inherited = 'DISPARITY digits 5–9 vs 0–4; inherited from ada/low-digits';
  expect(await warningsOf('ada/low-digits-fp16')).toEqual([`⚠ ada/low-digits-fp16: ${inherited}`]);
  expect(await warningsOf('ada/all-digits')).toEqual([`⚠ ada/all-digits: ${inherited}`]);
  expect(await warningsOf('ada/base-e2')).toEqual([]);
});

test('a child that was trained on all digits is verified by its own counts; the publisher’s word alone ends no warning', async () => {
  const shown = JSON.parse(await as(ada, 'report', 'ada/low-digits', '--json')) as {
    biasReports: { id: string }[];
  };
  await as(ada, 'report', 'mitigate', shown.biasReports[0]!.id, 'ada/all-digits');
  expect(await as(ada, 'report', 'ada/all-digits')).toContain('CLAIMED');
  await evaluate('ada/all-digits');
  const report = await reportRun('ada/all-digits');
  expect(report).toContain('NO DISPARITY digits: all within 10 points   ada/all-digits');
  expect(report).toContain('VERIFIED');
  expect(await warningsOf('ada/all-digits')).toHaveLength(1);
});

test('once somebody whom the hub’s owner vouches for counted too, the warning is no longer inherited', async () => {
  await as(hub.owner, 'runner', 'trust', 'vera');
  const counts = path.join(folder.path, 'groups.csv');
  await writeFile(counts, 'name,k,n\n0–4,968,1000\n5–9,956,1000\n');
  const scores = await as(vera, 'evaluate', 'ada/all-digits', '--evaluators', '0', '--json');
  const protocol = /"digest": "(sha256:[0-9a-f]{64})"/.exec(scores)?.[1] ?? '';
  const flags = ['--attribute', 'digits', '--harm', 'quality-of-service', '--dataset', 'ada/test'];
  await as(vera, 'report', 'ada/all-digits', '--counts', counts, '--protocol', protocol, ...flags);
  expect(await warningsOf('ada/all-digits')).toEqual([]);
  expect(await warningsOf('ada/low-digits')).toHaveLength(1);
  expect(await warningsOf('ada/low-digits-fp16')).toHaveLength(1);
});
