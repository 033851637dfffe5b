import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Digest } from '../../src/base/digest.ts';
import { inviteContributor } from '../../src/client/generated/operations.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { registerMnist } from '../support/evaluating.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { coreDigestOf, pass, say } from '../support/trusting.ts';
import { runProgram, scratchFolder } from './run-program.ts';

let hub: TestHub;
let folder: Awaited<ReturnType<typeof scratchFolder>>;
let ada: SelfMember;
let vera: SelfMember;
let protocol: Digest;
let dataset: Digest;

beforeAll(async () => {
  hub = await openTestHub();
  folder = await scratchFolder();
  ada = await hub.joinSelf('ada');
  ({ protocol, dataset } = await registerMnist(ada));
  await publishSelf(ada, { model: 'ada/net', files: { 'model.safetensors': smallSafetensors(1) } });
  await publishSelf(ada, {
    model: 'ada/child',
    files: { 'model.safetensors': smallSafetensors(2) },
    parents: [{ reference: 'ada/net', kind: 'FINE_TUNE' }],
  });
  vera = await hub.joinSelf('vera');
  await say(hub.owner, vera, 'TRUST');
  await pass(hub, 0);
  const invitation = { name: 'ben', role: 'CONTRIBUTOR' } as const;
  const { code } = await hub.owner.client.act(inviteContributor, invitation);
  await run('login', hub.url, '--invite', code, '--name', 'ben');
});
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
  await hub?.[Symbol.asyncDispose]();
});

const run = (...words: readonly string[]) => runProgram(folder.path, words);

async function report(kind: string, counts: unknown, ...flags: readonly string[]) {
  const file = path.join(folder.path, 'report.json');
  const body = { dataset: 'ada/digits', protocol, attribute: 'card numbers', ...(counts as object) };
  await writeFile(file, JSON.stringify(body));
  return run('report', 'ada/net', '--kind', kind, '--file', file, '--hub', hub.url, ...flags);
}

const remembered = {
  canaries: {
    spaceSize: 1_000_000,
    canaries: Array.from({ length: 40 }, (_, i) => ({ rank: 1 + i * 10, repetitions: 1 + (i % 2) })),
  },
};

test('a preview computes what the hub would, and files nothing', async () => {
  const { output, code, complaint } = await report('privacy', remembered, '--preview');
  expect([code, complaint]).toEqual([0, '']);
  expect(output).toContain('⚠ SHOWN card numbers: 1 of 40 canaries can be extracted');
  expect(output).toContain('note: tells of planted texts');
  expect((await run('report', 'ada/net', '--hub', hub.url)).output).toContain('no reports yet');
});

test('what was shown of a checkpoint warns of it, and of what was made from it', async () => {
  const { output, complaint } = await report('privacy', remembered);
  expect(complaint).toBe('');
  expect(output).toMatch(/exposureMax +19\.93/);
  const asked = `query ($reference: String!) { checkpoint(reference: $reference) {
    riskReports { topic kind verdict items standing { state } counts }
    riskWarnings { isInherited depth report { sentence checkpoint { name } } }
  } }`;
  const of = (reference: string) => hub.anonymous.ask<{ checkpoint: unknown }>(asked, { reference });
  expect((await of('ada/net')).checkpoint).toMatchObject({
    riskReports: [
      { topic: 'PRIVACY', kind: 'CANARIES', verdict: 'SHOWN', items: 40, standing: { state: 'FILED' } },
    ],
    riskWarnings: [{ isInherited: false, depth: 0 }],
  });
  expect((await of('ada/child')).checkpoint).toMatchObject({
    riskReports: [],
    riskWarnings: [{ isInherited: true, depth: 1, report: { checkpoint: { name: 'ada/net' } } }],
  });
});

test('another’s counts reproduce it', async () => {
  const subject = { name: 'ada/net', digest: await coreDigestOf(hub, 'ada/net') };
  const body = { dataset, protocol, attribute: 'card numbers', ...remembered };
  await signAndSubmit(vera, 'risk-report', subject, body);
  const asked = '{ checkpoint(reference: "ada/net") { riskReports { standing { state agreeing } } } }';
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { riskReports: unknown[] } }>(asked, {});
  expect(checkpoint.riskReports).toEqual([
    { standing: { state: 'REPRODUCED', agreeing: 1 } },
    { standing: { state: 'REPRODUCED', agreeing: 1 } },
  ]);
});

test('robustness is reported alike', async () => {
  const trigger = { tried: { k: 390, n: 400 }, control: { k: 20, n: 400 } };
  const { output } = await report('robustness', { trigger }, '--json');
  expect(JSON.parse(output)).toMatchObject({
    riskReports: [{ topic: 'ROBUSTNESS', kind: 'TRIGGER', verdict: 'SHOWN' }, {}, {}],
  });
});

test('a pull tells what is shown before it fetches, and takes nothing of it where it must not', async () => {
  const out = path.join(folder.path, 'out');
  const pull = (...flags: readonly string[]) =>
    run('pull', 'ada/child', '--http-only', '--out', out, '--hub', hub.url, ...flags);
  const strict = await pull('--strict');
  expect([strict.code, strict.complaint]).toEqual([2, expect.stringContaining('CLI_PULL_WARNED')]);
  expect(existsSync(out)).toBe(false);
  const { code, complaint, output } = await pull('--json');
  expect([code, complaint]).toEqual([
    0,
    expect.stringMatching(/⚠ ada\/child: SHOWN .*; inherited from ada\/net/),
  ]);
  expect(JSON.parse(output)).toMatchObject({
    warnings: [{ kind: 'REPORT', of: 'ada/net', depth: 1 }, { depth: 1 }],
  });
});

test('a search may leave out what is warned of, on anything or on one attribute', async () => {
  await publishSelf(ada, { model: 'ada/clean', files: { 'model.safetensors': smallSafetensors(3) } });
  const namesBy = async (...flags: readonly string[]) => {
    const { output } = await run('search', '--published', ...flags, '--json', '--hub', hub.url);
    return (JSON.parse(output) as { nodes: { name: string }[] }).nodes.map(({ name }) => name).sort();
  };
  const all = ['ada/child', 'ada/clean', 'ada/net'];
  expect(await namesBy()).toEqual(all);
  expect(await namesBy('--no-warnings')).toEqual(['ada/clean']);
  const groups = [
    { name: 'woman × old', k: 10, n: 100 },
    { name: 'man × old', k: 90, n: 100 },
  ];
  const crossed = { dataset, protocol, attribute: 'Gender × age', harms: ['allocation' as const], groups };
  const subject = { name: 'ada/child', digest: await coreDigestOf(hub, 'ada/child') };
  await signAndSubmit(vera, 'bias-report', subject, crossed);
  expect(await namesBy('--without-disparity', 'gender')).toEqual(['ada/clean', 'ada/net']);
  expect(await namesBy('--without-disparity', 'faith')).toEqual(all);
});

test.each<[string, string, unknown, string]>([
  ['counts of another topic', 'robustness', remembered, 'CLI_REPORT_KIND'],
  ['no counts', 'privacy', {}, 'BIAS_PAYLOAD_MALFORMED'],
  [
    'a dataset that nobody published',
    'privacy',
    { ...remembered, dataset: 'ada/none' },
    'HUB_DATASET_UNKNOWN',
  ],
  [
    'a rank that is none',
    'privacy',
    { canaries: { spaceSize: 9, canaries: [{ rank: 10, repetitions: 1 }] } },
    'BIAS_PAYLOAD_MALFORMED',
  ],
])('%s are refused with their code', async (_, kind, counts, expected) => {
  const { code, complaint } = await report(kind, counts);
  expect([code, complaint]).toEqual([2, expect.stringContaining(expected)]);
});

describe('what is of another kind is refused, and nothing is filed', () => {
  const table = [
    '--dataset',
    'ada/digits',
    '--protocol',
    'sha256:0',
    '--attribute',
    'x',
    '--harm',
    'allocation',
  ];

  test.each([
    ['a table', ['--counts', 'x.csv', ...table], '--counts, --dataset, --protocol, --attribute, --harm'],
    ['answers to BBQ', ['--bbq', 'x.csv', ...table], '--bbq'],
    ['the harm of a run', ['--from-run', 'latest', '--attribute', 'x', '--harm', 'allocation'], '--harm'],
    ['nothing', ['--preview'], '--preview'],
  ])('%s for a report of privacy', async (_, flags, received) => {
    await writeFile(path.join(folder.path, 'x.csv'), 'name,k,n\nyoung,480,500\nold,300,500\n');
    const before = await run('report', 'ada/net', '--hub', hub.url);
    const refused = await run('report', 'ada/net', '--kind', 'privacy', ...flags, '--hub', hub.url);
    expect(refused.code).toBe(2);
    expect(refused.complaint).toContain('CLI_REPORT_FLAGS');
    expect(refused.complaint).toContain('--file');
    expect(refused.complaint).toContain(received);
    expect((await run('report', 'ada/net', '--hub', hub.url)).output).toBe(before.output);
  });

  test('canaries for a report of bias', async () => {
    const { code, complaint } = await report('bias', remembered);
    expect([code, complaint]).toEqual([2, expect.stringContaining('ATTESTATION_BODY_INVALID')]);
  });
});
