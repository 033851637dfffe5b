import { expect, test } from 'vitest';
import { bytesIn, countIn } from './amounts.ts';

test.each([
  ['8GB', 8e9],
  ['7.5 GiB', 8_053_063_680],
  ['512mb', 512e6],
  ['1000', 1000],
  ['0', 0],
])('%s is %d bytes', (text, bytes) => {
  expect(bytesIn('--fits', text)).toBe(bytes);
});

test.each(['', 'much', '8 apples', '-1GB', '1e9', '999999999999999TB', '8GB7'])('%j is no size', (text) => {
  expect(() => bytesIn('--fits', text)).toThrow(expect.objectContaining({ code: 'CLI_AMOUNT_UNREADABLE' }));
});

test('a count is a whole number', () => {
  expect(countIn('--limit', '20')).toBe(20);
  for (const text of ['', 'ten', '1.5', '-1'])
    expect(() => countIn('--limit', text)).toThrow(
      expect.objectContaining({ code: 'CLI_AMOUNT_UNREADABLE' }),
    );
});
