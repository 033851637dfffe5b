import { expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { readJobInput, type JobInput } from './job-input.ts';

const JOB: JobInput = {
  modelFile: '/work/model/model.onnx',
  datasetFile: '/work/data/dataset.safetensors',
  itemsFile: '/work/items.safetensors',
  batchSize: 64,
  provider: 'cpu',
  challenge: 'a1'.repeat(32),
  protocol: {
    task: { id: 'image-classification', version: 1 },
    dataset: { digest: digestOf('x'), split: 'test', first: 0, count: 10 },
    preprocessing: [{ step: 'layout', order: 'NCHW' }],
    decoding: { rule: 'argmax', classes: 10 },
    metric: { id: 'accuracy', version: 1 },
  },
};

test('a job is read as it was written', () => {
  expect(readJobInput(JSON.parse(JSON.stringify(JOB)))).toEqual(JOB);
});

test.each([
  ['without a batch', { batchSize: 0 }, 'RUNNER_JOB_MALFORMED'],
  ['with an endless batch', { batchSize: 1e9 }, 'RUNNER_JOB_MALFORMED'],
  ['without a model', { modelFile: '' }, 'RUNNER_JOB_MALFORMED'],
  ['with more than is known', { shell: 'sh' }, 'RUNNER_JOB_MALFORMED'],
  ['with a short challenge', { challenge: 'a1' }, 'RUNNER_JOB_MALFORMED'],
  ['on a provider nobody knows', { provider: 'abacus' }, 'RUNNER_JOB_MALFORMED'],
  ['without a protocol', { protocol: {} }, 'EVALUATION_PROTOCOL_MALFORMED'],
])('a job %s is refused', (_, change, code) => {
  expect(() => readJobInput({ ...JOB, ...change })).toThrow(expect.objectContaining({ code }));
});
