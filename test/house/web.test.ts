import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, specifiedRules, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { limits, limitsRule } from '../../src/graphql/limits.ts';
import { servedSchema } from '../../src/graphql/schema.ts';
import { defaultQuery } from '../../web/src/editor/default-query.ts';
import * as documents from '../../web/src/generated/operations.ts';
import { importsOf } from './room-rules.ts';

const web = path.resolve(import.meta.dirname, '../../web/src');
const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => [file, readFileSync(path.join(web, file), 'utf8')] as const);

/** What the page may carry to a browser; every other package is the hub's. */
const LIBRARIES =
  /^(react|react-dom\/client|urql|markdown-it|graphiql(\/style\.css)?|@xyflow\/react(\/.*\.css)?|@dagrejs\/dagre)$/;

const foreignImports = (file: string, text: string) =>
  importsOf(file, text).filter((specifier) =>
    specifier.startsWith('.')
      ? path.relative(web, path.resolve(web, path.dirname(file), specifier)).startsWith('..')
      : !LIBRARIES.test(specifier),
  );

describe('the page', () => {
  test('imports itself and its own libraries, nothing of the hub', () => {
    expect(sources.length).toBeGreaterThan(30);
    expect(sources.flatMap(([file, text]) => foreignImports(file, text))).toEqual([]);
    const planted = `import '../../../src/hub/a.ts'; import 'pg'; import './b.ts'; import 'react';`;
    expect(foreignImports('hub/a.ts', planted)).toEqual(['../../../src/hub/a.ts', 'pg']);
  });

  test('names no address outside the hub', () => {
    const named = sources.flatMap(([, text]) => text.match(/https?:\/\/[\w.]+/g) ?? []);
    expect(named).toEqual([]);
  });
});

describe('what the page asks', async () => {
  const schema = await servedSchema();
  const texts = [
    ...Object.entries(documents as Readonly<Record<string, string>>),
    ['the editor’s first query', defaultQuery] as const,
  ];
  test.each(texts)('%s is answered by the served schema, within its limits', (_, text) => {
    const document = parse(text, { maxTokens: limits.tokensMax });
    expect(validate(schema, document, [...specifiedRules, limitsRule])).toEqual([]);
  });
  test('is all of it', () => expect(texts.length).toBe(14));
});
