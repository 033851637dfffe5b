import { readFile } from 'node:fs/promises';
import { bytesOf } from '../base/byte-source.ts';
import { inspectArtifact } from '../checkpoint/inspect.ts';
import { openFileSource } from '../weights/open-file-source.ts';
import { answerChallenge } from './answer-challenge.ts';
import { progressTeller } from './child-progress.ts';
import type { JobInput } from './job-input.ts';
import type { JobResult } from './job-result.ts';
import { loadedDriver } from './loaded-driver.ts';
import { openModel } from './model.ts';
import { OPTIMISATION_LEVEL } from './open-session.ts';
import { openTask } from './open-task.ts';
import { isOnGpu } from './provider.ts';
import { runnerRefusal } from './runner-error.ts';

/** Runs one model over its protocol's slice of one dataset, and over its challenge; runs only in the child. */
export async function evaluate({ protocol, provider, ...job }: JobInput): Promise<JobResult> {
  const { count } = protocol.dataset;
  await using source = await openFileSource(job.datasetFile);
  const { feed, outputDims, ...task } = await openTask(source, protocol);
  await assertVerified(job.modelFile);
  const form = { provider, inputs: feed.inputs, outputDims, batchSize: job.batchSize };
  const model = await openModel(job.modelFile, form);
  const scorer = task.scorer(model.outputName);
  const tell = progressTeller((line) => void process.stdout.write(line));
  for (let done = 0; done < count; done += model.batchSize) {
    const rows = await feed.read(done, Math.min(model.batchSize, count - done));
    scorer.take(rows, await model.run(rows));
    tell(done + rows.count, count);
  }
  const asked = { feed, scorer, model };
  const challenge = job.challenge === null ? null : await answerChallenge(job.challenge, count, asked);
  return {
    items: count,
    ...(await scorer.finish(job.itemsFile)),
    batchSize: model.batchSize,
    driver: isOnGpu(provider) ? await loadedDriver() : null,
    optimisationLevel: OPTIMISATION_LEVEL,
    challenge,
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
