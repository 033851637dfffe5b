import { expect, test } from 'vitest';
import { metricOf } from './metric-registry.ts';
import { samplingInterval } from './sampling-interval.ts';

test('a share has Wilson’s interval', () => {
  const [low, high] = samplingInterval(metricOf('accuracy', 1), { value: 0.9, items: 100, errors: [] }) ?? [];
  expect(low).toBeCloseTo(0.8256343, 6);
  expect(high).toBeCloseTo(0.9447708, 6);
});

test('a mean has that of its runs’ standard error, and none without one', () => {
  const loss = metricOf('loss', 1);
  const [low, high] = samplingInterval(loss, { value: 2.5, items: 9, errors: [0.1, 0.1, 0.3] }) ?? [];
  expect(low).toBeCloseTo(2.5 - 0.1959964, 6);
  expect(high).toBeCloseTo(2.5 + 0.1959964, 6);
  expect(samplingInterval(loss, { value: 2.5, items: 9, errors: [] })).toBeNull();
});

test('an interval does not leave the metric’s scale', () => {
  const perplexity = metricOf('perplexity', 1);
  expect(samplingInterval(perplexity, { value: 1.1, items: 9, errors: [1] })?.[0]).toBe(1);
});
