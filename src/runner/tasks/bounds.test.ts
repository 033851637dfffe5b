import { expect, test } from 'vitest';
import { bytesOf } from '../../base/byte-source.ts';
import { digestOf } from '../../base/digest.ts';
import { inspectDataset } from '../../checkpoint/dataset.ts';
import { datasetOfJson } from '../../checkpoint/json-dataset.ts';
import { writeSafetensors } from '../../checkpoint/write-safetensors.ts';
import { parseProtocol } from '../../evaluation/protocol.ts';
import { assertSupported } from '../assert-supported.ts';
import { openItems } from '../items-file.ts';
import { taskOf } from './task-of.ts';

/*
 * What a hub counts again must end: a stranger chose the dataset, the protocol and the answers.
 */
const protocolOf = (task: string, decoding: object, metric: string, count: number, images = false) =>
  parseProtocol({
    task: { id: task, version: 1 },
    dataset: { digest: digestOf('data'), split: 'test', first: 0, count },
    preprocessing: images ? [{ step: 'layout', order: 'NCHW' }] : [],
    decoding,
    metric: { id: metric, version: 1 },
  });

const features = async (n: number, dims: number) =>
  inspectDataset(
    bytesOf(
      writeSafetensors([
        { name: 'features', dtype: 'F32', shape: [n, dims], bytes: new Uint8Array(4 * n * dims) },
      ]),
    ),
  );

test('episodes without end are refused before anybody plays them', async () => {
  const decoding = { rule: 'rollout', environment: 'CartPole-v1', actions: 2, stepsMax: 500 };
  const n = 40_001;
  const protocol = protocolOf('reinforcement-learning', decoding, 'mean-return', n);
  const dataset = await features(n, 4);
  expect(() => assertSupported(protocol, dataset)).toThrow(
    expect.objectContaining({ code: 'RUNNER_PROTOCOL_UNSUPPORTED' }),
  );
});

test('pictures that fill the memory of who counts them again are refused', async () => {
  const bytes = writeSafetensors([
    { name: 'images', dtype: 'U8', shape: [70, 1024, 1024], bytes: new Uint8Array(70 << 20) },
  ]);
  const decoding = { trainSteps: 1000, betaFrom: '0.0001', betaTo: '0.02', start: 300, steps: 8, seed: 1 };
  const protocol = protocolOf(
    'image-to-image',
    { rule: 'ddim', ...decoding },
    'mean-squared-error',
    70,
    true,
  );
  const dataset = await inspectDataset(bytesOf(bytes));
  expect(() => assertSupported(protocol, dataset)).toThrow(
    expect.objectContaining({ code: 'RUNNER_PROTOCOL_UNSUPPORTED' }),
  );
});

test('sequences too long to compare are refused, not compared', async () => {
  const [frames, words] = [20_000, 20_000];
  const source = bytesOf(
    writeSafetensors([
      { name: 'features', dtype: 'F32', shape: [1, 1], bytes: new Uint8Array(4) },
      { name: 'targets', dtype: 'I32', shape: [1, words], bytes: new Uint8Array(4 * words) },
    ]),
  );
  const dataset = await inspectDataset(source);
  const decoding = { rule: 'ctc-greedy', vocabulary: 3, blank: 2, frames };
  const protocol = protocolOf('automatic-speech-recognition', decoding, 'word-error-rate', 1);
  const task = taskOf(protocol);
  const form = task.form(protocol, dataset);
  const tensors = form.map((tensor) => ({
    ...tensor,
    bytes: new Uint8Array(tensor.shape.reduce((product, dim) => product * dim, 4)),
  }));
  const items = await openItems(bytesOf(writeSafetensors(tensors)), form);
  await expect(task.measure(items, { source, dataset }, protocol)).rejects.toMatchObject({
    code: 'RUNNER_PROTOCOL_UNSUPPORTED',
  });
});

test('an image with a thousand boxes and one is no dataset', async () => {
  const boxes = [Array.from({ length: 1001 }, () => [0, 0, 1, 1])];
  const json = JSON.stringify({ images: [[[0]]], boxes, box_labels: [boxes[0]!.map(() => 0)] });
  await expect(inspectDataset(bytesOf(datasetOfJson(json)))).rejects.toMatchObject({
    code: 'CHECKPOINT_DATASET_MALFORMED',
  });
});
