import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';

const here = import.meta.dirname;
const checkpoint = path.resolve(here, '..');
const tests = [checkpoint, path.resolve(checkpoint, '../weights'), path.resolve(checkpoint, '../../test')]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  )
  .filter((file) => file.endsWith('.test.ts') && file !== import.meta.filename)
  .map((file) => readFileSync(file, 'utf8'));

describe('the list of rules', () => {
  test('holds every rule of this folder once', () => {
    const files = readdirSync(here)
      .filter((file) => !file.endsWith('.test.ts'))
      .filter((file) => readFileSync(path.join(here, file), 'utf8').includes('satisfies Rule;'));
    expect(files.length).toBe(rules.length);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  test('goes from what rejects over what quarantines to what is noted', () => {
    const ranks = rules.map(({ effect }) => ['REJECT', 'QUARANTINE', 'NOTE'].indexOf(effect));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  test.each(rules.map((rule: Rule) => [rule.id, rule] as const))(
    '%s says what to do, and a test raises it',
    (id, rule) => {
      expect(rule.remedy).toMatch(/^\S.{15,}[^.]$/);
      if (rule.effect !== 'NOTE') expect(rule.severity).toBe('ERROR');
      expect(tests.some((text) => text.includes(id))).toBe(true);
    },
  );
});
