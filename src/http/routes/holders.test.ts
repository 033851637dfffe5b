import { expect, test } from 'vitest';
import { Holders } from './holders.ts';

test('an upload is busy until the last of those who work on it is done', () => {
  const busy = new Holders<string>();
  const examining = busy.hold('a');
  busy.hold('a')[Symbol.dispose]();
  expect([busy.has('a'), busy.has('b')]).toEqual([true, false]);
  examining[Symbol.dispose]();
  expect(busy.has('a')).toBe(false);
});
