import fc from 'fast-check';
import { expect, test } from 'vitest';
import { templateDifference } from './template-difference.ts';

const shown = (before: string, after: string) =>
  templateDifference(before, after).map(
    ({ kind, line }) => `${{ SAME: ' ', REMOVED: '-', ADDED: '+' }[kind]}${line}`,
  );

test('shows what went out and what came in where it stood', () => {
  expect(shown('a\nb\nc\nd', 'a\nx\nc\ny\nd')).toEqual([' a', '-b', '+x', ' c', '+y', ' d']);
  expect(shown('a', 'a')).toEqual([' a']);
  expect(shown('', 'a')).toEqual(['-', '+a']);
  expect(shown('a\na', 'a')).toEqual([' a', '-a']);
});

test('gives both templates back, and no longer a list than needed', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = templateDifference(before, after);
      const without = (kind: string) =>
        lines
          .filter((each) => each.kind !== kind)
          .map(({ line }) => line)
          .join('\n');
      expect([without('ADDED'), without('REMOVED')]).toEqual([before, after]);
      if (before === after) expect(lines.every(({ kind }) => kind === 'SAME')).toBe(true);
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('does not compare long texts pair by pair, but keeps their equal ends', () => {
  const long = (word: string) =>
    ['first', ...Array.from({ length: 9000 }, (_, i) => `${word}${i}`), 'last'].join('\n');
  const lines = templateDifference(long('a'), long('b'));
  expect(lines).toHaveLength(18_002);
  expect([lines[0], lines.at(-1)]).toEqual([
    { kind: 'SAME', line: 'first' },
    { kind: 'SAME', line: 'last' },
  ]);
});
