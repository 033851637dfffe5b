import { describe, expect, test } from 'vitest';
import { progressReader, progressTeller, withoutProgress } from './child-progress.ts';

const line = (itemsDone: number, itemsTotal = 100) => `${JSON.stringify({ itemsDone, itemsTotal })}\n`;

test('a child tells whole percents, and not more often than four times a second', () => {
  let nowMs = 0;
  const told: string[] = [];
  const tell = progressTeller(
    (text) => told.push(text),
    () => nowMs,
  );
  for (let done = 1; done <= 1000; done++) {
    nowMs += 50;
    tell(done, 1000);
  }
  expect(told.length).toBeLessThanOrEqual(100);
  expect(told.at(-1)).toBe(line(1000, 1000));
  nowMs += 1000;
  tell(1000, 1000);
  expect(told.filter((text) => text === line(1000, 1000))).toHaveLength(1);
});

describe('a parent', () => {
  const read = (...chunks: string[]) => {
    const told: number[] = [];
    const take = progressReader(100, (done) => told.push(done));
    for (const chunk of chunks) take(Buffer.from(chunk));
    return told;
  };

  test('hears lines however they are cut', () => {
    const text = line(10) + line(20) + line(100);
    for (let at = 1; at < text.length; at++)
      expect(read(text.slice(0, at), text.slice(at))).toEqual([10, 20, 100]);
  });

  test.each<[string, string]>([
    ['more than all', line(101)],
    ['another total', line(5, 10)],
    ['fewer than before', line(10) + line(9)],
    ['a negative number', '{"itemsDone":-1,"itemsTotal":100}\n'],
    ['another field', '{"itemsDone":11,"itemsTotal":100,"x":1}\n'],
    ['a line without end', '{"itemsDone":'.padEnd(100_000, '1')],
    ['no JSON', '\u0000\n\n'],
  ])('believes nothing of %s', (_, text) => {
    expect(read(line(10), text).filter((done) => done !== 10)).toEqual([]);
  });

  test('hears a hundred lines and no more', () => {
    const text = Array.from({ length: 1000 }, (_, i) => line(i + 1, 1000)).join('');
    const told: number[] = [];
    progressReader(1000, (done) => told.push(done))(Buffer.from(text));
    expect(told).toHaveLength(100);
    expect(withoutProgress(Buffer.from(text)).toString()).toBe(text.slice(text.indexOf(line(101, 1000))));
  });
});

test('what is left without progress is the result, or whatever else came', () => {
  const left = (text: string) => withoutProgress(Buffer.from(text)).toString();
  expect(left(line(1) + line(2) + '{"result":1}\n')).toBe('{"result":1}\n');
  expect(left(`x\n${line(1)}`)).toBe(`x\n${line(1)}`);
  expect(left('')).toBe('');
  expect(left(line(5))).toBe('');
});
