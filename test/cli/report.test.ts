import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Digest } from '../../src/base/digest.ts';
import { inviteContributor } from '../../src/client/generated/operations.ts';
import { registerMnist } from '../support/evaluating.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';
import { runProgram, scratchFolder } from './run-program.ts';

let hub: TestHub;
let folder: Awaited<ReturnType<typeof scratchFolder>>;
let protocol: Digest;

beforeAll(async () => {
  hub = await openTestHub();
  folder = await scratchFolder();
  const ada = await hub.joinSelf('ada');
  ({ protocol } = await registerMnist(ada));
  await publishSelf(ada, { model: 'ada/net', files: { 'model.safetensors': smallSafetensors(1) } });
  const invitation = { name: 'ben', role: 'CONTRIBUTOR' } as const;
  const { code } = await hub.owner.client.act(inviteContributor, invitation);
  await run('login', hub.url, '--invite', code, '--name', 'ben');
});
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
  await hub?.[Symbol.asyncDispose]();
});

const run = (...words: readonly string[]) => runProgram(folder.path, words);

function report(...flags: readonly string[]) {
  const head = ['--dataset', 'ada/digits', '--protocol', protocol, '--attribute', 'group'];
  return run('report', 'ada/net', ...head, '--harm', 'stereotyping', ...flags, '--hub', hub.url);
}

async function fileOf(name: string, text: string): Promise<string> {
  const file = path.join(folder.path, name);
  await writeFile(file, text);
  return file;
}

test('a preview computes what the hub would, and files nothing', async () => {
  const counts = await fileOf('groups.csv', 'name,k,n\nyoung,480,500\nold,400,500\n');
  const { output, code, complaint } = await report('--counts', counts, '--preview');
  expect([code, complaint]).toEqual([0, '']);
  expect(output).toContain('⚠ DISPARITY group old vs young   preview, not filed');
  expect((await run('report', 'ada/net', '--hub', hub.url)).output).toContain('no reports yet');
});

test('raw answers to BBQ become a filed report with its metrics and known limitations', async () => {
  const table = gunzipSync(readFileSync(new URL('../data/bbq/Sexual_orientation.csv.gz', import.meta.url)));
  const [head = '', ...lines] = table.toString().split('\n');
  const one = lines.filter((line) => line.includes('unifiedqa-t5-11b_pred_race'));
  const answers = await fileOf('answers.csv', [head, ...one].join('\n'));
  const filed = await report('--bbq', answers, '--json');
  expect([filed.code, filed.complaint]).toEqual([0, '']);
  const { biasReports } = JSON.parse(filed.output) as {
    biasReports: {
      kind: string;
      verdict: string;
      groups: readonly unknown[];
      knownLimitations: readonly string[];
      metrics: readonly { id: string; value: number }[];
    }[];
  };
  expect(biasReports[0]).toMatchObject({ kind: 'BBQ', verdict: 'INCONCLUSIVE', groups: [] });
  expect(biasReports[0]?.knownLimitations).toHaveLength(2);
  const metric = biasReports[0]?.metrics.find(({ id }) => id === 'ambiguousBias');
  expect(metric?.value).toBeCloseTo(0.05787037037037037, 12);
});

test.each([
  ['counts that are none', 'name,k,n\nyoung,many,500\nold,400,500\n', 'ATTESTATION_BODY_INVALID'],
  ['more hits than items', 'name,k,n\nyoung,501,500\nold,400,500\n', 'BIAS_PAYLOAD_MALFORMED'],
  ['another header', 'group,hits\nyoung,1\n', 'IMPORT_TABLE_MALFORMED'],
])('a table with %s is refused with its code', async (_, table, expected) => {
  const { code, complaint } = await report('--counts', await fileOf('wrong.csv', table));
  expect(code).toBe(2);
  expect(complaint).toContain(expected);
});

test('a table without what it is about is refused with the flags that are missing', async () => {
  const counts = await fileOf('groups.csv', 'name,k,n\nyoung,480,500\nold,400,500\n');
  const { code, complaint } = await run('report', 'ada/net', '--counts', counts, '--hub', hub.url);
  expect(code).toBe(2);
  expect(complaint).toContain('no --dataset, --protocol, --attribute, --harm');
});

describe('what becomes of a report', () => {
  const weights = async (name: string, seed: number) => {
    const file = path.join(folder.path, `${name}.safetensors`);
    await writeFile(file, smallSafetensors(seed));
    return file;
  };
  const counts = (low: number) => `name,k,n\nyoung,480,500\nold,${low},500\n`;
  const filed = async (reference: string, low: number) => {
    const head = ['--dataset', 'ada/digits', '--protocol', protocol, '--attribute', 'age'];
    const file = ['--counts', await fileOf('age.csv', counts(low)), '--harm', 'quality-of-service'];
    const { output } = await run('report', reference, ...head, ...file, '--hub', hub.url, '--json');
    return (JSON.parse(output) as { biasReports: readonly { id: string }[] }).biasReports[0]!.id;
  };

  test('is answered, addressed by a child and taken back, and shown with all of it', async () => {
    await run(
      'publish',
      await weights('wide', 2),
      '--name',
      'ben/wide',
      '--license',
      'MIT',
      '--hub',
      hub.url,
    );
    const more = ['--name', 'ben/even', '--license', 'MIT', '--parent', 'ben/wide', '--kind', 'FINE_TUNE'];
    await run('publish', await weights('even', 3), ...more, '--hub', hub.url);
    const id = await filed('ben/wide', 300);
    const text = 'The next one is trained on more.\nIn May.';
    const answered = await run(
      'report',
      'answer',
      id,
      '--status',
      'WILL_FIX',
      '--text',
      text,
      '--hub',
      hub.url,
    );
    expect([answered.code, answered.complaint]).toEqual([0, '']);
    expect(answered.output).toContain(`✔ answered ${id}: WILL_FIX`);
    const declared = await run('report', 'mitigate', id, 'ben/even', '--hub', hub.url);
    expect([declared.code, declared.complaint]).toEqual([0, '']);
    await filed('ben/even', 478);
    const parent = (await run('report', 'ben/wide', '--hub', hub.url)).output;
    expect(parent).toContain(`${id} by ben: filed, not repeated by others`);
    expect(parent).toContain('answer by ben, WILL_FIX: The next one is trained on more.\n    In May.');
    const difference =
      'VERIFIED: gap 36.0 → 0.4 points (−35.6 ±5.3), accuracy +17.8; not repeated by others yet';
    expect(parent).toContain(`→ ben/even: ${difference}`);
    const child = (await run('report', 'ben/even', '--hub', hub.url)).output;
    expect(child).toContain(`✔ ${difference}\n  against ${id} on ben/wide: DISPARITY age old vs young`);
    const withdrawn = await run('report', 'withdraw', id, '--reason', 'miscounted', '--hub', hub.url);
    expect(withdrawn.output).toContain(`✔ withdrawn ${id}`);
    const after = (await run('report', 'ben/wide', '--hub', hub.url)).output;
    expect(after).toContain('· DISPARITY age old vs young   ben/wide');
    expect(after).toContain(`${id} by ben: taken back by its author`);
  });

  test.each([
    [['answer', '--status', 'DISPUTED', '--text', 'no'], 'HUB_REPORT_FOREIGN'],
    [['mitigate', 'ada/net'], 'HUB_CHECKPOINT_FOREIGN'],
  ])('%j of somebody else’s checkpoint is refused', async ([name = '', ...words], code) => {
    const refused = await run('report', name, await filed('ada/net', 300), ...words, '--hub', hub.url);
    expect(refused.code).toBe(2);
    expect(refused.complaint).toContain(code);
  });

  test('of no report is refused', async () => {
    const { code, complaint } = await run(
      'report',
      'withdraw',
      'BiasReport:0',
      '--reason',
      'x',
      '--hub',
      hub.url,
    );
    expect(code).toBe(2);
    expect(complaint).toContain('HUB_REPORT_UNKNOWN');
  });
});
