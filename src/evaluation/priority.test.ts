import { expect, test } from 'vitest';
import { parsePriority, priorityOf, rankOf } from './priority.ts';

test('a priority is read in any case, and its rank leads back to it', () => {
  for (const text of ['high', 'Normal', 'LOW'])
    expect(priorityOf(rankOf(parsePriority(text)))).toBe(text.toUpperCase());
  expect([rankOf('HIGH'), rankOf('NORMAL'), rankOf('LOW')]).toEqual([0, 1, 2]);
});

test('another word is refused', () => {
  expect(() => parsePriority('urgent')).toThrow(
    expect.objectContaining({ code: 'EVALUATION_PRIORITY_UNKNOWN' }),
  );
});
