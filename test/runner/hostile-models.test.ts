import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSafetensors } from '../../src/checkpoint/write-safetensors.ts';
import { digestOf } from '../../src/base/digest.ts';
import { runJob, type Job } from '../../src/runner/run-job.ts';
import { sandbox } from '../../src/runner/sandbox.ts';
import { endlessModel, unknownOperator } from './hostile-onnx.ts';
import { errorOf, makeFixture, mnistDataset, mnistProtocol } from './job-fixture.ts';
import { greedyModel, tinyModel } from './tiny-onnx.ts';

const COUNT = 4;
const dataset = mnistDataset(COUNT);
let fixture: Awaited<ReturnType<typeof makeFixture>>;
beforeAll(async () => void (fixture = await makeFixture()));
afterAll(() => fixture[Symbol.asyncDispose]());

async function run(model: Uint8Array, change: Partial<Job> = {}, bytes: Uint8Array = dataset.bytes) {
  const itemsPath = fixture.fresh();
  const outcome = await runJob({
    modelBytesPath: await fixture.file(model),
    datasetPath: await fixture.file(bytes),
    protocol: mnistProtocol(digestOf(bytes), COUNT),
    itemsPath,
    ...change,
  });
  return errorOf(outcome);
}

describe.each(['cpu', 'wasm'] as const)('on %s a model', (provider) => {
  test('that never ends is ended', async () => {
    const error = await run(endlessModel(), { provider, limits: { wallMs: 4000 } });
    expect(error).toMatchObject({ kind: 'fault', code: 'RUNNER_TIMEOUT' });
  });

  test('that asks for 160 GB gets none of it', async ({ skip }) => {
    skip((await sandbox()).tools.prlimit === null, 'prlimit is not installed');
    const error = await run(greedyModel(10_000_000_000), { provider, batchSize: 4 });
    // The wasm runtime counts in 32 bits, so it refuses the shape before it asks for memory: another runner may do it.
    const code = provider === 'cpu' ? 'RUNNER_MEMORY' : 'RUNNER_PROVIDER_FAILED';
    expect(error).toMatchObject({ kind: 'fault', code });
  });

  test.each(['', 'com.example.fortune'])(
    'of an operator that nobody has (domain “%s”) is not run',
    async (domain) => {
      const { code, message } = await run(unknownOperator(domain), { provider });
      expect(`${code} ${message}`).toMatch(
        domain === ''
          ? /^RUNNER_(MODEL_UNLOADABLE|PROVIDER_FAILED) the runtime could not load the model/
          : /^RUNNER_MODEL_UNVERIFIED the model does not pass inspection/,
      );
    },
  );
});

describe('a dataset', () => {
  const images = new Uint8Array(COUNT * 784);
  const file = (labels: readonly number[]) =>
    writeSafetensors([
      { name: 'images', dtype: 'U8', shape: [COUNT, 28, 28], bytes: images },
      { name: 'labels', dtype: 'U8', shape: [labels.length], bytes: Uint8Array.from(labels) },
    ]);

  test('of a label that is no class is refused', async () => {
    expect(await run(tinyModel(), {}, file([0, 1, 2, 10]))).toMatchObject({
      kind: 'refusal',
      code: 'RUNNER_DATASET_MISMATCH',
      facts: { expected: 'labels below 10', received: 'label 10' },
    });
  });

  test('with fewer labels than images is refused', async () => {
    expect(await run(tinyModel(), {}, file([0, 1, 2]))).toMatchObject({
      kind: 'refusal',
      code: 'CHECKPOINT_DATASET_MALFORMED',
      facts: { expected: 'labels [4]', received: 'labels [3]' },
    });
  });

  test('that is no safetensors file at all is refused', async () => {
    expect(await run(tinyModel(), {}, Buffer.from('label,image\n7,…'))).toMatchObject({
      kind: 'refusal',
      code: 'CHECKPOINT_SAFETENSORS_MALFORMED',
    });
  });
});
