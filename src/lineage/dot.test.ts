import { expect, test } from 'vitest';
import { merged, shuffled } from './ancestry-fixture.ts';
import { dotOf } from './dot.ts';

test('a graph is drawn with kinds, stubs dashed, and the same each time', () => {
  const text = dotOf(merged);
  expect(text).toContain(
    '"Checkpoint:9" [label="ada/merged@main\\nApache-2.0 OR LicenseRef-own", style="bold"];',
  );
  expect(text).toContain('"Checkpoint:1" [label="huggingface.co:meta-llama/Llama-2-7b", style="dashed"];');
  expect(text).toContain('"Checkpoint:1" -> "Checkpoint:5" [label="CONVERSION", style="bold"];');
  expect(dotOf(shuffled)).toBe(text);
});

test('a hostile name stays within its quotes, on its line', () => {
  const text = dotOf(merged);
  const line = text.split('\n').find((one) => one.startsWith('  "Checkpoint:2" ['));
  expect(line).toBe(
    '  "Checkpoint:2" [label="huggingface.co:\\"];\u{FFFD}evil [label=<b>x</b>]\\\\N\\\\\\" &amp; &amp;lt;script&amp;gt;\u{FFFD}\u{FFFD}/../?#", style="dashed"];',
  );
  // Outside of quotes nothing is left but the language's own words.
  const outside = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '');
  const words = outside.match(/[A-Za-z]+/g) ?? [];
  const known = new Set([
    'digraph',
    'lineage',
    'rankdir',
    'TB',
    'node',
    'edge',
    'shape',
    'box',
    'fontname',
    'fontsize',
    'label',
    'style',
  ]);
  expect(words.filter((word) => !known.has(word))).toEqual([]);
});

test('a cut graph says so', () => {
  expect(dotOf({ ...merged, isWhole: false })).toContain('more ancestors');
  expect(dotOf(merged)).not.toContain('more ancestors');
});
