import { readFile } from 'node:fs/promises';
import { bytesOf } from '../base/byte-source.ts';
import { inspectDataset } from '../checkpoint/dataset.ts';
import { inspectArtifact } from '../checkpoint/inspect.ts';
import { outputDigester } from '../evaluation/output-digest.ts';
import { openFileSource } from '../weights/open-file-source.ts';
import { answerChallenge } from './answer-challenge.ts';
import { assertSupported } from './assert-supported.ts';
import { progressTeller } from './child-progress.ts';
import { rowsFrom } from './feed/feed.ts';
import { assertTokensKnown } from './feed/token-bound.ts';
import { writeItems } from './items-file.ts';
import { emptyItems } from './items-form.ts';
import type { JobInput } from './job-input.ts';
import type { ChildResult } from './job-result.ts';
import { loadedDriver } from './loaded-driver.ts';
import { openModel, type Model } from './model.ts';
import { OPTIMISATION_LEVEL } from './open-session.ts';
import { canonicalizeNaN } from './predictions.ts';
import { isOnGpu } from './provider.ts';
import { runnerRefusal } from './runner-error.ts';
import type { Ask } from './tasks/task.ts';
import { taskOf } from './tasks/task-of.ts';

/** Runs one model over its protocol's slice of one dataset, and over its challenge; runs only in the child. */
export async function evaluate({ protocol, provider, ...job }: JobInput): Promise<ChildResult> {
  const { count } = protocol.dataset;
  await using source = await openFileSource(job.datasetFile);
  const dataset = await inspectDataset(source);
  assertSupported(protocol, dataset);
  const kind = taskOf(protocol);
  const task = await kind.open({ source, dataset }, protocol);
  await assertVerified(job.modelFile);
  if (dataset.kind === 'TOKENS') {
    await using graph = await openFileSource(job.modelFile);
    await assertTokensKnown(graph, source, dataset, protocol);
  }
  const { inputs, outputDims } = task;
  const model = await openModel(job.modelFile, { provider, inputs, outputDims, batchSize: job.batchSize });
  const ask = askerOf(model);
  const form = kind.form(protocol, dataset);
  const kept = emptyItems(form);
  const dims = [count, ...task.answerDims];
  const digester = outputDigester({ name: model.outputName, dtype: 'float32', dims });
  const tell = progressTeller((line) => void process.stdout.write(line));
  const itemsAtOnce = Math.max(1, Math.floor(model.batchSize / task.rowsPerItem));
  for (let done = 0; done < count; done += itemsAtOnce) {
    const rows = await task.read(done, Math.min(itemsAtOnce, count - done));
    const answers = await task.answer(rows, ask);
    canonicalizeNaN(answers);
    digester.take(new Uint8Array(answers.buffer, answers.byteOffset, answers.byteLength));
    task.keep(kept, done, rows, answers);
    tell(Math.min(count, done + itemsAtOnce), count);
  }
  const challenge =
    job.challenge === null ? null : await answerChallenge(job.challenge, count, { task, ask });
  await writeItems(job.itemsFile, form, kept);
  return {
    items: count,
    batchSize: model.batchSize,
    driver: isOnGpu(provider) ? await loadedDriver() : null,
    optimisationLevel: OPTIMISATION_LEVEL,
    outputsDigest: digester.digest(),
    challenge,
  };
}

/** Any number of rows, in batches of the model's size. */
function askerOf(model: Model): Ask {
  return async (rows) => {
    if (rows.count <= model.batchSize) return model.run(rows);
    const parts: Float32Array[] = [];
    for (let done = 0; done < rows.count; done += model.batchSize) {
      const batch = rowsFrom(rows, done, Math.min(rows.count, done + model.batchSize));
      // Copied, for the runtime may use its memory again.
      parts.push((await model.run(batch)).slice());
    }
    const answers = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      answers.set(part, at);
      at += part.length;
    }
    return answers;
  };
}

/** The runtime parses less carefully than our reader, which refuses external data and foreign operators. */
async function assertVerified(modelFile: string): Promise<void> {
  const source = bytesOf(await readFile(modelFile));
  const { state, findings } = await inspectArtifact('model.onnx', source, { statistics: 'NONE' });
  if (state === 'VERIFIED') return;
  const finding = findings.find(({ severity }) => severity === 'ERROR');
  throw runnerRefusal('RUNNER_MODEL_UNVERIFIED', 'the model does not pass inspection', {
    expected: 'a model in state VERIFIED',
    received: `${state}: ${finding?.rule ?? ''} ${finding?.message ?? ''}`,
  });
}
