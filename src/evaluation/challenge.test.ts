import { assert, integer, property, uint8Array } from 'fast-check';
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  blendsOf,
  blendValues,
  challengeAgrees,
  cutOf,
  isAnswers,
  readAnswers,
  writeAnswers,
} from './challenge.ts';

const NONCE = '00'.repeat(31) + '01';

test('a nonce chooses the same blends everywhere', () => {
  // As an implementation in another language has them.
  expect(blendsOf(NONCE, 1000).map(({ a, b, eighths }) => [a, b, eighths])).toEqual([
    [344, 127, 7],
    [586, 748, 2],
    [716, 678, 4],
    [920, 41, 3],
    [745, 139, 2],
    [201, 919, 6],
    [660, 839, 3],
    [554, 624, 7],
  ]);
});

test('the first number is the first word of the keyed digest', () => {
  const block = createHmac('sha256', Buffer.from(NONCE, 'hex'))
    .update('heirloom-challenge-v1')
    .update(Uint8Array.of(0, 0, 0, 0))
    .digest();
  expect(blendsOf(NONCE, 1_000)[0]?.a).toBe(block.readUInt32BE(0) % 1000);
});

test('every blend lies inside the slice, whatever the nonce and the slice', () => {
  const nonces = uint8Array({ minLength: 32, maxLength: 32 });
  assert(
    property(nonces, integer({ min: 1, max: 1_000_000_000 }), (bytes, items) => {
      const blends = blendsOf(Buffer.from(bytes).toString('hex'), items);
      expect(blends).toHaveLength(8);
      for (const { a, b, eighths } of blends) {
        expect(Math.max(a, b)).toBeLessThan(items);
        expect(eighths).toBeGreaterThanOrEqual(1);
        expect(eighths).toBeLessThanOrEqual(7);
      }
    }),
  );
});

test('values are weighed, and sequences cut where both have a part', () => {
  expect([...blendValues(Float32Array.of(8, 0), Float32Array.of(0, 16), 3)]).toEqual([3, 10]);
  expect([1, 4, 7].map((eighths) => cutOf(64, eighths))).toEqual([8, 32, 56]);
  expect([1, 7].map((eighths) => cutOf(2, eighths))).toEqual([1, 1]);
  expect(cutOf(1, 4)).toBe(1);
});

test('answers come back as they were written', () => {
  const text = writeAnswers(Float32Array.of(1.5, -0, Number.NaN, Number.POSITIVE_INFINITY));
  expect(isAnswers(text)).toBe(true);
  expect([...readAnswers(text)]).toEqual([1.5, -0, Number.NaN, Number.POSITIVE_INFINITY]);
});

test.each<[string, unknown]>([
  ['no text', 7],
  ['nothing', ''],
  ['half a float', 'AACA'],
  ['other characters', 'AACAPw=!'],
  ['no padding', 'AACAPw'],
  ['more than is asked', 'AAAA'.repeat(20_000)],
])('%s is no answer', (_, value) => {
  expect(isAnswers(value)).toBe(false);
});

describe('two answers', () => {
  const answers = Float32Array.of(0, 10, 5);
  test.each<[string, number[], boolean]>([
    ['that are equal agree', [0, 10, 5], true],
    ['a hundredth of the range apart agree', [0, 10, 5.1], true],
    ['further apart disagree', [0, 10, 5.2], false],
    ['of another length disagree', [0, 10], false],
    ['of which one is NaN disagree', [0, 10, Number.NaN], false],
  ])('%s', (_, received, isRight) => {
    expect(challengeAgrees(answers, Float32Array.from(received))).toBe(isRight);
  });

  test('that say nothing disagree', () => {
    expect(challengeAgrees(new Float32Array(), new Float32Array())).toBe(false);
  });
});
