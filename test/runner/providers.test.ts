import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { providerLines } from '../../src/cli/provider-lines.ts';
import { compareProviders } from '../../src/runner/compare-providers.ts';
import type { Provider } from '../../src/runner/provider.ts';
import { runJob } from '../../src/runner/run-job.ts';
import {
  errorOf,
  makeFixture,
  mnistDataset,
  mnistProtocol,
  referenceCheckpoint,
  resultOf,
} from './job-fixture.ts';
import { tinyModel } from './tiny-onnx.ts';

const COUNT = 200;
const dataset = mnistDataset(COUNT);
let fixture: Awaited<ReturnType<typeof makeFixture>>;
let datasetPath: string;

beforeAll(async () => {
  fixture = await makeFixture();
  datasetPath = await fixture.file(dataset.bytes);
});
afterAll(() => fixture[Symbol.asyncDispose]());

async function run(model: Uint8Array, provider: Provider) {
  const modelBytesPath = await fixture.file(model);
  const protocol = mnistProtocol(dataset.digest, COUNT);
  return runJob({ modelBytesPath, datasetPath, protocol, provider, itemsPath: fixture.fresh() });
}

describe('the wasm provider', () => {
  test('gives the canonical bits, the same in every process', async () => {
    const first = resultOf(await run(tinyModel(), 'wasm'));
    expect(resultOf(await run(tinyModel(), 'wasm'))).toEqual(first);
    // Written down on one machine; the runtime and the model's sines are the same on all.
    expect(first.outputsDigest).toBe(
      'sha256:9fb111b2206f05e90ff28cdbdaab7e8a943b508443e6b1c79e473bb8c8aaacff',
    );
    expect(first).toMatchObject({ items: COUNT, driver: null });
  });

  test('predicts what the cpu provider predicts', async () => {
    const [cpu, wasm] = [resultOf(await run(tinyModel(), 'cpu')), resultOf(await run(tinyModel(), 'wasm'))];
    expect(wasm.predictionsDigest).toBe(cpu.predictionsDigest);
  });

  test('leaves a torn model to others, with the runtime’s words', async () => {
    const torn = tinyModel();
    torn.write('Gexx', torn.indexOf('Gemm'));
    const error = errorOf(await run(torn, 'wasm'));
    expect(error).toMatchObject({ kind: 'fault', code: 'RUNNER_PROVIDER_FAILED' });
    expect(error.facts.received).toContain('Gexx');
  });

  test.for(['mnist-base-e1.onnx', 'mnist-base-e2.onnx', 'mnist-ft-low-digits.onnx', 'mnist-scratch.onnx'])(
    'predicts for a trained %s what the cpu provider predicts',
    async (name, { skip }) => {
      const found = referenceCheckpoint(name);
      skip(found === null, 'the reference checkpoints are not at hand');
      const model = readFileSync(found ?? '');
      const [cpu, wasm, again] = [
        resultOf(await run(model, 'cpu')),
        resultOf(await run(model, 'wasm')),
        resultOf(await run(model, 'wasm')),
      ];
      expect(wasm.predictionsDigest).toBe(cpu.predictionsDigest);
      expect(wasm.correct).toBe(cpu.correct);
      expect(again).toEqual(wasm);
    },
  );
});

describe('a comparison of providers', () => {
  const compare = async (model: Uint8Array, ...providers: readonly Provider[]) =>
    compareProviders(
      {
        modelBytesPath: await fixture.file(model),
        datasetPath,
        protocol: mnistProtocol(dataset.digest, COUNT),
      },
      providers,
    );

  test('tells how far each is from the first', async () => {
    const answers = await compare(tinyModel(), 'wasm', 'cpu', 'wasm');
    const differences = answers.map((answer) =>
      answer.state === 'RAN' ? answer.scaledDifference : Number.NaN,
    );
    expect(differences[0]).toBe(0);
    expect(differences[1]).toBeLessThan(1e-5);
    const [first, cpu, last] = answers.map((answer) => (answer.state === 'RAN' ? answer.result : null));
    expect(last?.outputsDigest).toBe(first?.outputsDigest);
    expect(cpu?.predictionsDigest).toBe(first?.predictionsDigest);
    expect(differences[1] === 0).toBe(cpu?.outputsDigest === first?.outputsDigest);
  });

  test('goes on after one that can not run the model, and its lines say so', async () => {
    const answers = await compare(tinyModel({ classes: 7 }), 'cpu', 'wasm');
    expect(answers.map(({ provider, state }) => [provider, state])).toEqual([
      ['cpu', 'REFUSED'],
      ['wasm', 'REFUSED'],
    ]);
    expect(providerLines(answers)[1]).toMatch(/^✘ wasm .*RUNNER_MODEL_OUTPUT/);
  });

  test('is told a line a provider', async () => {
    const lines = providerLines(await compare(tinyModel(), 'cpu', 'wasm'));
    expect(lines[0]).toMatch(
      /^✔ cpu .*accuracy 0\.\d{4} {2}outputs sha256:\w{12}… {2}predictions .*the first$/,
    );
    expect(lines[1]).toMatch(/^✔ wasm .*off by (nothing|\d\.\de-\d+ of the range)$/);
  });
});
