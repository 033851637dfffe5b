import { getOperationAST, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { costOf, limitsRule } from './limits.ts';
import { mergedSchema } from './sdl.ts';

const schema = await mergedSchema();

function costAndErrors(text: string) {
  const document = parse(text);
  const errors = validate(schema, document, [...specifiedRules, limitsRule]);
  return {
    cost: costOf(getOperationAST(document))?.requested,
    errors: errors.map(({ message }) => message),
  };
}

describe('the cost of a question', () => {
  test('is the number of objects, where nothing is searched or computed', () => {
    expect(costAndErrors('{ hub { id } }')).toEqual({ cost: 1, errors: [] });
    expect(costAndErrors('{ tasks { id } }')).toEqual({ cost: 1, errors: [] });
  });

  test.each([
    ['a field', '{ search(first: 2) { nodes { id } } }', 1000 + 2 + 2],
    ['an alias', '{ found: search(first: 2) { nodes { id } } }', 1000 + 2 + 2],
    ['a fragment', '{ ...q } fragment q on Query { search(first: 2) { nodes { id } } }', 1000 + 2 + 2],
    ['an inline fragment', '{ ... { search(first: 2) { nodes { id } } } }', 1000 + 2 + 2],
    [
      'a member of an interface',
      '{ node(id: "a") { ... on Checkpoint { regressions { metric } } } }',
      1000 + 1 + 1,
    ],
    [
      'each row of a page',
      '{ search(first: 3) { nodes { compareWeights(to: "a/b") { shared } } } }',
      1000 + 3 + 3 + 3 * 500 + 3,
    ],
  ])('counts the weight of %s', (_, text, cost) => {
    expect(costAndErrors(text)).toMatchObject({ cost });
  });

  test('refuses what would take a hub a second, before it is asked', () => {
    const many = (count: number) =>
      `{ ${Array.from({ length: count }, (_, i) => `s${i}: search(first: 1) { nodes { id } }`).join(' ')} }`;
    expect(costAndErrors(many(19)).errors).toEqual([]);
    // Counting ends where it is too much.
    expect(costAndErrors(many(20)).errors).toEqual([
      'the query’s cost is too large: at most 20000, received 20039',
    ]);
  });
});
