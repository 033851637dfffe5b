import { readFile } from 'node:fs/promises';
import type { ByteSource } from '../base/byte-source.ts';
import { bytesOf } from '../base/byte-source.ts';
import { inspectImageDataset, type ImageDataset } from '../checkpoint/dataset.ts';
import { inspectArtifact } from '../checkpoint/inspect.ts';
import { outputsDigest, predictionsDigest } from '../evaluation/output-digest.ts';
import type { Protocol } from '../evaluation/protocol.ts';
import { openFileSource } from '../weights/open-file-source.ts';
import { progressTeller } from './child-progress.ts';
import { openClassifier, type Classifier } from './classifier.ts';
import { inputTensorFor, type InputTensor } from './input-tensor.ts';
import { writeItems } from './items.ts';
import type { JobInput } from './job-input.ts';
import type { JobResult } from './job-result.ts';
import { loadedDriver } from './loaded-driver.ts';
import { canonicalizeNaN, countCorrect, countUndecided, predictionsOf } from './predictions.ts';
import { OPTIMISATION_LEVEL } from './open-session.ts';
import { isOnGpu } from './provider.ts';
import { runnerRefusal } from './runner-error.ts';

/** Runs one model over its protocol's slice of one dataset; runs only in the child. */
export async function evaluate(job: JobInput): Promise<JobResult> {
  const { classes } = job.protocol.decoding;
  await using source = await openFileSource(job.datasetFile);
  const dataset = await inspectImageDataset(source);
  const labels = await labelsOf(source, dataset, job.protocol);
  await assertVerified(job.modelFile);
  const input = inputTensorFor(job.protocol.preprocessing, dataset);
  const classifier = await openClassifier(job.modelFile, {
    provider: job.provider,
    itemDims: input.itemDims,
    classes,
    batchSize: job.batchSize,
  });
  const logits = await logitsOf(source, dataset, job.protocol, input, classifier);
  canonicalizeNaN(logits);
  const predictions = predictionsOf(logits, classes);
  await writeItems(job.itemsFile, predictions, logits);
  return {
    items: labels.length,
    correct: countCorrect(predictions, labels),
    undecided: countUndecided(predictions),
    batchSize: classifier.batchSize,
    driver: isOnGpu(job.provider) ? await loadedDriver() : null,
    optimisationLevel: OPTIMISATION_LEVEL,
    outputsDigest: outputsDigest([
      {
        name: classifier.outputName,
        dtype: 'float32',
        dims: [labels.length, classes],
        bytes: new Uint8Array(logits.buffer),
      },
    ]),
    predictionsDigest: predictionsDigest(predictions),
  };
}

async function labelsOf(source: ByteSource, dataset: ImageDataset, protocol: Protocol): Promise<Uint8Array> {
  const { first, count } = protocol.dataset;
  if (first + count > dataset.n)
    throw mismatch(`items ${first}..${first + count - 1}`, `a dataset of ${dataset.n}`);
  const labels = await source.read(dataset.labelsOffset + first, count);
  const largest = labels.reduce((max, label) => Math.max(max, label), 0);
  if (largest < protocol.decoding.classes) return labels;
  throw mismatch(`labels below ${protocol.decoding.classes}`, `label ${largest}`);
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

/**
 * Logits [count, classes] of the protocol's items. Every batch has the same size, the last one filled up with
 * zeros, so that the kernels chosen by size are the same for every item.
 */
async function logitsOf(
  source: ByteSource,
  dataset: ImageDataset,
  { dataset: { first, count }, decoding: { classes } }: Protocol,
  input: InputTensor,
  { batchSize, run }: Classifier,
): Promise<Float32Array<ArrayBuffer>> {
  const logits = new Float32Array(count * classes);
  const batch = new Float32Array(batchSize * input.itemLength);
  const tell = progressTeller((line) => void process.stdout.write(line));
  for (let done = 0; done < count; done += batchSize) {
    const size = Math.min(batchSize, count - done);
    const offset = dataset.imagesOffset + (first + done) * input.itemLength;
    if (size < batchSize) batch.fill(0);
    input.write(batch, await source.read(offset, size * input.itemLength));
    logits.set((await run(batch)).subarray(0, size * classes), done * classes);
    tell(done + size, count);
  }
  return logits;
}

function mismatch(expected: string, received: string) {
  return runnerRefusal('RUNNER_DATASET_MISMATCH', 'the protocol and its dataset do not fit', {
    expected,
    received,
  });
}
