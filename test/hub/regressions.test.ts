import { unlink } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf, parseDigest, type Digest } from '../../src/base/digest.ts';
import type { EdgeKind } from '../../src/checkpoint/edge-kind.ts';
import { writeSafetensors } from '../../src/checkpoint/write-safetensors.ts';
import { registerProtocol } from '../../src/client/generated/operations.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { meanPerToken } from '../../src/evaluation/negative-log-likelihood.ts';
import { predictionsDigest } from '../../src/evaluation/output-digest.ts';
import { decimalText } from '../../src/runner/metric-value.ts';
import { languageProtocol, textProtocol } from '../runner/token-fixture.ts';
import { hostOf, publishData } from '../support/evaluating.ts';
import { publishSelf, smallSafetensors, upload } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

const ITEMS = 200;
const LENGTH = 4;
const labels = Uint8Array.from({ length: ITEMS }, (_, i) => i % 2);
const dataset = file([
  { name: 'input_ids', dtype: 'I32', shape: [ITEMS, LENGTH], bytes: new Uint8Array(4 * ITEMS * LENGTH) },
  { name: 'labels', dtype: 'U8', shape: [ITEMS], bytes: labels },
]);

let hub: TestHub;
let ada: SelfMember;
let eve: SelfMember;
let classes: Digest;
let sentences: Digest;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  eve = await hub.joinSelf('eve', 'EVALUATOR');
  await publishData(ada, 'ada/people', dataset);
  await publish('ada/base', 1, []);
  await publish('ada/tuned', 2, [['ada/base', 'FINE_TUNE']]);
  await publish('ada/unrun', 3, [['ada/base', 'FINE_TUNE']]);
  classes = await register(textProtocol(dataset.digest, ITEMS));
  sentences = await register(languageProtocol(dataset.digest, ITEMS, { vocabulary: 16 }));
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const publish = (model: string, n: number, parents: readonly (readonly [string, EdgeKind])[]) =>
  publishSelf(ada, {
    model,
    files: { 'model.safetensors': smallSafetensors(n) },
    parents: parents.map(([reference, kind]) => ({ reference, kind })),
  });

async function register(body: object): Promise<Digest> {
  const { protocol } = await ada.client.act(registerProtocol, { body });
  return parseDigest(protocol.digest);
}

interface Regression {
  readonly parent: { readonly name: string };
  readonly kind: string;
  readonly metric: string;
  readonly difference: number;
  readonly interval: { readonly low: number; readonly high: number };
  readonly isPaired: boolean;
  readonly items: number;
  readonly rightToWrong: number | null;
  readonly wrongToRight: number | null;
  readonly p: number | null;
  readonly verdict: string;
  readonly sentence: string;
}

async function regressionsOf(reference: string, margin = 0): Promise<readonly Regression[]> {
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { regressions: readonly Regression[] } }>(
    `query ($reference: String!, $margin: Float!) {
      checkpoint(reference: $reference) {
        regressions(margin: $margin) {
          parent { name } kind metric difference interval { low high } isPaired items rightToWrong wrongToRight p
          verdict sentence
        }
      }
    }`,
    { reference, margin },
  );
  return checkpoint.regressions;
}

test('a parent alone, or a child that nobody ran, has nothing to tell', async () => {
  await runClasses('ada/base', (item) => item < 160);
  expect(await regressionsOf('ada/base')).toEqual([]);
  expect(await regressionsOf('ada/unrun')).toEqual([]);
});

test('a child that lost more answers than it won has regressed, by the counts of each', async () => {
  // Of 200 the parent has the first 160; the child loses the first 30 of these and wins 6 others.
  await runClasses('ada/tuned', (item) => (item >= 30 && item < 160) || (item >= 160 && item < 166));
  const [found, ...others] = await regressionsOf('ada/tuned');
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    parent: { name: 'ada/base' },
    kind: 'FINE_TUNE',
    metric: 'accuracy',
    isPaired: true,
    items: 200,
    rightToWrong: 30,
    wrongToRight: 6,
    verdict: 'REGRESSED',
  });
  expect(found!.difference).toBe(-24 / 200);
  // McNemar exact: 2 · Σ_{k≤6} C(36, k) / 2^36, the sum being 2,391,496, by hand.
  expect(found!.p).toBeCloseTo((2 * 2_391_496) / 2 ** 36, 12);
  expect(found!.interval.high).toBeLessThan(0);
  expect(found!.interval.low).toBeGreaterThan(-0.19);
  expect(found!.sentence).toMatch(
    /^accuracy −0\.1200 \[−0\.\d{4}, −0\.\d{4}\] against its parent: regressed; 30 became wrong, 6 right$/,
  );
  expect((await regressionsOf('ada/tuned', 0.15))[0]!.verdict).toBe('NO_DIFFERENCE_SHOWN');
});

test('likelihoods are compared item by item, and less is better', async () => {
  await runSentences('ada/base', () => 6);
  await runSentences('ada/tuned', (item) => 5 + (item % 2) * 0.25);
  const found = (await regressionsOf('ada/tuned')).find(({ metric }) => metric === 'loss');
  // Three tokens an item: (−1 or −0.75) / 3, half each.
  expect(found!.difference).toBeCloseTo(-0.875 / 3, 12);
  expect(found).toMatchObject({ isPaired: true, verdict: 'IMPROVED', rightToWrong: null, p: null });
  // Deviations of 0.125 from the mean: t(199) = 1.971957 standard errors of 0.125 · √(200/199) / √200 / 3.
  const half = (1.9719565442517553 * 0.125 * Math.sqrt(200 / 199)) / Math.sqrt(200) / 3;
  expect(found!.interval.high).toBeCloseTo(-0.875 / 3 + half, 9);
});

test('without the answers on the disk the values alone are compared, and that is said', async () => {
  const [row] = await hub.database.rows<{ items_artifact: string }>(
    `SELECT r.items_artifact FROM run r JOIN checkpoint c ON c.core_digest = r.core_digest JOIN model m ON m.id = c.model_id
      WHERE m.name = 'ada/base' AND r.metric = 'accuracy'`,
  );
  await unlink(hub.hub.weights.pathOf(parseDigest(row!.items_artifact)));
  const found = (await regressionsOf('ada/tuned')).find(({ metric }) => metric === 'accuracy');
  expect(found).toMatchObject({ isPaired: false, rightToWrong: null, p: null });
  expect(found!.difference).toBeCloseTo(-0.12, 12);
  expect(found!.sentence).toContain('not the same items one by one');
});

async function runClasses(model: string, isRight: (item: number) => boolean): Promise<void> {
  const predictions = labels.map((label, i) => (isRight(i) ? label : 1 - label));
  const correct = predictions.filter((predicted, i) => predicted === labels[i]).length;
  const logits = Float32Array.from({ length: 2 * ITEMS }, (_, i) => (predictions[i >> 1] === i % 2 ? 1 : 0));
  const items = file([
    { name: 'logits', dtype: 'F32', shape: [ITEMS, 2], bytes: new Uint8Array(logits.buffer) },
    { name: 'predictions', dtype: 'U8', shape: [ITEMS], bytes: predictions },
  ]);
  const value = { metric: 'accuracy', value: decimalText(correct / ITEMS), correct };
  await handIn(model, classes, items, { ...value, predictionsDigest: predictionsDigest(predictions) });
}

async function runSentences(model: string, sumOf: (item: number) => number): Promise<void> {
  const sums = Float64Array.from({ length: ITEMS }, (_, i) => sumOf(i));
  const tokens = Int32Array.from({ length: ITEMS }, () => LENGTH - 1);
  const next = new Uint8Array(4 * ITEMS * (LENGTH - 1));
  const { mean, samplingError } = meanPerToken(sums, tokens);
  const items = file([
    { name: 'nll', dtype: 'F64', shape: [ITEMS], bytes: new Uint8Array(sums.buffer) },
    { name: 'tokens', dtype: 'I32', shape: [ITEMS], bytes: new Uint8Array(tokens.buffer) },
    { name: 'predictions', dtype: 'I32', shape: [ITEMS, LENGTH - 1], bytes: next },
    {
      name: 'logits',
      dtype: 'F32',
      shape: [ITEMS, LENGTH, 16],
      bytes: new Uint8Array(4 * ITEMS * LENGTH * 16),
    },
  ]);
  const value = {
    metric: 'loss',
    value: decimalText(mean),
    correct: null,
    samplingError: decimalText(samplingError),
  };
  await handIn(model, sentences, items, { ...value, predictionsDigest: digestOf(next) });
}

async function handIn(
  model: string,
  protocol: Digest,
  items: { readonly bytes: Uint8Array; readonly digest: Digest },
  result: object,
): Promise<void> {
  await upload(eve, 'items.safetensors', items.bytes);
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { coreDigest: string } }>(
    'query ($model: String!) { checkpoint(reference: $model) { coreDigest } }',
    { model },
  );
  await signAndSubmit(eve, 'evaluation', { name: model, digest: parseDigest(checkpoint.coreDigest) }, {
    job: null,
    protocol,
    items: ITEMS,
    standardError: '0',
    outputsDigest: items.digest,
    itemsArtifact: items.digest,
    host: hostOf(eve),
    hardwareClass: 'cpu',
    stack: 'ort',
    conditions: {},
    ...result,
  } as never);
}

function file(tensors: Parameters<typeof writeSafetensors>[0]) {
  const bytes = writeSafetensors(tensors);
  return { bytes, digest: digestOf(bytes) };
}
