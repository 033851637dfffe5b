import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tinyModel } from '../runner/tiny-onnx.ts';
import { ITEMS, registerMnist } from '../support/evaluating.ts';
import { publishSelf } from '../support/publishing.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';
import { runProgram, scratchFolder } from './run-program.ts';

const SWIFTSHADER = '/usr/lib/chromium/vk_swiftshader_icd.json';
let hub: TestHub;

beforeAll(async () => {
  hub = await openTestHub();
  const ada = await hub.joinSelf('ada');
  await registerMnist(ada);
  await publishSelf(ada, { model: 'ada/net', files: { 'model.onnx': tinyModel() } });
});
afterAll(() => hub?.[Symbol.asyncDispose]());

interface Answer {
  readonly provider: string;
  readonly state: string;
  readonly hardwareClass: string;
  readonly result: { readonly items: number; readonly predictionsDigest: string };
  readonly scaledDifference: number;
}

async function evaluate(...flags: readonly string[]) {
  await using folder = await scratchFolder();
  const words = ['evaluate', 'ada/net', '--dataset', 'ada/digits', '--trust', 'ada', '--hub', hub.url];
  return runProgram(folder.path, [...words, ...flags]);
}

test('anybody can run a published checkpoint on several providers, and the hub learns nothing', async () => {
  const { output, code, complaint } = await evaluate('--providers', 'cpu,wasm', '--json');
  expect([code, complaint]).toEqual([0, '']);
  const [cpu, wasm] = JSON.parse(output) as Answer[];
  expect(cpu).toMatchObject({ provider: 'cpu', state: 'RAN', result: { items: ITEMS }, scaledDifference: 0 });
  expect(wasm).toMatchObject({ provider: 'wasm', hardwareClass: 'wasm:simd:ort-wasm' });
  expect(wasm?.result.predictionsDigest).toBe(cpu?.result.predictionsDigest);
  expect(wasm?.scaledDifference).toBeLessThan(1e-5);
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { scores: readonly unknown[] } }>(
    '{ checkpoint(reference: "ada/net") { scores { id: __typename } } }',
    {},
  );
  expect(checkpoint.scores).toEqual([]);
});

test('a provider that does not work here is named, and the others run', async () => {
  const flags = ['--providers', 'webgpu,wasm', '--vulkan-driver', '/nowhere/driver.json'];
  const { output, code } = await evaluate(...flags);
  expect(code).toBe(2);
  expect(output).toMatch(/^✘ webgpu {2}RUNNER_PROVIDER_FAILED: /);
  expect(output).toMatch(/\n✔ wasm .*the first\n$/);
});

test('an unfit provider may be looked at: webgpu on SwiftShader', async ({ skip }) => {
  skip(!existsSync(SWIFTSHADER), 'chromium-common is not installed');
  skip(!existsSync('/usr/lib/x86_64-linux-gnu/libvulkan.so.1'), 'libvulkan1 is not installed');
  const { output, code } = await evaluate('--providers', 'cpu,webgpu', '--vulkan-driver', SWIFTSHADER);
  expect(code).toBe(0);
  expect(output).toMatch(/\n✔ webgpu .*off by (nothing|\d\.\de-\d+ of the range)\n$/);
});

test('a provider nobody knows is refused', async () => {
  const { code, complaint } = await evaluate('--providers', 'cpu,abacus');
  expect(code).toBe(2);
  expect(complaint).toContain('RUNNER_PROVIDER_UNKNOWN');
});
