import { expect, test } from 'vitest';
import { WindowCache } from './window-cache.ts';

const keys = (cache: WindowCache) =>
  ['a:0', 'a:1', 'b:0', 'ab:0'].filter((key) => cache.get(key) !== undefined);

function filled(): WindowCache {
  const cache = new WindowCache(30);
  for (const key of ['a:0', 'a:1', 'b:0']) cache.put(key, Buffer.alloc(10));
  return cache;
}

test('forgets what was used longest ago', () => {
  const cache = filled();
  cache.get('a:0');
  cache.put('ab:0', Buffer.alloc(10));
  expect(keys(cache)).toEqual(['a:0', 'b:0', 'ab:0']);
});

test('counts a window that is put twice once', () => {
  const cache = filled();
  for (let i = 0; i < 10; i++) cache.put('a:1', Buffer.alloc(10));
  expect(keys(cache)).toEqual(['a:0', 'a:1', 'b:0']);
});

test('keeps no window larger than all of it', () => {
  const cache = filled();
  cache.put('ab:0', Buffer.alloc(31));
  expect(keys(cache)).toEqual([]);
  cache.put('a:0', Buffer.alloc(30));
  expect(keys(cache)).toEqual(['a:0']);
});

test('drops one torrent and no other, and has its room again', () => {
  const cache = filled();
  cache.drop('a');
  expect(keys(cache)).toEqual(['b:0']);
  cache.put('ab:0', Buffer.alloc(20));
  expect(keys(cache)).toEqual(['b:0', 'ab:0']);
  cache.clear();
  expect(keys(cache)).toEqual([]);
});
