import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}

const read = (name: string) => readFileSync(path.resolve(import.meta.dirname, '../..', name), 'utf8');
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> };
const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;

test('every locked package has its integrity, and none comes from beside the registry', () => {
  expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
  expect(unsafe(lock.packages)).toEqual([]);
});

test('every dependency is pinned to one version', () => {
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];
  const loose = kinds.flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}).filter(([, range]) => !isExact(range)),
  );
  expect(loose).toEqual([]);
});

test('no install script runs', () => {
  expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true');
  const own = Object.keys(manifest['scripts'] ?? {});
  expect(own.filter((name) => /^(pre|post)?(install|prepare)$/.test(name))).toEqual([]);
});

test('a planted package without integrity or from elsewhere is reported', () => {
  const resolved = 'https://registry.npmjs.org/a/-/a-1.0.0.tgz';
  const planted = {
    'node_modules/a': { resolved },
    'node_modules/b': { resolved: 'git+ssh://git@github.com/b/b.git#1', integrity: 'sha512-x' },
    'node_modules/c': { link: true },
    'node_modules/d': { resolved, integrity: 'sha1-x' },
    'node_modules/e': { resolved, integrity: 'sha512-x' },
    'node_modules/f': { integrity: 'sha512-x' },
  };
  expect(unsafe(planted)).toEqual(['node_modules/a', 'node_modules/b', 'node_modules/c', 'node_modules/d']);
  expect(['^1.0.0', '1', 'latest', '1.2.x'].filter(isExact)).toEqual([]);
});

const REGISTRY = 'https://registry.npmjs.org/';

function unsafe(packages: Readonly<Record<string, LockedPackage>>): readonly string[] {
  const named = Object.entries(packages).filter(([name]) => name !== '');
  return named.filter(([, facts]) => !isFromRegistry(facts)).map(([name]) => name);
}

// The lock names no registry: each machine has its own, and the integrity makes them equal.
function isFromRegistry({ resolved = REGISTRY, integrity = '', link = false }: LockedPackage): boolean {
  return !link && resolved.startsWith(REGISTRY) && integrity.startsWith('sha512-');
}

function isExact(range: string): boolean {
  return /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range);
}
