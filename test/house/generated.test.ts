import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const check = (folder: string) =>
  promisify(execFile)(process.execPath, ['scripts/generate.ts', '--check'], { cwd: folder });

test('every generated file is what the contract makes it', async () => {
  const { stdout } = await check(root);
  expect(stdout).toBe('');
});

test('a generated file that was changed by hand is reported', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-generated-'));
  try {
    for (const part of ['src', 'schema', 'scripts', 'migrations', 'docs', 'web', 'package.json'])
      await cp(path.join(root, part), path.join(folder, part), { recursive: true, filter: isSource });
    await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    const table = path.join(folder, 'src/graphql/generated/access-table.ts');
    await writeFile(table, (await readFile(table, 'utf8')).replace("'PUBLISH'", "'PUBLIC'"));
    await expect(check(folder)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('out of date: src/graphql/generated/access-table.ts\n'),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

function isSource(file: string): boolean {
  return !/node_modules|scripts.(demo|zoo)|web.dist/.test(path.relative(root, file));
}
