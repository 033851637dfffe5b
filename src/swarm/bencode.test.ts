import { describe, expect, test } from 'vitest';
import { bdecode, bencode } from './bencode.ts';

describe('bencode', () => {
  test.each<[string, Parameters<typeof bencode>[0], string]>([
    ['an integer', -42, 'i-42e'],
    ['a string by its bytes', 'é', '2:é'],
    ['a list', [1, 'a'], 'li1e1:ae'],
    ['a dictionary with sorted keys', { b: 1, a: 2 }, 'd1:ai2e1:bi1ee'],
  ])('writes %s', (_, value, text) => {
    expect(bencode(value).toString()).toBe(text);
  });
});

describe('bdecode', () => {
  test('reads back what was written', () => {
    const read = bdecode(bencode({ list: [1, ['x']], number: 7 })) as ReadonlyMap<string, unknown>;
    expect(read.get('number')).toBe(7);
    expect(read.get('list')).toEqual([1, [Buffer.from('x')]]);
  });

  test.each([
    ['nothing', ''],
    ['a torn string', '5:abc'],
    ['a huge length', '99999999999:a'],
    ['a torn dictionary', 'd1:a'],
    ['a torn list', 'li1e'],
    ['minus zero', 'i-0e'],
    ['a leading zero', 'i01e'],
    ['an empty integer', 'ie'],
    ['an integer past 2^53', 'i9007199254740993e'],
    ['an integer without end', 'i1'],
    ['bytes after the value', 'i1ei2e'],
    ['a key twice', 'd1:ai1e1:ai2ee'],
    ['a key that is no string', 'di1ei2ee'],
    ['a thousand lists', 'l'.repeat(1000)],
    ['other bytes', '<html>'],
  ])('refuses %s', (_, text) => {
    expect(() => bdecode(Buffer.from(text))).toThrow(
      expect.objectContaining({ code: 'SWARM_BENCODE_MALFORMED' }),
    );
  });
});
