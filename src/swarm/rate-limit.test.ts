import { expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';

let clockMs = 0;
const nowMs = () => clockMs;

test('gives a burst at once, then one at a time as it refills', () => {
  const limit = new RateLimit({ burst: 3, perSecond: 2, keysMax: 10, nowMs });
  const times = (count: number) =>
    Array.from({ length: count }, () => limit.admits('a')).filter(Boolean).length;
  expect(times(10)).toBe(3);
  clockMs += 1000;
  expect(times(10)).toBe(2);
  clockMs += 60_000;
  expect(times(10)).toBe(3);
});

test('counts each asker alone', () => {
  const limit = new RateLimit({ burst: 1, perSecond: 0, keysMax: 10, nowMs });
  expect(['a', 'b', 'a', 'b'].map((key) => limit.admits(key))).toEqual([true, true, false, false]);
});

test('remembers a bounded number of askers, and not those who are whole again', () => {
  const limit = new RateLimit({ burst: 1, perSecond: 1, keysMax: 100, nowMs });
  for (let i = 0; i < 5000; i++) limit.admits(`asker ${i}`);
  expect(limit.size).toBe(100);
  clockMs += 1000;
  limit.sweep();
  expect(limit.size).toBe(0);
});
