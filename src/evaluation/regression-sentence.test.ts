import { expect, test } from 'vitest';
import { regressionSentence } from './regression-sentence.ts';

const found = {
  difference: -0.018,
  interval: [-0.029, -0.0071],
  isPaired: true,
  flips: { rightToWrong: 20, wrongToRight: 2, p: 0.0001 },
  items: 1000,
} as const;
const sentence = (metric: string, hardship: string, change: object = {}) =>
  regressionSentence({ metric, hardship }, { ...found, ...change }, 'REGRESSED');

test('a regression is told with its interval, its flips and what was done to the items', () => {
  expect(sentence('accuracy', '')).toBe(
    'accuracy −0.0180 [−0.0290, −0.0071] against its parent: regressed; 20 became wrong, 2 right',
  );
  expect(sentence('accuracy', 'gaussian-noise 3')).toMatch(/^accuracy, gaussian-noise 3, −0\.0180 /);
});

test('only likelihoods are in nats a token', () => {
  expect(sentence('perplexity', '', { flips: null })).toContain('] nats a token against');
  expect(sentence('trigger-success', '', { flips: null })).toContain('] against');
});
