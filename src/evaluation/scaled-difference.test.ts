import { expect, test } from 'vitest';
import { scaledDifference } from './scaled-difference.ts';

test.each<[string, number[], number[], number]>([
  ['equal answers', [1, 2, 3], [1, 2, 3], 0],
  ['a tenth of the range', [0, 10], [1, 10], 0.1],
  ['one value, by its size', [4], [5], 0.25],
  ['the same NaN', [Number.NaN, 1, 3], [Number.NaN, 1, 3], 0],
  ['a NaN on one side', [1, 2], [Number.NaN, 2], Number.POSITIVE_INFINITY],
  ['an Infinity on one side', [1, 2], [1, Number.POSITIVE_INFINITY], Number.POSITIVE_INFINITY],
  ['another length', [1, 2], [1], Number.POSITIVE_INFINITY],
])('%s', (_, expected, received, difference) => {
  expect(scaledDifference(expected, received)).toBe(difference);
});
