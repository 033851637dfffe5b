import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

  test('refuses a torn model with the runtime’s words', async () => {
    const torn = tinyModel();
    torn.write('Gexx', torn.indexOf('Gemm'));
    const error = errorOf(await run(torn, 'wasm'));
    expect(error).toMatchObject({ kind: 'refusal', code: 'RUNNER_MODEL_UNLOADABLE' });
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
