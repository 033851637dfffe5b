import { assert, double, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { isCanonicalDecimal } from '../evaluation/decimal.ts';
import { decimalText, metricValue } from './metric-value.ts';

test('a share is written as a plain decimal nearer than any hub asks', () => {
  expect(decimalText(0 / 7)).toBe('0');
  expect(metricValue({ value: 1, samplingError: null })).toEqual({ value: '1', samplingError: null });
  expect(decimalText(9201 / 10_000)).toBe('0.9201');
  expect(decimalText(1 / 1_000_000_000)).toBe('0.000000001');
  const counts = integer({ min: 1, max: 1_000_000_000 });
  assert(
    property(counts, double({ min: 0, max: 1, noNaN: true }), (items, share) => {
      const correct = Math.floor(items * share);
      const { value } = metricValue({ value: correct / items, samplingError: null });
      expect(isCanonicalDecimal(value)).toBe(true);
      expect(Math.abs(Number(value) - correct / items)).toBeLessThan(1e-12);
    }),
  );
});

test('a mean brings its error', () => {
  expect(metricValue({ value: 2, samplingError: 0.25 })).toEqual({ value: '2', samplingError: '0.25' });
});

test('a correlation may be below zero, and zero has no sign', () => {
  expect(decimalText(-0.25)).toBe('-0.25');
  expect(decimalText(-1e-17)).toBe('0');
});

test('a perplexity that needs an exponent is written as a statement allows', () => {
  expect(decimalText(Math.exp(100))).toMatch(/^2\.688117141816\d+e43$/);
  expect(decimalText(1e20)).toBe('1e20');
});

test.each([Number.POSITIVE_INFINITY, Number.NaN])('%s is no value', (value) => {
  expect(() => metricValue({ value, samplingError: null })).toThrow(
    expect.objectContaining({ kind: 'refusal', code: 'RUNNER_METRIC_UNDEFINED' }),
  );
});
