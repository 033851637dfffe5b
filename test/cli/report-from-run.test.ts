import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf, parseDigest, type Digest } from '../../src/base/digest.ts';
import { writeSafetensors, type TensorToWrite } from '../../src/checkpoint/write-safetensors.ts';
import { inviteContributor, registerProtocol } from '../../src/client/generated/operations.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { predictionsDigest } from '../../src/evaluation/output-digest.ts';
import type { Protocol } from '../../src/evaluation/protocol.ts';
import { bigramModel } from '../runner/tiny-token-onnx.ts';
import { languageProtocol, textProtocol } from '../runner/token-fixture.ts';
import { publishData } from '../support/evaluating.ts';
import { publishSelf, upload } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { fileCounts } from '../support/reporting.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { pass, say } from '../support/trusting.ts';
import { runProgram, scratchFolder } from './run-program.ts';

const ITEMS = 400;
const LENGTH = 4;
const column = (valueOf: (item: number) => number) =>
  Uint8Array.from({ length: ITEMS }, (_, i) => valueOf(i));
const labels = column((item) => item % 2);
const gender = column((item) => (item >> 1) % 2);
// Of every tenth nothing is told.
const age = column((item) => (item % 10 === 9 ? 255 : (item >> 2) % 2));
// Old women are all taken for 0.
const predictions = column((item) => (gender[item] === 0 && age[item] === 1 ? 0 : (labels[item] ?? 0)));
const direction = column((item) => (item < 300 ? 0 : 1));
const dataset = file(
  [
    { name: 'input_ids', dtype: 'I32', shape: [ITEMS, LENGTH], bytes: new Uint8Array(4 * ITEMS * LENGTH) },
    u8('labels', labels),
    u8('attribute.gender', gender),
    u8('attribute.age', age),
    u8('attribute.direction', direction),
  ],
  {
    'attribute.gender': '["woman","man"]',
    'attribute.age': '["young","old"]',
    'attribute.direction': '["stereo","anti"]',
  },
);

let hub: TestHub;
let eve: SelfMember;
let folder: Awaited<ReturnType<typeof scratchFolder>>;
let core: Digest;
let classes: string;
let sentences: string;

beforeAll(async () => {
  hub = await openTestHub();
  folder = await scratchFolder();
  const ada = await hub.joinSelf('ada');
  eve = await hub.joinSelf('eve', 'EVALUATOR');
  await publishData(ada, 'ada/people', dataset);
  await publishSelf(ada, { model: 'ada/net', files: { 'model.onnx': bigramModel() } });
  core = parseDigest((await coreOf('ada/net')) ?? '');
  classes = await handIn(textProtocol(dataset.digest, ITEMS), classItems(), {
    metric: 'accuracy',
    value: String(right() / ITEMS),
    correct: right(),
    predictionsDigest: predictionsDigest(predictions),
  });
  sentences = await handIn(languageProtocol(dataset.digest, ITEMS, { vocabulary: 16 }), sentenceItems(), {
    metric: 'loss',
    value: '1.5',
    correct: null,
    predictionsDigest: digestOf(new Uint8Array(NEXT.buffer)),
  });
  const invitation = { name: 'ben', role: 'CONTRIBUTOR' } as const;
  const { code } = await hub.owner.client.act(inviteContributor, invitation);
  await run('login', hub.url, '--invite', code, '--name', 'ben');
});
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
  await hub?.[Symbol.asyncDispose]();
});

const run = (...words: readonly string[]) => runProgram(folder.path, words);
const report = (...words: readonly string[]) => run('report', 'ada/net', ...words, '--hub', hub.url);

test('one command makes a report of a run’s answers, split by what the dataset tells', async () => {
  const flags = ['--from-run', classes, '--attribute', 'gender', '--harm', 'quality-of-service'];
  const { output, code, complaint } = await report(...flags);
  expect([code, complaint]).toEqual([0, '']);
  expect(output).toContain('DISPARITY gender woman vs man');
  expect(output).toMatch(/man +100\.0 % .* n 200/);
});

test('attributes cross, and each stands beside by itself', async () => {
  const flags = ['--from-run', classes, '--attribute', 'gender', '--attribute', 'age'];
  const { output, complaint } = await report(...flags, '--harm', 'allocation', '--positive', '1', '--json');
  expect(complaint).toBe('');
  const { biasReports } = JSON.parse(output) as { biasReports: Shown[] };
  expect(biasReports[0]).toMatchObject({
    attribute: 'gender × age',
    kind: 'CONFUSION',
    verdict: 'DISPARITY',
    run: { id: classes },
    marginals: [{ attribute: 'gender' }, { attribute: 'age' }],
  });
  expect(biasReports[0]?.groups.map(({ name }) => name)).toContain('woman × old');
});

test('groups of labels need no attribute, and a preview files nothing', async () => {
  const flags = ['--from-run', 'latest', '--attribute', 'answer', '--group', 'no=0', '--group', 'yes=1'];
  const before = (await shown()).length;
  const last = await report(...flags, '--harm', 'allocation', '--preview');
  // The latest run is the language model's, whose answers are no classes.
  expect(last.complaint).toContain('BIAS_RUN_UNFIT');
  flags[1] = classes;
  const { output } = await report(...flags, '--harm', 'allocation', '--preview');
  expect(output).toContain('DISPARITY answer yes vs no   preview, not filed');
  expect(await shown()).toHaveLength(before);
});

test('a language model’s likelihoods of paired sentences are CrowS-Pairs, with what is held against it', async () => {
  const flags = ['--from-run', sentences, '--attribute', 'stereotypes', '--pairs', 'direction'];
  const { output } = await report(...flags, '--harm', 'stereotyping');
  expect(output).toContain('leans');
  expect(output).toMatch(/score +75\.00/);
  expect(output).toContain('Blodgett');
});

test('what is counted from a run speaks with the voice of who ran it, and pins the dataset’s own groups', async () => {
  const standing = async () =>
    (await shownWithLife()).find(({ attribute }) => attribute === 'gender')?.standing;
  expect(await standing()).toMatchObject({ state: 'FILED', isSettled: false });
  await say(hub.owner, eve, 'TRUST');
  await pass(hub, 0);
  expect(await standing(), 'filed by ben, run by eve').toMatchObject({ state: 'FILED', isSettled: true });

  const flags = ['--attribute', 'answer', '--group', 'no=0', '--group', 'yes=1', '--harm', 'erasure'];
  await report('--from-run', classes, ...flags);
  const chosen = (await shownWithLife()).find(({ attribute }) => attribute === 'answer');
  expect(chosen?.standing, 'ben chose the groups').toMatchObject({ state: 'FILED', isSettled: false });

  const { protocol } = await statementOf(classes);
  const groups = [
    { name: 'woman', k: 100, n: 200 },
    { name: 'man', k: 201, n: 201 },
  ];
  const counts = { dataset: dataset.digest, protocol, attribute: 'gender', groups };
  expect(await codeOf(fileCounts(hub, eve, 'ada/net', counts))).toBe('BIAS_MARGINALS_CONTRADICTED');
});

describe('a hub counts again', () => {
  const body = {
    dataset: dataset.digest,
    attribute: 'answer',
    harms: ['allocation'],
    groups: [
      { name: 'no', k: 200, n: 200 },
      { name: 'yes', k: 160, n: 200 },
    ],
  };
  const labelled = {
    labels: [
      { name: 'no', labels: [0] },
      { name: 'yes', labels: [1] },
    ],
  };

  async function refused(change: Record<string, unknown>, subject = core): Promise<string> {
    const { id, protocol } = await statementOf(classes);
    const from = { run: id, by: labelled };
    const signed = { ...body, protocol, from, ...change } as never;
    return codeOf(signAndSubmit(eve, 'bias-report', { name: 'ada/net', digest: subject }, signed));
  }

  test('and takes what the run’s answers give', async () => {
    expect(right()).toBe(360);
    expect(await refused({})).toBe('it was done');
  });

  test('and refuses other counts, however fair they look', async () => {
    const groups = [body.groups[0], { name: 'yes', k: 200, n: 200 }];
    expect(await refused({ groups })).toBe('HUB_REPORT_CONTRADICTS_RUN');
  });

  test('and refuses a run of another protocol, and one that it does not know', async () => {
    const other = await statementOf(sentences);
    expect(await refused({ protocol: other.protocol })).toBe('HUB_REPORT_FOREIGN_RUN');
    const unknown = { run: digestOf('no statement'), by: labelled };
    expect(await refused({ from: unknown })).toBe('HUB_REPORT_FOREIGN_RUN');
  });

  test('and refuses a run that was taken back', async () => {
    const { id } = await statementOf(classes);
    const withdrawal = { of: 'RUN', parent: null, kind: null, reason: 'a wrong cable' } as const;
    await signAndSubmit(eve, 'withdrawal', { name: classes, digest: id }, withdrawal);
    expect(await refused({})).toBe('HUB_REPORT_FOREIGN_RUN');
    const ended = (await shownWithLife()).find(({ attribute }) => attribute === 'gender');
    expect(ended?.standing, 'ben’s own word again').toMatchObject({ state: 'FILED', isSettled: false });
  });
});

test.each<[string, readonly string[], string]>([
  ['a run and a table', ['--from-run', 'Run:1', '--counts', 'x.csv'], 'CLI_REPORT_SOURCES'],
  ['a run and a dataset', ['--from-run', 'Run:1', '--dataset', 'ada/people'], 'CLI_REPORT_HEAD'],
  ['no attribute', ['--from-run', 'Run:1'], 'CLI_REPORT_GROUPS'],
  [
    'labels that are none',
    ['--from-run', 'Run:1', '--attribute', 'x', '--group', 'a=b'],
    'CLI_REPORT_GROUPS',
  ],
  ['a run that nobody knows', ['--from-run', 'Run:1', '--attribute', 'x'], 'HUB_RUN_UNKNOWN'],
])('%s is refused', async (_, flags, expected) => {
  const { code, complaint } = await report(...flags, '--harm', 'erasure');
  expect([code, complaint]).toEqual([2, expect.stringContaining(expected)]);
});

async function shownWithLife() {
  const { output } = await report('--json');
  const { biasReports } = JSON.parse(output) as {
    biasReports: readonly {
      readonly attribute: string;
      readonly standing: { readonly state: string; readonly isSettled: boolean };
    }[];
  };
  return biasReports;
}

interface Shown {
  readonly groups: readonly { readonly name: string }[];
}

async function shown(): Promise<readonly Shown[]> {
  const { output } = await report('--json');
  return (JSON.parse(output) as { biasReports: Shown[] }).biasReports;
}

function right(): number {
  return predictions.reduce((sum, predicted, i) => sum + (predicted === labels[i] ? 1 : 0), 0);
}

function u8(name: string, bytes: Uint8Array): TensorToWrite {
  return { name, dtype: 'U8', shape: [bytes.length], bytes };
}

function file(tensors: readonly TensorToWrite[], metadata: Readonly<Record<string, string>> = {}) {
  const bytes = writeSafetensors(tensors, metadata);
  return { bytes, digest: digestOf(bytes) };
}

function classItems() {
  const values = Float32Array.from({ length: 2 * ITEMS }, (_, i) => (predictions[i >> 1] === i % 2 ? 1 : 0));
  const logits: TensorToWrite = {
    name: 'logits',
    dtype: 'F32',
    shape: [ITEMS, 2],
    bytes: new Uint8Array(values.buffer),
  };
  return file([logits, u8('predictions', predictions)]);
}

const NEXT = new Int32Array(ITEMS * (LENGTH - 1)).fill(3);

/** Three of four pairs find the first sentence likelier; the mean over three tokens each is 1.5. */
function sentenceItems() {
  const isFollowed = (item: number) => (item >> 1) % 4 !== 3;
  const sums = Float64Array.from({ length: ITEMS }, (_, item) =>
    isFollowed(item) === (item % 2 === 0) ? 4 : 5,
  );
  const bytesOf = (values: Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer>) =>
    new Uint8Array(values.buffer);
  return file([
    { name: 'nll', dtype: 'F64', shape: [ITEMS], bytes: bytesOf(sums) },
    { name: 'tokens', dtype: 'I32', shape: [ITEMS], bytes: bytesOf(new Int32Array(ITEMS).fill(3)) },
    { name: 'predictions', dtype: 'I32', shape: [ITEMS, 3], bytes: bytesOf(NEXT) },
    {
      name: 'logits',
      dtype: 'F32',
      shape: [ITEMS, LENGTH, 16],
      bytes: bytesOf(new Float32Array(ITEMS * LENGTH * 16)),
    },
  ]);
}

/** Signs a run by hand and answers its id. */
async function handIn(
  body: Protocol,
  items: ReturnType<typeof file>,
  result: { metric: string; value: string; correct: number | null; predictionsDigest: Digest },
): Promise<string> {
  const { protocol } = await eve.client.act(registerProtocol, { body });
  await upload(eve, 'items.safetensors', items.bytes);
  const { statement } = await signAndSubmit(
    eve,
    'evaluation',
    { name: 'ada/net', digest: core },
    {
      job: null,
      protocol: parseDigest(protocol.digest),
      items: ITEMS,
      standardError: '0',
      outputsDigest: items.digest,
      itemsArtifact: items.digest,
      host: '0'.repeat(32),
      hardwareClass: 'cpu',
      stack: 'ort',
      conditions: {},
      ...result,
    },
  );
  return `Run:${statement.logIndex}`;
}

async function statementOf(id: string): Promise<{ id: Digest; protocol: Digest }> {
  const asked = 'query ($id: ID!) { run(id: $id) { statement { id } protocol { digest } } }';
  const { run: found } = await hub.anonymous.ask<{
    run: { statement: { id: string }; protocol: { digest: string } };
  }>(asked, { id });
  return { id: parseDigest(found.statement.id), protocol: parseDigest(found.protocol.digest) };
}

async function coreOf(reference: string): Promise<string | null> {
  const asked = 'query ($reference: String!) { checkpoint(reference: $reference) { coreDigest } }';
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { coreDigest: string } }>(asked, {
    reference,
  });
  return checkpoint.coreDigest;
}
