import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, roomViolations, styleViolations } from './room-rules.ts';

const src = path.resolve(import.meta.dirname, '../../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split(path.sep).join('/'));

describe('the source', () => {
  const each = (violations: (file: string, text: string) => readonly string[]) =>
    files.flatMap((file) => violations(file, readFileSync(path.join(src, file), 'utf8')));

  test('was found and read', () => {
    expect(files).toContain('base/errors.ts');
    expect(
      importsOf('hub/act.ts', readFileSync(path.join(src, 'hub/publish-checkpoint.ts'), 'utf8')),
    ).toContain('../checkpoint/manifest.ts');
  });

  test('keeps its rooms: no import upwards or sideways, every library with its keeper', () => {
    expect(each(roomViolations)).toEqual([]);
  });

  test('exports by name, says what its files are, and reads the environment in one place', () => {
    expect(each(styleViolations)).toEqual([]);
  });
});

describe('a planted violation is reported:', () => {
  test.for<[string, string, string, RegExp]>([
    [
      'an import upwards',
      'store/a.ts',
      `import { x } from '../hub/x.ts'`,
      /store imports hub, which is above/,
    ],
    ['a type upwards', 'base/a.ts', `import type { X } from '../store/x.ts'`, /base imports store/],
    ['a type in place', 'base/a.ts', `type X = import('../store/x.ts').X`, /base imports store/],
    ['a re-export upwards', 'base/a.ts', `export * from '../cli/x.ts'`, /base imports cli/],
    ['a dynamic import upwards', 'hub/a.ts', `await import('../http/x.ts')`, /hub imports http/],
    ['a computed import', 'hub/a.ts', `await import(name)`, /computed/],
    ['an import sideways', 'store/a.ts', `import { x } from '../weights/x.ts'`, /weights, which is beside/],
    ['an import of main.ts', 'cli/a.ts', `import '../main.ts'`, /main\.ts, which is above/],
    [
      'another room’s library',
      'hub/a.ts',
      `import { DataSource } from 'typeorm'`,
      /typeorm, which store keeps/,
    ],
    ['a deep path of a library', 'hub/a.ts', `import x from 'webtorrent/lib/x.js'`, /which swarm keeps/],
    ['a library nobody keeps', 'hub/a.ts', `import lodash from 'lodash'`, /nobody keeps lodash/],
    ['a test library in code', 'hub/a.ts', `import { vi } from 'vitest'`, /nobody keeps vitest/],
    [
      'I/O in the domain',
      'lineage/a.ts',
      `import { readFile } from 'node:fs/promises'`,
      /domain room lineage/,
    ],
    ['a room that is none', 'models/a.ts', '', /models is no room/],
    ['an import from such a room', 'hub/a.ts', `import '../models/x.ts'`, /models is no room/],
    ['a folder beside src', 'hub/a.ts', `import '../../test/x.ts'`, /imports test\/ beside src/],
  ])('%s', ([, file, text, message]) => {
    expect(roomViolations(file, text)).toEqual([expect.stringMatching(message)]);
  });

  test.for<[string, string, string, RegExp]>([
    ['a default export', 'hub/a.ts', 'export default 1', /default export/],
    ['a default export in disguise', 'hub/a.ts', 'const a = 1; export { a as default }', /default export/],
    ['the environment', 'hub/a.ts', 'export const a = process.env.HOME', /process\.env/],
    ['the environment in brackets', 'hub/a.ts', `export const a = process['env']`, /process\.env/],
    ['the environment by import', 'hub/a.ts', `import { env } from 'node:process'`, /process\.env/],
    ['utils', 'hub/utils.ts', '', /says nothing/],
    ['helpers', 'hub/helpers/a.ts', '', /says nothing/],
    ['common', 'common/a.ts', '', /says nothing/],
  ])('%s', ([, file, text, message]) => {
    expect(styleViolations(file, text)).toEqual([expect.stringMatching(message)]);
  });

  test('while what is allowed is not', () => {
    expect(roomViolations('store/a.ts', `import '../../migrations/migrations.ts'`)).toEqual([]);
    expect(roomViolations('hub/a.ts', `import type { A } from '../store/a.ts'; import 'node:fs'`)).toEqual(
      [],
    );
    expect(roomViolations('base/a.ts', `import { createHash } from 'node:crypto'`)).toEqual([]);
    expect(roomViolations('base/a.test.ts', `import { test } from 'vitest'; import 'node:fs'`)).toEqual([]);
  });
});
