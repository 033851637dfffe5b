import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesOf } from '../../src/base/byte-source.ts';
import { digestOf } from '../../src/base/digest.ts';
import { readSafetensorsHeader } from '../../src/checkpoint/formats/safetensors-header.ts';
import { challengeAgrees, readAnswers } from '../../src/evaluation/challenge.ts';
import type { Protocol } from '../../src/evaluation/protocol.ts';
import type { Provider } from '../../src/runner/provider.ts';
import { runJob, type Job } from '../../src/runner/run-job.ts';
import { errorOf, makeFixture, mnistDataset, referenceCheckpoint, resultOf } from './job-fixture.ts';
import {
  bagModel,
  bigramModel,
  evenModel,
  FLOAT,
  INT32,
  INT64,
  tableOf,
  type TinyTokenModel,
} from './tiny-token-onnx.ts';
import { languageProtocol, textProtocol, tokenDataset, type TokensToMake } from './token-fixture.ts';

const TOKENS: TokensToMake = { items: 20, length: 8, vocabulary: 16 };
const LABELLED: TokensToMake = { ...TOKENS, counted: (item) => 1 + (item % 8), labels: (item) => item % 2 };

let fixture: Awaited<ReturnType<typeof makeFixture>>;
beforeAll(async () => void (fixture = await makeFixture()));
afterAll(() => fixture[Symbol.asyncDispose]());

type MakeProtocol = (digest: ReturnType<typeof digestOf>, count: number) => Protocol;

async function run(
  model: Uint8Array,
  made: TokensToMake,
  protocolOf: MakeProtocol,
  change: Partial<Job> = {},
) {
  const { bytes, digest } = tokenDataset(made);
  const itemsPath = fixture.fresh();
  const outcome = await runJob({
    modelBytesPath: await fixture.file(model),
    datasetPath: await fixture.file(bytes),
    protocol: protocolOf(digest, made.items),
    itemsPath,
    ...change,
  });
  return { outcome, itemsPath };
}

const language: MakeProtocol = (digest, count) => languageProtocol(digest, count, { vocabulary: 16 });
const runLanguage = (
  model: TinyTokenModel = {},
  made: Partial<TokensToMake> = {},
  change: Partial<Job> = {},
) => run(bigramModel(model), { ...TOKENS, ...made }, language, change);
const runText = (model: TinyTokenModel = {}, made: Partial<TokensToMake> = {}, change: Partial<Job> = {}) =>
  run(bagModel(model), { ...LABELLED, ...made }, textProtocol, change);

/** The tensors of an items file, each as the bytes it has. */
async function itemsIn(path: string) {
  const bytes = readFileSync(path);
  const { tensors } = await readSafetensorsHeader(bytesOf(bytes));
  return {
    form: tensors.map(({ name, dtype, shape }) => `${name}: ${dtype}[${shape.join(',')}]`),
    of: (wanted: string) => {
      const { offset = 0, lengthBytes = 0 } = tensors.find(({ name }) => name === wanted) ?? {};
      return new Uint8Array(bytes.subarray(offset, offset + lengthBytes)).buffer;
    },
  };
}

describe('a language model', () => {
  test('is measured by the likelihood of each next token that counts', async () => {
    const counted = (item: number) => 2 + (item % 7);
    const { outcome, itemsPath } = await runLanguage({}, { counted });
    const { bytes } = tokenDataset({ ...TOKENS, counted });
    const table = tableOf(16, 16);
    const { tensors } = await readSafetensorsHeader(bytesOf(bytes));
    const at = tensors.find(({ name }) => name === 'input_ids')?.offset ?? 0;
    const idOf = (item: number, position: number) =>
      Number(Buffer.from(bytes).readBigInt64LE(at + 8 * (item * 8 + position)));
    // The plain formula, in the order of the definition.
    const sums = Array.from({ length: 20 }, (_, item) => {
      let sum = 0;
      for (let i = 0; i + 1 < counted(item); i++) {
        const row = [...table.subarray(16 * idOf(item, i), 16 * idOf(item, i) + 16)];
        const total = row.reduce((all, logit) => all + Math.exp(logit), 0);
        sum -= Math.log(Math.exp(row[idOf(item, i + 1)] ?? 0) / total);
      }
      return sum;
    });
    const tokens = Array.from({ length: 20 }, (_, item) => counted(item) - 1);
    const result = resultOf(outcome);
    const total = tokens.reduce((all, each) => all + each, 0);
    expect(result).toMatchObject({ items: 20, correct: null, undecided: 0, units: total });
    expect(result.value).toBeCloseTo(sums.reduce((all, each) => all + each, 0) / total, 12);
    const items = await itemsIn(itemsPath);
    expect(items.form).toEqual([
      'nll: F64[20]',
      'tokens: I32[20]',
      'predictions: I32[20,7]',
      'logits: F32[20,8,16]',
    ]);
    expect([...new Int32Array(items.of('tokens'))]).toEqual(tokens);
    for (const [item, sum] of new Float64Array(items.of('nll')).entries())
      expect(sum).toBeCloseTo(sums[item] ?? Number.NaN, 10);
    expect(digestOf(new Uint8Array(items.of('predictions')))).toBe(result.predictionsDigest);
  });

  test('gives the same whatever the batch, the width of its ids and theirs in the file', async () => {
    const first = resultOf((await runLanguage()).outcome);
    const others = [
      await runLanguage({}, {}, { batchSize: 3 }),
      await runLanguage({ batch: 4, length: 'length' }),
      await runLanguage({ idType: INT32 }),
      await runLanguage({}, { dtype: 'I32' }),
    ];
    for (const { outcome } of others)
      expect(resultOf(outcome)).toMatchObject({
        value: first.value,
        samplingError: first.samplingError,
        outputsDigest: first.outputsDigest,
        predictionsDigest: first.predictionsDigest,
      });
  });

  test('whose logits are many leaves their sums, and runs in smaller batches', async () => {
    const [vocabulary, length] = [5000, 200];
    const made = { items: 6, length, vocabulary };
    const protocolOf: MakeProtocol = (digest, count) => languageProtocol(digest, count, { vocabulary });
    const { outcome, itemsPath } = await run(evenModel(vocabulary, length), made, protocolOf);
    // 4 MB an item, 64 MiB a batch.
    expect(resultOf(outcome).batchSize).toBe(16);
    expect((await itemsIn(itemsPath)).form).toEqual([
      'nll: F64[6]',
      'tokens: I32[6]',
      'predictions: I32[6,199]',
    ]);
    // Every next token is as likely as any other.
    expect(resultOf(outcome).value).toBeCloseTo(Math.log(vocabulary), 6);
  });

  test.each([
    ['a NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
  ])('that answers %s to one token has no mean, and says so', async (_, value) => {
    const error = errorOf((await runLanguage({ spoiltRow: { token: 3, value } })).outcome);
    expect(error).toMatchObject({ kind: 'refusal', code: 'RUNNER_METRIC_UNDEFINED' });
    expect(error.facts.received).toMatch(/^NaN or infinity in \d+ of 20 items$/);
  });

  test('over a mask that counts nothing has no mean either', async () => {
    const error = errorOf((await runLanguage({}, { counted: () => 1 })).outcome);
    expect(error).toMatchObject({
      code: 'RUNNER_METRIC_UNDEFINED',
      facts: { received: 'no token that counts' },
    });
  });

  test('answers a challenge alike on every provider, and otherwise than another model', async () => {
    const challenge = 'ab'.repeat(32);
    const answers = [];
    for (const provider of ['cpu', 'wasm'] as const)
      answers.push(
        readAnswers(resultOf((await runLanguage({}, {}, { challenge, provider })).outcome).challenge ?? ''),
      );
    const spoilt = { spoiltRow: { token: 3, value: 1 } };
    const other = resultOf((await runLanguage(spoilt, {}, { challenge })).outcome).challenge ?? '';
    const [cpu = new Float32Array(), wasm = new Float32Array()] = answers;
    expect(cpu).toHaveLength(8);
    expect(challengeAgrees(cpu, wasm)).toBe(true);
    expect(challengeAgrees(cpu, readAnswers(other))).toBe(false);
  });

  test.each<[string, TinyTokenModel, string, string]>([
    ['another name', { idsName: 'tokens' }, 'RUNNER_MODEL_INPUT', 'tokens: int64[n,8]'],
    ['another length', { length: 9 }, 'RUNNER_MODEL_INPUT', 'input_ids: int64[n,9]'],
    ['floats', { idType: FLOAT }, 'RUNNER_MODEL_UNLOADABLE', 'tensor(float)'],
    ['another vocabulary', { vocabulary: 17 }, 'RUNNER_MODEL_OUTPUT', 'logits: float32[n,8,17]'],
  ])('that takes or gives %s is refused with what came', async (_, model, code, received) => {
    const error = errorOf((await runLanguage(model)).outcome);
    expect(error).toMatchObject({ kind: 'refusal', code });
    expect(error.facts.received).toContain(received);
    if (code === 'RUNNER_MODEL_INPUT')
      expect(error.facts.expected).toBe(
        'input_ids: int64|int32[?,8] and attention_mask: float32|int64|int32[?,8], if any,',
      );
  });
});

describe('a text classifier', () => {
  test('is measured by the labels it hits, with a mask of any dtype', async () => {
    const { outcome, itemsPath } = await runText();
    const first = resultOf(outcome);
    expect(first).toMatchObject({ items: 20, units: null });
    expect(first.correct).toBeGreaterThan(0);
    expect(first.correct).toBeLessThan(20);
    expect((await itemsIn(itemsPath)).form).toEqual(['logits: F32[20,2]', 'predictions: U8[20]']);
    for (const maskType of [INT64, INT32])
      expect(resultOf((await runText({ maskType })).outcome).outputsDigest).toBe(first.outputsDigest);
  });

  test('sees all tokens of a dataset without a mask', async () => {
    const { counted: _, ...unmasked } = LABELLED;
    const all = await run(bagModel(), unmasked, textProtocol);
    const ones = await runText({}, { counted: () => 8 });
    expect(resultOf(all.outcome).outputsDigest).toBe(resultOf(ones.outcome).outputsDigest);
  });
});

describe('a job over tokens', () => {
  const { items: count } = TOKENS;
  test.each<[string, () => ReturnType<typeof run>, string, string]>([
    [
      'with a token that the vocabulary lacks',
      () => runLanguage({}, { vocabulary: 17 }),
      'token ids of 0..15',
      '16',
    ],
    [
      'with a token past a classifier’s table',
      () => runText({}, { vocabulary: 17 }),
      'token ids of 0..15',
      '16',
    ],
    [
      'with such a token on another provider',
      () => runText({}, { vocabulary: 17 }, { provider: 'wasm' }),
      'token ids of 0..15',
      '16',
    ],
    ['without the labels it needs', () => run(bagModel(), TOKENS, textProtocol), 'a tensor labels', 'none'],
    ['whose labels are no classes', () => runText({}, { labels: () => 2 }), 'labels below 2', 'label 2'],
    [
      'of more items than there are',
      () => run(bagModel(), LABELLED, (digest) => textProtocol(digest, count + 1)),
      'items 0..20',
      'a dataset of 20',
    ],
    ['with nothing to follow', () => runLanguage({}, { length: 1 }), 'sequences of two tokens or more', '1'],
  ])('%s is refused', async (_, start, expected, received) => {
    const error = errorOf((await start()).outcome);
    expect(error).toMatchObject({ kind: 'refusal', code: 'RUNNER_DATASET_MISMATCH' });
    expect(error.facts).toMatchObject({ expected, received });
  });

  test('is refused over images, and one over images is refused tokens', async () => {
    const images = mnistDataset(2);
    const overImages = await runJob({
      modelBytesPath: await fixture.file(bagModel()),
      datasetPath: await fixture.file(images.bytes),
      protocol: textProtocol(images.digest, 2),
      itemsPath: fixture.fresh(),
    });
    expect(errorOf(overImages)).toMatchObject({
      code: 'RUNNER_DATASET_MISMATCH',
      facts: { expected: 'a dataset of TOKENS', received: 'IMAGES' },
    });
  });

  test('of a vocabulary whose logits nobody holds is refused before anything starts', async () => {
    const protocolOf: MakeProtocol = (digest, items) =>
      languageProtocol(digest, items, { vocabulary: 1_000_000 });
    const error = errorOf((await run(bigramModel(), { ...TOKENS, length: 1000 }, protocolOf)).outcome);
    expect(error).toMatchObject({ kind: 'refusal', code: 'RUNNER_PROTOCOL_UNSUPPORTED' });
  });
});

describe('a trained model', () => {
  test.for<[string, TokensToMake, MakeProtocol]>([
    [
      'bert.onnx',
      {
        items: 32,
        length: 96,
        vocabulary: 500,
        counted: (item) => 10 + (item % 80),
        labels: (item) => item % 2,
      },
      textProtocol,
    ],
    [
      'gpt.onnx',
      { items: 16, length: 64, vocabulary: 128 },
      (digest, count) => languageProtocol(digest, count, { metric: 'perplexity' }),
    ],
  ])('%s predicts alike on cpu and wasm', async ([name, made, protocolOf], { skip }) => {
    const found = referenceCheckpoint(name);
    skip(found === null, 'the reference checkpoints are not at hand');
    const model = readFileSync(found ?? '');
    const on = async (provider: Provider) =>
      resultOf((await run(model, made, protocolOf, { provider })).outcome);
    const [cpu, wasm] = [await on('cpu'), await on('wasm')];
    expect(wasm.predictionsDigest).toBe(cpu.predictionsDigest);
    expect(wasm.correct).toBe(cpu.correct);
    expect(Math.log(wasm.value)).toBeCloseTo(Math.log(cpu.value), 5);
  });
});
