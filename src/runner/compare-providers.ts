import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf } from '../base/byte-source.ts';
import type { HeirloomError } from '../base/errors.ts';
import { readSafetensorsHeader } from '../checkpoint/formats/safetensors-header.ts';
import { hardwareClass } from './environment.ts';
import type { JobResult } from './job-result.ts';
import { metricValue } from './metric-value.ts';
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
      readonly metric: string;
      readonly value: string;
      /** Against the first provider that ran: the largest difference of an answer, as a share of their range. */
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
    let first: Float32Array | Float64Array | null = null;
    for (const provider of providers) {
      options.signal?.throwIfAborted();
      const itemsPath = join(folder, `${answers.length}.safetensors`);
      const outcome = await runJob({ ...job, provider, itemsPath }, options);
      if (outcome.state !== 'RAN') {
        answers.push({ ...outcome, provider });
        continue;
      }
      const { state, result } = outcome;
      const values = await answersIn(itemsPath);
      first ??= values;
      answers.push({
        provider,
        state,
        result,
        metric: job.protocol.metric.id,
        value: metricValue(result).value,
        hardwareClass: hardwareClass({ provider, driver: result.driver }),
        scaledDifference: scaledDifference(first, values),
      });
    }
    return answers;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Logits, or what is nearest to them where they were too many to keep; of a file that was checked when it was collected. */
async function answersIn(file: string): Promise<Float32Array | Float64Array> {
  const bytes = await readFile(file);
  const { tensors } = await readSafetensorsHeader(bytesOf(bytes));
  const found = ['logits', 'nll', 'scores', 'predictions'].flatMap(
    (wanted) => tensors.find(({ name }) => name === wanted) ?? [],
  )[0];
  if (!found)
    throw runnerFault('RUNNER_ITEMS_INVALID', 'a run left no answers', {
      expected: 'logits, nll, scores or predictions',
    });
  // Copied, for a view of floats must begin at a multiple of its size.
  const copy = new Uint8Array(bytes.subarray(found.offset, found.offset + found.lengthBytes)).buffer;
  if (found.dtype === 'U8' || found.dtype === 'I32')
    return Float64Array.from(found.dtype === 'U8' ? new Uint8Array(copy) : new Int32Array(copy));
  return found.dtype === 'F64' ? new Float64Array(copy) : new Float32Array(copy);
}
