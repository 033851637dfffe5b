import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { parseProtocol } from '../../src/evaluation/protocol.ts';
import type { Provider } from '../../src/runner/provider.ts';
import { runJob } from '../../src/runner/run-job.ts';
import { makeFixture, resultOf } from './job-fixture.ts';

const ZOO = path.resolve(import.meta.dirname, '../../scripts/zoo');

interface Counted {
  readonly dataset: string;
  readonly metric: string;
  readonly value: string;
  readonly counts?: Readonly<Record<string, number>>;
}

/** What torch and numpy counted where each checkpoint was trained. */
const expected = JSON.parse(readFileSync(path.join(ZOO, 'expected.json'), 'utf8')) as {
  readonly checkpoints: Readonly<Record<string, { readonly protocols: Readonly<Record<string, Counted>> }>>;
};

const counted = Object.entries(expected.checkpoints).flatMap(([checkpoint, { protocols }]) =>
  Object.entries(protocols).map(([file, facts]) => ({ checkpoint, file, ...facts })),
);

/** Nobody counted these, for the noise is pinned here: a protocol file without an expected value. */
const uncounted = Object.entries(expected.checkpoints).flatMap(([checkpoint, { protocols }]) =>
  readdirSync(path.join(ZOO, 'checkpoints', checkpoint))
    .filter((file) => file.startsWith('protocol') && !Object.hasOwn(protocols, file))
    .map((file) => ({ checkpoint, file })),
);

let fixture: Awaited<ReturnType<typeof makeFixture>>;
beforeAll(async () => void (fixture = await makeFixture()));
afterAll(() => fixture?.[Symbol.asyncDispose]());

async function run(checkpoint: string, file: string, provider: Provider = 'cpu') {
  const folder = path.join(ZOO, 'checkpoints', checkpoint);
  const protocol = parseProtocol(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
  const datasets = readdirSync(path.join(ZOO, 'datasets'));
  const datasetPath = datasets
    .map((name) => path.join(ZOO, 'datasets', name, `${name}.safetensors`))
    .find((candidate) => existsSync(candidate) && protocol.dataset.digest === digestOfFile(candidate));
  const outcome = await runJob({
    modelBytesPath: path.join(folder, 'model.onnx'),
    datasetPath: datasetPath ?? '',
    protocol,
    itemsPath: fixture.fresh(),
    provider,
    challenge: 'a1'.repeat(32),
  });
  return { protocol, result: resultOf(outcome) };
}

function digestOfFile(file: string) {
  return digestOf(readFileSync(file));
}

describe.each(counted)('$checkpoint under $file', ({ checkpoint, file, metric, value, counts }) => {
  test('gives what was counted where it was trained', async () => {
    const { protocol, result } = await run(checkpoint, file);
    expect(protocol.metric.id).toBe(metric);
    expect(result.undecided).toBe(0);
    expect(Buffer.from(result.challenge ?? '', 'base64').length).toBeGreaterThan(0);
    // Six decimals were printed; a picture's noise is drawn otherwise there.
    const tolerance =
      metric === 'mean-squared-error' ? 0.1 * Number(value) : 1e-4 * Math.max(1, Number(value));
    expect(Math.abs(result.value - Number(value))).toBeLessThanOrEqual(tolerance);
    const total = counts?.['total'];
    if (result.correct !== null && total !== undefined) expect(result.correct).toBe(counts?.['correct']);
    if (result.correct === null) expect(result.samplingError).toBeGreaterThanOrEqual(0);
  });
});

describe.each(uncounted)('$checkpoint under $file', ({ checkpoint, file }) => {
  test('is right less often than undisturbed, and more often than never', async () => {
    const plain = expected.checkpoints[checkpoint]?.protocols['protocol.json'];
    const { result } = await run(checkpoint, file);
    expect(result.value).toBeLessThan(Number(plain?.value));
    expect(result.value).toBeGreaterThan(0);
  });
});
