import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Digest } from '../../src/base/digest.ts';
import { inviteContributor, type InviteContributorAnswer } from '../../src/client/documents/account.ts';
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
  const invitation = { name: 'ben', role: 'CONTRIBUTOR' };
  const { code } = await hub.owner.client.act<InviteContributorAnswer>(inviteContributor, invitation);
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
