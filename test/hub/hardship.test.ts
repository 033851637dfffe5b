import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDigest } from '../../src/base/digest.ts';
import { registerProtocol } from '../../src/client/generated/operations.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import type { PreprocessingStep } from '../../src/evaluation/preprocessing.ts';
import { mnistDataset, mnistProtocol } from '../runner/job-fixture.ts';
import { tinyModel } from '../runner/tiny-onnx.ts';
import { publishData } from '../support/evaluating.ts';
import { publishSelf } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

const ITEMS = 20;
const dataset = mnistDataset(ITEMS);
const NOISE: PreprocessingStep = { step: 'corrupt', kind: 'gaussian-noise', severity: 3, seed: 1 };
const HARD = 'gaussian-noise 3';

let hub: TestHub;
let ada: SelfMember;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  await publishData(ada, 'ada/digits', dataset);
  // The attacked score is claimed first, so that order alone can't tell.
  await publishSelf(ada, { model: 'ada/weak', files: { 'model.onnx': tinyModel() } });
  await publishSelf(ada, { model: 'ada/strong', files: { 'model.onnx': tinyModel({ bias: [1] }) } });
  await claim('ada/weak', '0.35', NOISE);
  await claim('ada/weak', '0.9');
  await claim('ada/strong', '0.6', NOISE);
  await claim('ada/strong', '0.7');
}, 60_000);
afterAll(() => hub?.[Symbol.asyncDispose]());

async function claim(model: string, value: string, ...steps: readonly PreprocessingStep[]) {
  const plain = mnistProtocol(dataset.digest, ITEMS);
  const body = { ...plain, preprocessing: [...steps, ...plain.preprocessing] };
  const { protocol } = await ada.client.act(registerProtocol, { body });
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { coreDigest: string } }>(
    'query ($reference: String!) { checkpoint(reference: $reference) { coreDigest } }',
    { reference: model },
  );
  const subject = { name: model, digest: parseDigest(checkpoint.coreDigest) };
  const rest = { metric: 'accuracy', items: ITEMS, decimals: null, margin: null, host: null };
  await signAndSubmit(ada, 'claim', subject, { protocol: parseDigest(protocol.digest), value, ...rest });
}

test('a score under a hardship says so, and stands behind the plain one', async () => {
  const asked = '{ checkpoint(reference: "ada/weak") { scores { value protocol { hardship } } } }';
  expect(await hub.anonymous.ask(asked, {})).toEqual({
    checkpoint: {
      scores: [
        { value: 0.9, protocol: { hardship: '' } },
        { value: 0.35, protocol: { hardship: HARD } },
      ],
    },
  });
});

test('a dataset asked in two ways is two benchmarks', async () => {
  const asked = '{ benchmarks(search: "DIGITS") { name metric hardship isMeasuredHere results models } }';
  const { benchmarks } = await hub.anonymous.ask<{ benchmarks: readonly unknown[] }>(asked, {});
  const digits = { name: 'ada/digits', metric: 'accuracy', isMeasuredHere: true, results: 2, models: 2 };
  expect(benchmarks).toHaveLength(2);
  expect(benchmarks).toEqual(
    expect.arrayContaining([
      { ...digits, hardship: '' },
      { ...digits, hardship: HARD },
    ]),
  );
});

test.each([
  ['', ['ada/weak', 'ada/strong']],
  [HARD, ['ada/strong', 'ada/weak']],
  ['attacked 9 times within ±1', []],
])('a ranking under "%s" holds its own values alone', async (hardship, names) => {
  const asked = `query ($hardship: String!) {
    leaderboard(benchmark: "ada/digits", metric: "accuracy", hardship: $hardship) { nodes { checkpoint { name } } }
  }`;
  const { leaderboard } = await hub.anonymous.ask<{
    leaderboard: { nodes: readonly { checkpoint: { name: string } }[] };
  }>(asked, { hardship });
  expect(leaderboard.nodes.map(({ checkpoint }) => checkpoint.name.split('@')[0])).toEqual(names);
});
