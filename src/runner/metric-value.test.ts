import { assert, double, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { isCanonicalDecimal } from '../evaluation/decimal.ts';
import type { JobResult } from './job-result.ts';
import { decimalText, metricValue } from './metric-value.ts';

const RESULT: JobResult = {
  items: 7,
  correct: 7,
  undecided: 0,
  nll: null,
  batchSize: 64,
  optimisationLevel: 'all',
  driver: null,
  outputsDigest: digestOf('o'),
  predictionsDigest: digestOf('p'),
  challenge: null,
};
const metric = (id: string) => ({ metric: { id, version: 1 } });

test('a share is written as a plain decimal nearer than any hub asks', () => {
  expect(decimalText(0 / 7)).toBe('0');
  expect(metricValue(metric('accuracy'), RESULT)).toEqual({ value: '1', samplingError: null });
  expect(decimalText(9201 / 10_000)).toBe('0.9201');
  expect(decimalText(1 / 1_000_000_000)).toBe('0.000000001');
  const counts = integer({ min: 1, max: 1_000_000_000 });
  assert(
    property(counts, double({ min: 0, max: 1, noNaN: true }), (items, share) => {
      const correct = Math.floor(items * share);
      const { value } = metricValue(metric('accuracy'), { ...RESULT, items, correct });
      expect(isCanonicalDecimal(value)).toBe(true);
      expect(Math.abs(Number(value) - correct / items)).toBeLessThan(1e-12);
    }),
  );
});

describe('a mean per token', () => {
  const of = (mean: number) => ({
    ...RESULT,
    correct: null,
    nll: { mean, samplingError: 0.25, tokens: 10 },
  });

  test('is the loss, and its exponential the perplexity', () => {
    expect(metricValue(metric('loss'), of(2))).toEqual({ value: '2', samplingError: '0.25' });
    expect(metricValue(metric('perplexity'), of(2))).toEqual({
      value: '7.38905609893065',
      samplingError: '1.847264024732663',
    });
  });

  test('so bad that it needs an exponent is written as a statement allows', () => {
    expect(metricValue(metric('perplexity'), of(100)).value).toMatch(/^2\.688117141816\d+e43$/);
    expect(decimalText(1e20)).toBe('1e20');
  });

  test('whose perplexity no float holds has none', () => {
    expect(() => metricValue(metric('perplexity'), of(1000))).toThrow(
      expect.objectContaining({ kind: 'refusal', code: 'RUNNER_METRIC_UNDEFINED' }),
    );
  });
});
