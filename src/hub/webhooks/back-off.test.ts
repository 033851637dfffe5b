import { expect, test } from 'vitest';
import { ATTEMPTS_MAX, retryAfterMs } from './back-off.ts';

test('waits four times as long after each failure, and never longer than eight hours', () => {
  expect([1, 2, 3, 9].map((attempts) => retryAfterMs(attempts, 0.5))).toEqual([
    1000, 4000, 16_000, 28_800_000,
  ]);
});

test('spreads a fifth both ways', () => {
  expect([retryAfterMs(2, 0), retryAfterMs(2, 0.999_999)]).toEqual([3200, 4800]);
});

test('gives up after more than half a day', () => {
  const waits = Array.from({ length: ATTEMPTS_MAX - 1 }, (_, i) => retryAfterMs(i + 1, 0));
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(10 * 3_600_000);
});
