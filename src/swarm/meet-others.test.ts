import { expect, test } from 'vitest';
import { isMet } from './meet-others.ts';

const meeting = { told: null, met: 0, quietMs: 0, waitedMs: 0 };

test('who is alone waits for nobody', () => {
  expect(isMet({ ...meeting, told: 0 })).toBe(true);
  expect(isMet(meeting)).toBe(false);
});

test('all that were told of are waited for, while they keep coming', () => {
  expect(isMet({ ...meeting, told: 3, met: 2, quietMs: 200 })).toBe(false);
  expect(isMet({ ...meeting, told: 3, met: 3 })).toBe(true);
});

test('some that never come keep nobody waiting', () => {
  expect(isMet({ ...meeting, told: 50, met: 2, quietMs: 300 })).toBe(true);
  expect(isMet({ ...meeting, told: 50, waitedMs: 1100 })).toBe(true);
  expect(isMet({ ...meeting, told: 50, waitedMs: 900, quietMs: 900 })).toBe(false);
});

test('without a word of a tracker the first who is met is enough', () => {
  expect(isMet({ ...meeting, met: 1 })).toBe(true);
  expect(isMet({ ...meeting, waitedMs: 1100 })).toBe(true);
});
