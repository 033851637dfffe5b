import { buildSchema, getOperationAST, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { compilableIn } from './compilable.ts';

const isCompilable = compilableIn(
  buildSchema(`
    input Endless { next: Endless }
    input Above { endless: [Endless!] }
    input Flat { text: String }
    type Query { one: Int }`),
);

const mayCompile = (text: string) => {
  const document = parse(text);
  return isCompilable(document, getOperationAST(document, 'A') ?? getOperationAST(document)!);
};

describe('a question may become code', () => {
  test.each([
    'query ($r: String!, $n: Int = 50) { checkpoint(reference: $r) { __typename descendants(first: $n) { nodes { depth } } } }',
    '{ hub { ...f } } fragment f on Hub { id again: id }',
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Checkpoint { id } } }',
    'query ($f: Flat) { a(f: $f) { id } }',
    '{ a(kind: FINE_TUNE, first: -3, isStub: true, after: null) { id } }',
  ])('%s', (text) => expect(mayCompile(text)).toBe(true));
});

describe('a question stays with the interpreter when it', () => {
  test.each([
    ['has a string', '{ checkpoint(reference: "ada/net") { id } }'],
    ['has a block string', '{ checkpoint(reference: """ada/net""") { id } }'],
    ['has a string as a default', 'query ($r: String = "x") { checkpoint(reference: $r) { id } }'],
    ['has an object', 'query ($t: String) { search(filter: { text: $t }) { nodes { id } } }'],
    ['has a list', '{ a(kinds: [FORK]) { id } }'],
    ['has a fraction', '{ a(share: 0.5) { id } }'],
    ['has a directive', 'query ($b: Boolean!) { hub { id @skip(if: $b) } }'],
    ['asks for the schema', '{ __schema { types { name } } }'],
    ['sets a prototype', '{ __proto__: hub { id } }'],
    [
      'has names of every object',
      'query ($constructor: String!) { checkpoint(reference: $constructor) { id } }',
    ],
    ['joins names as the compiler does', '{ a_b: hub { id } }'],
    ['changes something', 'mutation { revokeToken { id } }'],
    [
      'hides a mutation’s strings behind another operation',
      'query A { hub { id } } query B { a(b: "c") { id } }',
    ],
    ['takes an input that holds itself', 'query ($e: Endless) { a(e: $e) { id } }'],
    ['takes an input above one that does', 'query ($e: [Above!]!) { a(e: $e) { id } }'],
    ['is wider than any page', `{ hub { ${'id '.repeat(400)} } }`],
    [
      'is wide by fragments',
      `{ hub { ...a ...a ...a ...a ...a } } fragment a on Hub { ${'id '.repeat(90)} }`,
    ],
  ])('%s', (_, text) => expect(mayCompile(text)).toBe(false));
});
