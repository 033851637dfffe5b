import { describe, expect, test } from 'vitest';
import { canonicalJson, digestOfJson } from './canonical-json.ts';

describe('canonicalJson', () => {
  test('sorts keys by UTF-16 code units, as RFC 8785 asks', () => {
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '1': 3, '\ud83d\ude02': 4, ö: 5 })).toBe(
      '{"\\r":2,"1":3,"ö":5,"€":1,"😂":4}',
    );
  });

  test('leaves undefined members out', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  test.each([
    ['a float', 0.5],
    ['minus zero', -0],
    ['an unsafe integer', 2 ** 53],
    ['NaN', Number.NaN],
    ['a lone surrogate', '\ud800'],
    ['a Date', new Date(0) as never],
    ['a Map', new Map() as never],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson({ value })).toThrow(expect.objectContaining({ code: 'BASE_JSON_NOT_PLAIN' }));
  });

  test('names the path of what it refuses', () => {
    expect(() => canonicalJson({ a: [1, { b: 1.5 }] })).toThrow('$.a[1].b');
  });

  test('gives equal digests for equal values in any order', () => {
    expect(digestOfJson({ a: 1, b: [2] })).toBe(digestOfJson({ b: [2], a: 1 }));
  });
});
