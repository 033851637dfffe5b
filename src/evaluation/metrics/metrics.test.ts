import { describe, expect, test } from 'vitest';
import { jackknifeError } from '../statistics/jackknife.ts';
import { overlapOf, keepBest } from './boxes.ts';
import { macroF1, mcc } from './confusion.ts';
import { editDistance } from './edit-distance.ts';
import { meanAveragePrecision } from './mean-average-precision.ts';
import { meanOfItems, ratioOf, shareOf } from './measured.ts';
import { spearman } from './spearman.ts';

describe('classes', () => {
  const labels = Uint8Array.of(0, 0, 0, 1, 1, 2, 2, 2, 2, 0);
  const predictions = Uint8Array.of(0, 0, 1, 1, 2, 2, 2, 0, 2, 0);

  test('macro F1 and Matthews’ correlation are those of the definitions', () => {
    expect(macroF1({ predictions, labels, classes: 3 }).value).toBeCloseTo(2 / 3, 12);
    expect(mcc({ predictions, labels, classes: 3 }).value).toBeCloseTo(0.53125, 12);
  });

  test('a class that is nowhere changes nothing; a prediction of none is wrong', () => {
    expect(macroF1({ predictions, labels, classes: 9 }).value).toBeCloseTo(2 / 3, 12);
    const undecided = predictions.map((predicted, i) => (i === 0 ? 255 : predicted));
    expect(macroF1({ predictions: undecided, labels, classes: 3 }).value).toBeLessThan(2 / 3);
  });

  test('everything right is 1 without an error, one answer for all correlates with nothing', () => {
    expect(mcc({ predictions: labels, labels, classes: 3 })).toMatchObject({ value: 1, samplingError: 0 });
    expect(mcc({ predictions: new Uint8Array(10), labels, classes: 3 }).value).toBe(0);
  });
});

test('the jackknife of a mean is its standard error', () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6];
  const mean = values.reduce((sum, value) => sum + value, 0) / 8;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 7);
  const error = jackknifeError(8, (isIn) => {
    const part = values.filter((_, i) => isIn(i));
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
  expect(error).toBeCloseTo(deviation / Math.sqrt(8), 12);
  expect(jackknifeError(1, () => 1)).toBeNull();
  expect(jackknifeError(5, (isIn) => (isIn(0) ? 1 : null))).toBeNull();
});

test.each<[string, string, number]>([
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
  ['abc', '', 3],
  ['abc', 'abc', 0],
  ['flaw', 'lawn', 2],
])('%s becomes %s in %i edits', (from, to, edits) => {
  const tokens = (text: string) => [...Buffer.from(text)];
  expect(editDistance(tokens(from), tokens(to))).toBe(edits);
});

describe('ranks', () => {
  test('with ties correlate as defined', () => {
    const measured = spearman([1, 2, 2, 4, 5.5, 6], [2, 1, 3, 3, 8, 5]);
    expect(measured.value).toBeCloseTo(0.808_823_529_411_764_7, 12);
    expect(measured.samplingError).toBeGreaterThan(0);
  });

  test('the other way round are −1, of one value nothing', () => {
    expect(spearman([1, 2, 3, 4], [8, 4, 2, 1]).value).toBeCloseTo(-1, 12);
    expect(spearman([1, 1, 1, 1], [8, 4, 2, 1]).value).toBeNaN();
  });
});

describe('boxes', () => {
  const box = (x0: number, y0: number, x1: number, y1: number, label = 0) => ({ x0, y0, x1, y1, label });
  const found = (x0: number, score: number, label = 0) => ({ ...box(x0, 0, x0 + 10, 10, label), score });

  test('overlap by their share of both', () => {
    expect(overlapOf(box(0, 0, 10, 10), box(5, 0, 15, 10))).toBeCloseTo(1 / 3, 12);
    expect(overlapOf(box(0, 0, 10, 10), box(10, 0, 20, 10))).toBe(0);
    expect(overlapOf(box(0, 0, 10, 10), box(Number.NaN, 0, 5, 5))).toBe(0);
  });

  test('that cover a better one of their class are dropped, others stay', () => {
    const kept = keepBest([found(1, 0.5), found(0, 0.9), found(2, 0.8, 1), found(30, 0.1)], 0.5);
    expect(kept.map(({ score }) => score)).toEqual([0.9, 0.8, 0.1]);
  });

  test('found in falling order of score give the area under their precision', () => {
    // Of two boxes the first is hit at 0.9, the second at 0.3, and between them one misses: 0.5·1 + 0.5·2/3.
    const measured = meanAveragePrecision({
      found: [[found(0, 0.9), found(100, 0.6)], [found(50, 0.3)]],
      right: [[box(0, 0, 10, 10)], [box(52, 0, 62, 10)]],
    });
    expect(measured.value).toBeCloseTo(0.5 + 1 / 3, 12);
  });

  test('match once, and only their class', () => {
    const right = [[box(0, 0, 10, 10)]];
    expect(meanAveragePrecision({ found: [[found(0, 0.9, 1)]], right }).value).toBe(0);
    expect(meanAveragePrecision({ found: [[found(0, 0.9), found(1, 0.8)]], right }).value).toBe(1);
    expect(meanAveragePrecision({ found: [[found(1, 0.9), found(0, 0.8)]], right }).value).toBe(1);
  });
});

test('means know their items, shares their counts', () => {
  expect(shareOf(Uint8Array.of(1, 0, 1, 1))).toMatchObject({
    value: 0.75,
    correct: 3,
    samplingError: null,
    units: null,
  });
  expect(meanOfItems(Float64Array.of(1, 3))).toMatchObject({ value: 2, samplingError: 1, units: null });
  expect(ratioOf(Float64Array.of(1, 1), Int32Array.of(3, 5))).toMatchObject({ value: 0.25, units: 8 });
});
