import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, specifiedRules, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { limits, limitsRule } from '../../src/graphql/limits.ts';
import { servedSchema } from '../../src/graphql/schema.ts';
import { clientDocuments as texts } from '../support/client-documents.ts';
import * as pageQuestions from '../../web/src/generated/operations.ts';

const root = path.resolve(import.meta.dirname, '../..');
const schema = await servedSchema();

const problemsOf = (text: string) =>
  validate(schema, parse(text, { maxTokens: limits.tokensMax }), [...specifiedRules, limitsRule]).map(
    ({ message }) => message,
  );

const sourcesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/generated|\.test\.ts$/.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');

test('every question is asked by its program', () => {
  const unasked = (folder: string, names: readonly string[]) => {
    const sources = sourcesOf(path.join(root, folder));
    return names.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources));
  };
  expect(unasked('src', Object.keys(Object.fromEntries(texts)))).toEqual([]);
  expect(unasked('web/src', Object.keys(pageQuestions))).toEqual([]);
  expect(unasked('web/src', ['askedByNobody'])).toEqual(['askedByNobody']);
});

describe('what the client asks', () => {
  test('is found', () => {
    expect(texts.length).toBeGreaterThan(40);
  });

  test.each(texts)('%s is answered by the served schema, within its limits', (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  test('is reported when the schema lacks it or the limits refuse it', () => {
    expect(problemsOf('{ hub { nickname } }')).toEqual([expect.stringContaining('nickname')]);
    const deep = `{ checkpoint(reference: "a/b") ${'{ parents { parent '.repeat(6)} { id } ${'} }'.repeat(6)} }`;
    expect(problemsOf(deep)).toEqual([expect.stringContaining('depth')]);
  });
});
