import { expect, test } from 'vitest';
import { KnownQueries } from './known-queries.ts';

test('a text is found by its key until it is deleted', async () => {
  const known = new KnownQueries(null);
  await known.set('apq:1', '{ hub { id } }');
  expect(await known.get('apq:1')).toBe('{ hub { id } }');
  await known.delete('apq:1');
  expect(await known.get('apq:1')).toBeUndefined();
});

test('the text unused longest leaves when the bytes are full', async () => {
  const known = new KnownQueries(null, 3000);
  const text = 'x'.repeat(200);
  for (const key of ['a', 'b', 'c', 'd']) await known.set(key, text);
  await known.get('a');
  await known.set('e', text);
  expect(await known.get('b')).toBeUndefined();
  expect(await known.get('a')).toBe(text);
});

test('a text set again is counted once', async () => {
  const known = new KnownQueries(null, 1500);
  const text = 'x'.repeat(200);
  for (const key of ['a', 'b', 'b', 'b', 'b']) await known.set(key, text);
  expect(await known.get('a')).toBe(text);
});

test('a text larger than all room is not kept', async () => {
  const known = new KnownQueries(null, 1000);
  await known.set('a', 'x'.repeat(1000));
  expect(await known.get('a')).toBeUndefined();
});

test('a listed text is known without anybody having sent it, and is not forgotten', async () => {
  const known = new KnownQueries(
    { textOf: (sha256) => (sha256 === 'ab12' ? '{ hub { id } }' : undefined) },
    600,
  );
  for (const key of ['apq:1', 'apq:2', 'apq:3']) await known.set(key, 'x'.repeat(100));
  expect(await known.get('apq:ab12')).toBe('{ hub { id } }');
  expect(await known.get('apq:1')).toBeUndefined();
});
