import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { parse, specifiedRules, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { variables } from '../../scripts/generate/reference/environment.ts';
import { programOf } from '../../src/cli/program.ts';
import { limitsRule } from '../../src/graphql/limits.ts';
import { servedSchema } from '../../src/graphql/schema.ts';
import {
  blocksOf,
  CODE,
  codeViolations,
  commandViolations,
  linkViolations,
  variableViolations,
  type Page,
} from './prose-rules.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const filesBelow = (folder: string) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
    path.join(folder, file).split(path.sep).join('/'),
  );
const pages: readonly Page[] = [
  ...readdirSync(root).filter((file) => file.endsWith('.md')),
  ...['docs', 'scripts', 'src', '.github'].flatMap(filesBelow).filter((file) => file.endsWith('.md')),
].map((file) => ({ file, text: read(file) }));

const longFlagsOf = ({ options }: { readonly options: readonly { readonly long?: string | undefined }[] }) =>
  options.flatMap(({ long }) => long ?? []);
const program = await programOf(() => {
  throw new Error('no command runs here');
});
const flags = new Map(
  program.commands.map((command) => [
    command.name(),
    new Set([...[command, ...command.commands].flatMap(longFlagsOf), '--help']),
  ]),
);
flags.set('COMMAND', new Set(['--help']));
const readHere = [...read('src/config/env.ts').matchAll(/value\('([A-Z_]+)'\)/g)].map(
  (match) => match[1] ?? '',
);
const forTests = ['HEIRLOOM_TEST_DATA', 'HEIRLOOM_DRILL_CYCLES'];
const codes = new Set<string>([
  ...Object.values(ApolloServerErrorCode),
  ...filesBelow('src')
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => read(file).match(CODE) ?? []),
]);
const each = (violations: (page: Page) => readonly string[]) => pages.flatMap(violations);

describe('the documentation', () => {
  test('was found', () => {
    expect(pages.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['README.md', 'docs/README.md', 'src/README.md']),
    );
    expect(flags.size).toBeGreaterThan(15);
    expect(codes.size).toBeGreaterThan(100);
  });

  test('has no link that leads nowhere', () => {
    expect(each((page) => linkViolations(root, page))).toEqual([]);
  });

  test('names commands and flags that are there', () => {
    expect(each((page) => commandViolations({ flags }, page))).toEqual([]);
  });

  test('names environment variables that are read', () => {
    const known = new Set([...readHere, ...forTests]);
    expect(each((page) => variableViolations(known, page))).toEqual([]);
  });

  test('names error codes that are there', () => {
    expect(each((page) => codeViolations(codes, page))).toEqual([]);
  });

  test('lists exactly the variables that are read', () => {
    expect(variables.map(({ name }) => name).sort()).toEqual(readHere.sort());
  });

  test('asks GraphQL what the schema answers within its limits', async () => {
    const schema = await servedSchema();
    const blocks = pages.flatMap(({ text }) => blocksOf('graphql', text));
    const problems = blocks.flatMap((text) => validate(schema, parse(text), [...specifiedRules, limitsRule]));
    expect(blocks.length).toBeGreaterThan(3);
    expect(problems.map(({ message }) => message)).toEqual([]);
  });
});

describe('a planted violation is reported:', () => {
  const page = (text: string): Page => ({ file: 'docs/README.md', text });
  const fenced = (line: string) => page(`\`\`\`\n${line}\n\`\`\`\n`);

  test('a link to a missing file, and to a missing heading', () => {
    const text =
      '[a](missing.md) [b](../README.md#no-such-heading) [c](https://example.org) [d](../README.md)';
    expect(linkViolations(root, page(text))).toEqual([
      'docs/README.md: missing.md is not there',
      'docs/README.md: ../README.md#no-such-heading names no heading',
    ]);
  });

  test.for([
    ['a command', 'heirloom fly', /no command fly/],
    ['a flag', '$ npx heirloom pull a/b --fast', /pull has no flag --fast/],
    ['a flag on the next line', 'heirloom pull a/b \\\n  --fast', /no flag --fast/],
    ['a flag after a variable', 'DATABASE_URL=x heirloom hub --fast', /no flag --fast/],
  ] as const)('%s', ([, line, message]) => {
    expect(commandViolations({ flags }, fenced(line))).toEqual([expect.stringMatching(message)]);
  });

  test('a command in the middle of a sentence', () => {
    expect(commandViolations({ flags }, page('run `heirloom hub --fast` now'))).toHaveLength(1);
    expect(commandViolations({ flags }, page('run `heirloom hub --port 0` now'))).toEqual([]);
  });

  test('a variable and a code', () => {
    expect(variableViolations(new Set(), page('set HEIRLOOM_SPEED=9'))).toHaveLength(1);
    expect(codeViolations(codes, page('`HUB_NO_SUCH_THING`'))).toHaveLength(1);
  });
});
