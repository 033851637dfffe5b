import { expect, test } from 'vitest';
import { Receiving } from './receiving.ts';

const REFUSED = expect.objectContaining({ code: 'HTTP_UPLOADS_MANY' });

test('one contributor has ten at once, and another finds room', () => {
  const receiving = new Receiving();
  const held = Array.from({ length: 10 }, () => receiving.take(1));
  expect(() => receiving.take(1)).toThrow(REFUSED);
  using other = receiving.take(2);
  expect(other).toBeDefined();
  held[0]![Symbol.dispose]();
  receiving.take(1);
});

test('the hub takes twenty at once, and after them all as many again', () => {
  const receiving = new Receiving();
  const held = Array.from({ length: 20 }, (_, i) => receiving.take(i % 4));
  expect(() => receiving.take(9)).toThrow(REFUSED);
  for (const one of held) one[Symbol.dispose]();
  for (let i = 0; i < 20; i++) receiving.take(i % 4);
  expect(() => receiving.take(9)).toThrow(REFUSED);
});
