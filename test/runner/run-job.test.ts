import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bytesOf } from '../../src/base/byte-source.ts';
import { digestOf } from '../../src/base/digest.ts';
import { readSafetensorsHeader } from '../../src/checkpoint/formats/safetensors-header.ts';
import { predictionsDigest } from '../../src/evaluation/output-digest.ts';
import { challengeAgrees, readAnswers } from '../../src/evaluation/challenge.ts';
import type { Protocol } from '../../src/evaluation/protocol.ts';
import { runOwnProcess } from '../../src/runner/own-process.ts';
import { runJob, type Job, type RunOptions } from '../../src/runner/run-job.ts';
import { sandbox, type Sandbox } from '../../src/runner/sandbox.ts';
import {
  errorOf,
  makeFixture,
  mnistDataset,
  mnistProtocol,
  referenceCheckpoint,
  resultOf,
} from './job-fixture.ts';
import { greedyModel, tinyModel, type TinyModel } from './tiny-onnx.ts';

const COUNT = 100;
const dataset = mnistDataset(COUNT);
let fixture: Awaited<ReturnType<typeof makeFixture>>;
let datasetPath: string;
let strongest: Sandbox;

beforeAll(async () => {
  fixture = await makeFixture();
  datasetPath = await fixture.file(dataset.bytes);
  strongest = await sandbox();
});
afterAll(() => fixture[Symbol.asyncDispose]());

interface Change extends Partial<Job>, RunOptions {
  readonly protocolChange?: Partial<Protocol>;
}

async function run(model: Uint8Array, { protocolChange, ...change }: Change = {}) {
  const protocol = mnistProtocol(dataset.digest, COUNT, protocolChange);
  const modelBytesPath = await fixture.file(model);
  const itemsPath = fixture.fresh();
  const outcome = await runJob({ modelBytesPath, datasetPath, protocol, itemsPath, ...change }, change);
  return { outcome, itemsPath: change.itemsPath ?? itemsPath };
}

const runTiny = (model: TinyModel = {}, change: Change = {}) => run(tinyModel(model), change);

describe('a model', () => {
  test('gives the same bits twice, at every level of the sandbox', async () => {
    const [first, again, plain] = [
      resultOf((await runTiny()).outcome),
      resultOf((await runTiny()).outcome),
      resultOf((await runTiny({}, { sandbox: { ...strongest, level: 'process' } })).outcome),
    ];
    expect(again).toEqual(first);
    expect(plain).toEqual(first);
    expect(first.items).toBe(COUNT);
  });

  test('gives the same predictions whatever the batch, and the batch is told', async () => {
    const results = [];
    for (const batchSize of [1, 7, 64, 100, 128])
      results.push(resultOf((await runTiny({}, { batchSize })).outcome));
    expect(results.map(({ batchSize }) => batchSize)).toEqual([1, 7, 64, 100, 128]);
    expect(new Set(results.map((result) => result.predictionsDigest)).size).toBe(1);
    expect(new Set(results.map(({ correct }) => correct)).size).toBe(1);
  });

  test('leaves its answer to each item, which add up to its result', async () => {
    const { outcome, itemsPath } = await runTiny();
    const result = resultOf(outcome);
    const bytes = readFileSync(itemsPath);
    const { tensors } = await readSafetensorsHeader(bytesOf(bytes));
    expect(tensors.map(({ name, dtype, shape }) => ({ name, dtype, shape }))).toEqual([
      { name: 'logits', dtype: 'F32', shape: [COUNT, 10] },
      { name: 'predictions', dtype: 'U8', shape: [COUNT] },
    ]);
    const predictions = bytes.subarray(tensors[1]?.offset);
    expect(predictionsDigest(predictions)).toBe(result.predictionsDigest);
    const correct = dataset.labels.filter((label, i) => predictions[i] === label).length;
    expect(result.correct).toBe(correct);
    expect(new Set(predictions).size).toBeGreaterThan(1);
  });

  test('is fed the slice its protocol names', async () => {
    const half = { ...mnistProtocol(dataset.digest, COUNT).dataset, first: 50, count: 50 };
    const whole = await runTiny();
    const second = await runTiny({}, { protocolChange: { dataset: half } });
    const predictionsOf = (path: string) => readFileSync(path).subarray(-50);
    expect(resultOf(second.outcome).items).toBe(50);
    expect(predictionsOf(second.itemsPath)).toEqual(predictionsOf(whole.itemsPath));
  });

  test('with a batch of its own runs in that, its last batch filled up', async () => {
    const result = resultOf((await runTiny({ batch: 8 })).outcome);
    expect(result).toMatchObject({ batchSize: 8, items: COUNT });
    expect(result.predictionsDigest).toBe(resultOf((await runTiny()).outcome).predictionsDigest);
  });

  test('that answers NaN predicts nothing and is right about nothing', async () => {
    const result = resultOf((await runTiny({ bias: [0, 0, 0, Number.NaN] })).outcome);
    expect(result).toMatchObject({ correct: 0, undecided: COUNT });
  });

  test.each<[string, TinyModel]>([
    ['another size of image', { input: ['n', 1, 14, 56] }],
    ['channels last', { input: ['n', 28, 28, 1] }],
    ['flat rows', { input: ['n', 784] }],
  ])('made for %s is refused with what was expected and what came', async (_, model) => {
    const error = errorOf((await runTiny(model)).outcome);
    expect(error).toMatchObject({ kind: 'refusal', code: 'RUNNER_MODEL_INPUT' });
    expect(error.facts.expected).toBe('one input float32[?,1,28,28]');
    expect(error.facts.received).toBe(`x: float32[${model.input?.join()}]`);
  });

  test('of other classes is refused with what was expected and what came', async () => {
    const error = errorOf((await runTiny({ classes: 7 })).outcome);
    expect(error).toMatchObject({
      kind: 'refusal',
      code: 'RUNNER_MODEL_OUTPUT',
      facts: { expected: 'one output float32[?,10]', received: 'logits: float32[n,7]' },
    });
  });

  test('that reads files beside it is refused before the runtime sees it', async () => {
    const model = { weightsFile: '../data/dataset.safetensors' };
    const error = errorOf((await runTiny(model)).outcome);
    expect(error).toMatchObject({ kind: 'refusal', code: 'RUNNER_MODEL_UNVERIFIED' });
  });

  test('that the runtime can not load is refused with its words', async () => {
    const torn = tinyModel();
    torn.write('Gexx', torn.indexOf('Gemm'));
    const error = errorOf((await run(torn)).outcome);
    expect(error).toMatchObject({ kind: 'refusal', code: 'RUNNER_MODEL_UNLOADABLE' });
    expect(error.facts.received).toContain('Gexx');
  });

  test('that wants more memory than a job may have fails here, not for good', async ({ skip }) => {
    skip(strongest.tools.prlimit === null, 'prlimit is not installed');
    const change = { limits: { memoryBytes: 1 << 30 }, batchSize: 1 };
    expect(resultOf((await run(greedyModel(1 << 20), change)).outcome).items).toBe(COUNT);
    const error = errorOf((await run(greedyModel(1 << 30), change)).outcome);
    expect(error).toMatchObject({ kind: 'fault', code: 'RUNNER_MEMORY' });
  });

  test.for([
    ['mnist-base-e1.onnx', 9036],
    ['mnist-base-e2.onnx', 9201],
    ['mnist-ft-low-digits.onnx', 5074],
    ['mnist-scratch.onnx', 9023],
  ] as const)(
    'trained for it (%s) is as right as its publisher measured',
    async ([name, correct], { skip }) => {
      const found = referenceCheckpoint(name);
      skip(found === null, 'the reference checkpoints are not at hand');
      const modelBytesPath = found ?? '';
      const all = mnistDataset(10_000);
      const path = await fixture.file(all.bytes);
      const protocol = mnistProtocol(all.digest, 10_000);
      const results = [];
      for (const batchSize of [64, 1])
        results.push(
          resultOf(
            await runJob({
              modelBytesPath,
              datasetPath: path,
              protocol,
              itemsPath: fixture.fresh(),
              batchSize,
            }),
          ),
        );
      expect(results[0]).toMatchObject({ items: 10_000, correct, undecided: 0 });
      expect(results[1]?.predictionsDigest).toBe(results[0]?.predictionsDigest);
    },
  );
});

describe('a challenge', () => {
  const challenge = 'c4'.repeat(32);
  const answersOf = async (change: Change, model: TinyModel = {}) => {
    const { outcome } = await runTiny(model, change);
    return resultOf(outcome).challenge ?? '';
  };

  test('is answered alike whatever the batch and the provider, and changes nothing else', async () => {
    const { challenge: answers, ...rest } = resultOf((await runTiny({}, { challenge })).outcome);
    expect({ ...rest, challenge: null }).toEqual(resultOf((await runTiny()).outcome));
    const expected = readAnswers(answers ?? '');
    expect(expected).toHaveLength(80);
    const [single, wasm] = [
      await answersOf({ challenge, batchSize: 3 }),
      await answersOf({ challenge, provider: 'wasm' }),
    ];
    expect(challengeAgrees(expected, readAnswers(single))).toBe(true);
    expect(challengeAgrees(expected, readAnswers(wasm))).toBe(true);
  });

  test('tells another model, another nonce and copied logits', async () => {
    const expected = readAnswers(await answersOf({ challenge }));
    const others = [
      await answersOf({ challenge }, { bias: [0, 0.5] }),
      await answersOf({ challenge: 'c5'.repeat(32) }),
    ];
    for (const other of others) expect(challengeAgrees(expected, readAnswers(other))).toBe(false);
    const { itemsPath } = await runTiny();
    const logits = readFileSync(itemsPath);
    const { tensors } = await readSafetensorsHeader(bytesOf(logits));
    const at = tensors[0]?.offset ?? 0;
    const copied = Float32Array.from({ length: 80 }, (_, i) => logits.readFloatLE(at + 4 * i));
    expect(challengeAgrees(expected, copied)).toBe(false);
  });

  test('whose answers are NaN is answered with NaN', async () => {
    const answers = readAnswers(await answersOf({ challenge }, { bias: [Number.NaN] }));
    expect(answers.filter(Number.isNaN)).toHaveLength(8);
    expect(challengeAgrees(answers, answers)).toBe(true);
  });
});

describe('a job', () => {
  test.each<[string, string, Partial<Protocol>]>([
    [
      'with too few items',
      'RUNNER_DATASET_MISMATCH',
      { dataset: { digest: dataset.digest, split: 't', first: 1, count: COUNT } },
    ],
    ['whose labels are no classes', 'RUNNER_DATASET_MISMATCH', { decoding: { rule: 'argmax', classes: 9 } }],
    [
      'of more classes than a byte',
      'RUNNER_PROTOCOL_UNSUPPORTED',
      { decoding: { rule: 'argmax', classes: 256 } },
    ],
  ])('%s is refused', async (_, code, protocolChange) => {
    const { outcome } = await runTiny({}, { protocolChange });
    expect(outcome).toMatchObject({ state: 'REFUSED', error: { code } });
  });

  test('whose files are other than named fails before they are opened', async () => {
    const other = { ...mnistProtocol(dataset.digest, COUNT).dataset, digest: digestOf('other') };
    const code = 'RUNNER_ARTIFACT_DIGEST';
    expect(errorOf((await runTiny({}, { protocolChange: { dataset: other } })).outcome)).toMatchObject({
      code,
    });
    expect(errorOf((await runTiny({}, { modelDigest: digestOf('other') })).outcome)).toMatchObject({ code });
  });

  test('leaves nothing behind but its items, and changes no file it was given', async () => {
    const temporary = fixture.fresh();
    await mkdir(temporary);
    vi.stubEnv('TMPDIR', temporary);
    const seen: string[][] = [];
    resultOf((await runTiny({}, { onProgress: () => void seen.push(readdirSync(temporary)) })).outcome);
    vi.unstubAllEnvs();
    expect(seen.at(-1)).toHaveLength(1);
    expect(readdirSync(temporary)).toEqual([]);
    expect(digestOf(readFileSync(datasetPath))).toBe(dataset.digest);
  });

  test('does not bring the runtime into this process', async ({ skip }) => {
    skip(process.platform !== 'linux', 'only Linux tells what a process has loaded');
    resultOf((await runTiny()).outcome);
    expect(readFileSync('/proc/self/maps', 'utf8')).not.toContain('onnxruntime');
  });

  test('tells its phases in order', async () => {
    const phases: string[] = [];
    await runTiny({}, { onProgress: (phase) => phases.push(phase) });
    expect(phases).toEqual(['COPYING', 'RUNNING', 'CHECKING']);
  });
});

test('the child does not load the runtime while its telemetry is on', async () => {
  const program = new URL('../../src/runner/evaluate-worker.ts', import.meta.url).pathname;
  const paths = {
    modelFile: await fixture.file(tinyModel()),
    datasetFile: datasetPath,
    itemsFile: fixture.fresh(),
  };
  const input = JSON.stringify({
    ...paths,
    protocol: mnistProtocol(dataset.digest, COUNT),
    batchSize: 1,
    provider: 'cpu',
    challenge: null,
  });
  const start = (env: Record<string, string>) =>
    runOwnProcess([process.execPath, program], {
      cwd: fixture.folder,
      env,
      input,
      wallMs: 60_000,
      stdoutBytesMax: 10_000,
    });
  expect((await start({})).stdout.toString()).toContain('"code":"RUNNER_TELEMETRY_ON"');
  expect((await start({ ORT_DISABLE_TELEMETRY: '1' })).stdout.toString()).toContain('"result"');
});
