import { expect, test } from 'vitest';
import { giveBack } from './give-back.ts';

test('bytes that are alone in their memory are gone', () => {
  const bytes = new Uint8Array(1000).fill(7);
  giveBack(bytes);
  expect(bytes.byteLength).toBe(0);
});

test('bytes beside which others lie are left alone', () => {
  const whole = new Uint8Array(1000).fill(7);
  giveBack(whole.subarray(0, 999));
  giveBack(whole.subarray(1));
  expect(whole).toEqual(new Uint8Array(1000).fill(7));
  const shared = new Uint8Array(new SharedArrayBuffer(10)).fill(7);
  giveBack(shared);
  expect(shared[9]).toBe(7);
});
