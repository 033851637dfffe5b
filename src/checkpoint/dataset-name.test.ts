import { expect, test } from 'vitest';
import { datasetNameOf } from './dataset-name.ts';

test.for([
  ['Ada/Digits', 'ada/digits'],
  ['huggingface.co:datasets/squad', 'huggingface.co:datasets/squad'],
  ['huggingface.co:datasets/Open-Orca/OpenOrca', 'huggingface.co:datasets/open-orca/openorca'],
])('%s is a dataset', ([text, name]) => {
  expect(datasetNameOf(text!)).toBe(name);
});

test.for([
  'MNIST training images, 6,000 of 60,000',
  '',
  'a/b/c',
  'huggingface.co:squad',
  'x:datasets/y',
  '../x',
])('%j names none', (text) => {
  expect(datasetNameOf(text)).toBeNull();
});
