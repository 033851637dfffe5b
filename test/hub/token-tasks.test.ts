import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf, parseDigest, type Digest } from '../../src/base/digest.ts';
import { registerProtocol, checkpointScores } from '../../src/client/generated/operations.ts';
import { writeSafetensors } from '../../src/checkpoint/write-safetensors.ts';
import { predictionsDigest } from '../../src/evaluation/output-digest.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { bigramModel } from '../runner/tiny-token-onnx.ts';
import { languageProtocol, textProtocol, tokenDataset } from '../runner/token-fixture.ts';
import { mnistProtocol } from '../runner/job-fixture.ts';
import { complete, lease, publishData, requestRuns, type Lie } from '../support/evaluating.ts';
import { publishSelf, upload } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

const ITEMS = 20;
const tokens = tokenDataset({ items: ITEMS, length: 8, vocabulary: 16 });
const labelled = tokenDataset({ items: ITEMS, length: 12, vocabulary: 16, labels: (item) => 2 * (item % 2) });

let hub: TestHub;
let ada: SelfMember;
let eve: SelfMember;
let models = 0;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  eve = await hub.joinSelf('eve', 'EVALUATOR');
  await publishData(ada, 'ada/text', tokens);
  await publishData(ada, 'ada/labelled', labelled);
});
afterAll(() => hub?.[Symbol.asyncDispose]());

async function register(body: unknown): Promise<Digest> {
  const { protocol } = await ada.client.act(registerProtocol, { body });
  return parseDigest(protocol.digest);
}

async function publishModel(): Promise<string> {
  const model = `ada/lm-${++models}`;
  const files = { 'model.onnx': bigramModel({ spoiltRow: { token: 0, value: models } }) };
  await publishSelf(ada, { model, files });
  return model;
}

async function handIn(protocol: Digest, model: string, change: Lie) {
  await requestRuns(ada, model, protocol, 1);
  const job = await lease(eve);
  return complete(hub, eve, job!, protocol, { items: ITEMS, ...change });
}

async function scoreOf(reference: string) {
  const { checkpoint } = await hub.anonymous.ask(checkpointScores, { reference });
  return checkpoint?.scores[0];
}

async function claim(
  model: string,
  protocol: Digest,
  metric: string,
  value: string,
  decimals: number | null,
) {
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { coreDigest: string } }>(
    'query ($reference: String!) { checkpoint(reference: $reference) { coreDigest } }',
    { reference: model },
  );
  const subject = { name: model, digest: parseDigest(checkpoint.coreDigest) };
  const body = { protocol, metric, value, items: ITEMS, decimals, margin: null, host: null };
  return signAndSubmit(ada, 'claim', subject, body);
}

const PREDICTIONS = new Int32Array(ITEMS * 7).fill(3);

/** Answers to each item with this mean over the seven tokens that follow another. */
function itemsOf(mean: number): Uint8Array {
  const bytesOf = (values: Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer>) =>
    new Uint8Array(values.buffer);
  const sums = new Float64Array(ITEMS).fill(7 * mean);
  const logits = new Float32Array(ITEMS * 8 * 16);
  return writeSafetensors([
    { name: 'nll', dtype: 'F64', shape: [ITEMS], bytes: bytesOf(sums) },
    { name: 'tokens', dtype: 'I32', shape: [ITEMS], bytes: bytesOf(new Int32Array(ITEMS).fill(7)) },
    { name: 'predictions', dtype: 'I32', shape: [ITEMS, 7], bytes: bytesOf(PREDICTIONS) },
    { name: 'logits', dtype: 'F32', shape: [ITEMS, 8, 16], bytes: bytesOf(logits) },
  ]);
}

test('a dataset of tokens tells its kind, its length and its labels', async () => {
  const asked =
    '{ a: dataset(reference: "ada/text") { ...F } b: dataset(reference: "ada/labelled") { ...F } } fragment F on Dataset { kind itemCount tokenLength labelCounts { label count } }';
  expect(await hub.anonymous.ask(asked, {})).toEqual({
    a: { kind: 'TOKENS', itemCount: ITEMS, tokenLength: 8, labelCounts: [] },
    b: {
      kind: 'TOKENS',
      itemCount: ITEMS,
      tokenLength: 12,
      labelCounts: [
        { label: '0', count: 10 },
        { label: '2', count: 10 },
      ],
    },
  });
});

test.each<[string, () => unknown]>([
  ['images of tokens', () => mnistProtocol(tokens.digest, ITEMS)],
  ['classes of what has no labels', () => textProtocol(tokens.digest, ITEMS)],
  ['fewer classes than labels', () => textProtocol(labelled.digest, ITEMS, 2)],
])('a protocol that asks for %s is refused when it is registered', async (_, body) => {
  expect(await codeOf(register(body()))).toBe('HUB_PROTOCOL_UNFIT');
});

test('a perplexity is claimed, reproduced and shown with the interval of its sampling', async () => {
  const protocol = await register(
    languageProtocol(tokens.digest, ITEMS, { vocabulary: 16, metric: 'perplexity' }),
  );
  const model = await publishModel();
  await claim(model, protocol, 'perplexity', '34.5', 1);
  await handIn(protocol, model, {
    metric: 'perplexity',
    value: '34.512345678901234',
    correct: null,
    samplingError: '2',
  });
  const score = await scoreOf(model);
  expect(score).toMatchObject({
    metric: 'perplexity',
    value: 34.5,
    runs: [{ correct: null, isByHand: false }],
    reproducibility: { groups: [{ agreement: 'AGREE' }] },
  });
  expect(score?.sampling?.low).toBeCloseTo(34.5 - 3.919928, 5);
  expect(score?.sampling?.high).toBeCloseTo(34.5 + 3.919928, 5);
  // 1 % of what lies above the scale's start, and half of the last printed digit.
  expect(score?.reproducibility?.groups[0]?.tolerance).toBeCloseTo(0.335 + 0.05, 9);
});

test.for<[string, Lie, string]>([
  ['a count of right items', { correct: 3, value: '2.5' }, 'HUB_RESULT_INCONSISTENT'],
  ['a loss below 0', { correct: null, value: '-0.1' }, 'HUB_RESULT_MISMATCH'],
  ['a loss without end', { correct: null, value: '1e999' }, 'HUB_RESULT_MISMATCH'],
  ['a negative error', { correct: null, value: '2.5', samplingError: '-1' }, 'HUB_RESULT_INCONSISTENT'],
  ['a perplexity', { correct: null, metric: 'perplexity', value: '12' }, 'HUB_RESULT_MISMATCH'],
])('a loss with %s is refused', async ([, change, code]) => {
  const protocol = await register(languageProtocol(tokens.digest, ITEMS, { vocabulary: 16 }));
  const model = await publishModel();
  expect(await codeOf(handIn(protocol, model, { metric: 'loss', ...change }))).toBe(code);
});

test('a share that no count of items gives can’t be claimed', async () => {
  const protocol = await register(textProtocol(labelled.digest, ITEMS, 3));
  const model = await publishModel();
  const refused = async (value: string, decimals: number | null) =>
    codeOf(claim(model, protocol, 'accuracy', value, decimals));
  expect(await refused('0.93', 2)).toBe('HUB_RESULT_INCONSISTENT');
  expect(await refused('0.93', null)).toBe('HUB_RESULT_INCONSISTENT');
  expect(await refused('0.9', 1)).toBe('it was done');
  expect(await refused('0.95', null)).toBe('it was done');
});

test('a run by hand is taken once, with its items, of a known model, and of no job', async () => {
  const protocol = await register(languageProtocol(tokens.digest, ITEMS, { vocabulary: 16 }));
  const model = await publishModel();
  await requestRuns(ada, model, protocol, 1);
  const job = (await lease(eve))!;
  const { coreDigest } = job.job.checkpoint;
  const items = itemsOf(2.5);
  await upload(eve, 'items.safetensors', items);
  const body = {
    job: null,
    protocol,
    metric: 'loss',
    value: '2.5',
    correct: null,
    items: ITEMS,
    standardError: '0',
    outputsDigest: tokens.digest,
    predictionsDigest: digestOf(new Uint8Array(PREDICTIONS.buffer)),
    itemsArtifact: digestOf(items),
    host: '0'.repeat(32),
    hardwareClass: 'cpu',
    stack: 'ort',
    conditions: {},
  };
  const submit = (change: Partial<Lie>, digest = coreDigest, member = eve) =>
    codeOf(
      signAndSubmit(
        member,
        'evaluation',
        { name: model, digest: parseDigest(digest) },
        { ...body, ...change },
      ),
    );
  expect(await submit({ itemsArtifact: null })).toBe('HUB_RUN_WITHOUT_ITEMS');
  expect(await submit({ itemsArtifact: digestOf('nothing') })).toBe('HUB_ARTIFACT_MISSING');
  expect(await submit({ itemsArtifact: tokens.digest })).toBe('HUB_ITEMS_INCONSISTENT');
  expect(await submit({ value: '2.4' })).toBe('HUB_ITEMS_INCONSISTENT');
  expect(await submit({ predictionsDigest: tokens.digest })).toBe('HUB_ITEMS_INCONSISTENT');
  expect(await submit({ job: job.job.id })).toBe('HUB_STATEMENT_ELSEWHERE');
  expect(await submit({ challengeDigest: tokens.digest })).toBe('HUB_STATEMENT_ELSEWHERE');
  expect(await submit({}, labelled.digest)).toBe('HUB_CHECKPOINT_UNKNOWN');
  expect(await submit({ correct: 3 })).toBe('HUB_RESULT_INCONSISTENT');
  expect(await submit({}, coreDigest, ada)).toBe('HUB_PERMISSION_MISSING');
  expect(await submit({})).toBe('it was done');
  expect(await submit({ conditions: { again: true } })).toBe('HUB_RUN_KNOWN');
  expect((await scoreOf(model))?.runs).toMatchObject([{ isByHand: true, value: 2.5 }]);
});

test('a share is counted again from the answers to each item', async () => {
  const protocol = await register(textProtocol(labelled.digest, ITEMS, 3));
  const model = await publishModel();
  // Labels are 0 and 2 in turn, so half of these are right.
  const predictions = new Uint8Array(ITEMS).fill(2);
  const logits = new Uint8Array(Float32Array.from({ length: ITEMS * 3 }, (_, i) => i % 3).buffer);
  const items = writeSafetensors([
    { name: 'logits', dtype: 'F32', shape: [ITEMS, 3], bytes: logits },
    { name: 'predictions', dtype: 'U8', shape: [ITEMS], bytes: predictions },
  ]);
  await upload(eve, 'items.safetensors', items);
  const shown = { itemsArtifact: digestOf(items), predictionsDigest: predictionsDigest(predictions) };
  const result = (correct: number) => ({ ...shown, correct, value: `${correct / ITEMS}` });
  expect(await codeOf(handIn(protocol, model, result(11)))).toBe('HUB_ITEMS_INCONSISTENT');
  expect(await codeOf(handIn(protocol, await publishModel(), result(10)))).toBe('it was done');
});
