import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf } from '../base/byte-source.ts';
import type { HeirloomError } from '../base/errors.ts';
import { readSafetensorsHeader } from '../checkpoint/formats/safetensors-header.ts';
import { hardwareClass } from './environment.ts';
import type { JobResult } from './job-result.ts';
import type { Provider } from './provider.ts';
import { runJob, type Job, type RunOptions } from './run-job.ts';
import { runnerFault } from './runner-error.ts';
import { scaledDifference } from '../evaluation/scaled-difference.ts';

/** One provider's answer to a job that others answered too. */
export type ProviderAnswer = { readonly provider: Provider } & (
  | {
      readonly state: 'RAN';
      readonly hardwareClass: string;
      readonly result: JobResult;
      /** Against the first provider that ran: the largest difference of a logit, as a share of their range. */
      readonly scaledDifference: number;
    }
  | { readonly state: 'REFUSED' | 'FAILED'; readonly error: HeirloomError }
);

/** Runs one job on each provider in turn; nothing is signed or handed in, so an unfit one may take part. */
export async function compareProviders(
  job: Omit<Job, 'provider' | 'itemsPath'>,
  providers: readonly Provider[],
  options: RunOptions = {},
): Promise<readonly ProviderAnswer[]> {
  const folder = await mkdtemp(join(tmpdir(), 'heirloom-compare-'));
  try {
    const answers: ProviderAnswer[] = [];
    let first: Float32Array | null = null;
    for (const provider of providers) {
      options.signal?.throwIfAborted();
      const itemsPath = join(folder, `${answers.length}.safetensors`);
      const outcome = await runJob({ ...job, provider, itemsPath }, options);
      if (outcome.state !== 'RAN') {
        answers.push({ ...outcome, provider });
        continue;
      }
      const { state, result } = outcome;
      const logits = await logitsIn(itemsPath);
      first ??= logits;
      answers.push({
        provider,
        state,
        result,
        hardwareClass: hardwareClass({ provider, driver: result.driver }),
        scaledDifference: scaledDifference(first, logits),
      });
    }
    return answers;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of a file that was checked when it was collected. */
async function logitsIn(file: string): Promise<Float32Array> {
  const bytes = await readFile(file);
  const { tensors } = await readSafetensorsHeader(bytesOf(bytes));
  const logits = tensors.find(({ name }) => name === 'logits');
  if (!logits)
    throw runnerFault('RUNNER_ITEMS_INVALID', 'a run left no logits', { expected: 'a tensor named logits' });
  // Copied, for a view of floats must begin at a multiple of four.
  const count = logits.shape.reduce((product, dim) => product * dim, 1);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset + logits.offset).slice(0, 4 * count));
}
