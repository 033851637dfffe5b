import { expect, test } from 'vitest';
import { canonicalizeNaN, countUndecided, NO_CLASS, predictionsOf, rightOf } from './predictions.ts';

const { NaN: nan, POSITIVE_INFINITY: infinite } = Number;
const predict = (...rows: readonly (readonly number[])[]) => [
  ...predictionsOf(new Float32Array(rows.flat()), rows[0]?.length ?? 1),
];

test('the largest logit is the predicted class, wherever it stands', () => {
  expect(predict([3, 1, 2], [1, 3, 2], [1, 2, 3], [-3, -2, -9])).toEqual([0, 1, 2, 1]);
});

test('among equal logits the lowest index is predicted', () => {
  expect(predict([1, 5, 5], [0, 0, 0], [-0, 0, -0], [infinite, infinite, 1])).toEqual([1, 0, 0, 0]);
});

test('a row with a NaN predicts nothing, wherever the NaN stands', () => {
  expect(predict([nan, 1, 2], [1, nan, 2], [9, 1, nan])).toEqual([NO_CLASS, NO_CLASS, NO_CLASS]);
});

test('a prediction of nothing is never correct, not even for a label of the same byte', () => {
  const predictions = Uint8Array.of(1, NO_CLASS, 2, NO_CLASS);
  expect([...rightOf(predictions, Uint8Array.of(1, NO_CLASS, 3, 0))]).toEqual([1, 0, 0, 0]);
  expect(countUndecided(predictions)).toBe(2);
});

test('every NaN becomes the quiet one, and nothing else changes', () => {
  const bits = Uint32Array.of(0x7f800001, 0xffc12345, 0x7f800000, 0x80000000, 0x3f800000);
  canonicalizeNaN(new Float32Array(bits.buffer));
  expect([...bits]).toEqual([0x7fc00000, 0x7fc00000, 0x7f800000, 0x80000000, 0x3f800000]);
});
