import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { digestOf, parseDigest } from '../../src/base/digest.ts';
import { registerProtocol, checkpointScores } from '../../src/client/generated/operations.ts';
import type { Protocol } from '../../src/evaluation/protocol.ts';
import { publishData, requestRuns } from '../support/evaluating.ts';
import { publishSelf } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { mnistProtocol, referenceCheckpoint } from './job-fixture.ts';
import { bagModel, bigramModel } from './tiny-token-onnx.ts';
import { languageProtocol, textProtocol, tokenDataset } from './token-fixture.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/heirloom.js', import.meta.url));
const DEMO = fileURLToPath(new URL('../../scripts/demo', import.meta.url));
const ITEMS = 200;

interface Case {
  readonly name: string;
  readonly model: Uint8Array;
  readonly protocol: Protocol;
}

test('runners agree: two on wasm bit for bit, and one on cpu in every prediction', async () => {
  await using hub = await openTestHub();
  const { owner } = hub;
  const digits = datasetOf(readFileSync(path.join(DEMO, 'dataset/mnist-test.safetensors')));
  const spam = tokenDataset({ items: 48, length: 96, vocabulary: 500, counted: half, labels: (i) => i % 2 });
  const prose = tokenDataset({ items: 48, length: 64, vocabulary: 128 });
  for (const [name, data] of Object.entries({ digits, spam, prose }))
    await publishData(owner, `olga/${name}`, data);
  const cases = [
    ...demoFamily(mnistProtocol(digits.digest, ITEMS)),
    ...textModels(textProtocol(spam.digest, 48), languageProtocol(prose.digest, 48)),
  ];
  for (const { name, model, protocol } of cases) {
    await publishSelf(owner, { model: name, files: { 'model.onnx': model } });
    const answer = await owner.client.act(registerProtocol, { body: protocol });
    await requestRuns(owner, name, parseDigest(answer.protocol.digest), 3);
  }

  await using runners = new AsyncDisposableStack();
  for (const [name, provider] of [
    ['eve', 'wasm'],
    ['fay', 'wasm'],
    ['gil', 'cpu'],
  ] as const)
    runners.use(startRunner(hub, await hub.joinSelf(name, 'EVALUATOR'), provider));
  for (const { name } of cases) {
    await vi.waitFor(async () => expect(await runsOf(hub, name)).toHaveLength(3), WAIT);
    const runs = await runsOf(hub, name);
    const [eve, fay] = ['eve', 'fay'].map((who) => runs.find(({ evaluator }) => evaluator.name === who));
    expect(runs.map(({ evaluator }) => evaluator.name).toSorted()).toEqual(['eve', 'fay', 'gil']);
    expect(fay, name).toMatchObject({ outputsDigest: eve?.outputsDigest, value: eve?.value });
    expect(new Set(runs.map(({ predictionsDigest }) => predictionsDigest)).size, name).toBe(1);
  }
}, 180_000);

const WAIT = { timeout: 150_000, interval: 300 };

function demoFamily(protocol: Protocol): readonly Case[] {
  return readdirSync(path.join(DEMO, 'checkpoints'))
    .toSorted()
    .map((name) => ({
      name: `olga/${name}`,
      model: readFileSync(path.join(DEMO, 'checkpoints', name, 'model.onnx')),
      protocol,
    }));
}

/** The trained ones of the reference data; where these are not at hand, tiny ones of the same forms. */
function textModels(text: Protocol, language: Protocol): readonly Case[] {
  const found = (name: string) => {
    const file = referenceCheckpoint(name);
    return file === null ? null : readFileSync(file);
  };
  const bert = found('bert.onnx') ?? bagModel({ vocabulary: 500, length: 96 });
  const gpt = found('gpt.onnx') ?? bigramModel({ vocabulary: 128, length: 64 });
  return [
    { name: 'olga/bert', model: bert, protocol: text },
    { name: 'olga/gpt', model: gpt, protocol: language },
  ];
}

function half(item: number): number {
  return 20 + (item % 60);
}

function datasetOf(bytes: Uint8Array) {
  return { bytes, digest: digestOf(bytes) };
}

async function runsOf(hub: TestHub, reference: string) {
  const { checkpoint } = await hub.anonymous.ask(checkpointScores, { reference });
  return checkpoint?.scores[0]?.runs ?? [];
}

/** A runner as a machine has it: a process of its own, which leases until it is stopped. */
function startRunner({ url }: TestHub, { home }: SelfMember, provider: string): AsyncDisposable {
  const words = ['runner', '--hub', url, '--http-only', '--trust', 'olga', '--provider', provider];
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, ...words, '--log-level', 'silent'], {
    env: { PATH: process.env['PATH'], HOME: home, HEIRLOOM_HOME: home },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  return {
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
