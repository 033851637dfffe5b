import { parse, specifiedRules, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { limits, limitsRule } from '../../src/graphql/limits.ts';
import { servedSchema } from '../../src/graphql/schema.ts';
import { clientDocuments as texts } from '../support/client-documents.ts';

const schema = await servedSchema();

const problemsOf = (text: string) =>
  validate(schema, parse(text, { maxTokens: limits.tokensMax }), [...specifiedRules, limitsRule]).map(
    ({ message }) => message,
  );

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
