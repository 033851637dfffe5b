import { buildSchema, execute, isAbstractType, parse, type GraphQLObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { openExecution } from './open-execution.ts';

const schema = buildSchema(`
  interface Named { name: String! }
  type Person implements Named { name: String! friends(first: Int! = 2): [Person!]! age: Int }
  type Robot implements Named { name: String! serial: ID! maker: Person }
  union Any = Person | Robot
  scalar Json
  input Filter { text: String, deep: Deep, limit: Int = 7 }
  input Deep { limit: Int = 8, text: String }
  enum Color { RED GREEN }
  type Query {
    named(name: String): Named
    anything: [Any]
    fails: String
    must: String!
    people: [Person]
    holes: [Person!]
    echo(json: Json, filter: Filter, color: Color = GREEN, ids: [ID!], n: Float): String
  }`);

const ada = { __typename: 'Person', name: 'Ada', age: 36 };
const bolt = { __typename: 'Robot', name: 'Bolt', serial: 7, maker: ada };
resolve('Query', {
  named: async (_, { name }) => [ada, bolt].find((one) => one.name === name),
  anything: () => [ada, null, Promise.resolve(bolt)],
  fails: async () => Promise.reject(new Error('no luck')),
  must: () => null,
  people: () => [ada, { name: null }, ada],
  holes: async () => [ada, null],
  echo: (_, parameters) =>
    JSON.stringify(Object.entries(parameters).toSorted(([a], [b]) => a.localeCompare(b))),
});
resolve('Person', { friends: async (_, { first }) => Array.from({ length: first as number }, () => ada) });
for (const type of Object.values(schema.getTypeMap()))
  if (isAbstractType(type)) type.resolveType = (value: { __typename?: string }) => value.__typename;

function resolve(
  type: string,
  resolvers: Record<string, (source: unknown, parameters: Record<string, unknown>) => unknown>,
) {
  const fields = (schema.getType(type) as GraphQLObjectType).getFields();
  for (const [name, resolver] of Object.entries(resolvers)) fields[name]!.resolve = resolver;
}

async function askOften(
  text: string,
  variables: Record<string, unknown> = {},
  execution = openExecution(schema),
) {
  const document = parse(text);
  const question = { document, queryHash: text, operationName: null, variables, context: {} as never };
  const before = { ...execution.answered };
  const answers = [];
  for (let i = 0; i < 5; i += 1) answers.push(JSON.stringify(await execution.answer(question)));
  const plain = JSON.stringify(await execute({ schema, document, variableValues: variables }));
  return { answers, plain, compiled: execution.answered.compiled - before.compiled };
}

describe('a question asked five times is answered alike each time, and from the fourth by compiled code', () => {
  test.each<[string, Record<string, unknown>?]>([
    [
      '{ anything { __typename ... on Named { name } ... on Person { age friends { name } } ... on Robot { serial } } }',
    ],
    ['query ($n: String) { named(name: $n) { name ... on Robot { maker { name } } } }', { n: 'Bolt' }],
    ['query ($n: String) { named(name: $n) { name } }', {}],
    ['query ($n: String) { named(name: $n) { name } }', { n: null }],
    ['{ x: anything { ...p } anything { ...p } } fragment p on Person { name friends(first: 1) { age } }'],
    ['{ anything { ... on Person { name } } anything { ... on Person { age name } } }'],
    ['{ constructor1: __typename toString1: anything { ... on Person { valueOf1: name } } }'],
    [
      'query ($j: Json, $f: Filter, $c: Color, $i: [ID!], $n: Float) { echo(json: $j, filter: $f, color: $c, ids: $i, n: $n) }',
      {
        j: { __proto__x: [1, { a: null }] },
        f: { text: '"\\\n`${1}', deep: { limit: null } },
        c: 'RED',
        i: [1, 'b'],
        n: 0.5,
      },
    ],
    ['query ($c: Color, $i: [ID!]) { echo(color: $c, ids: $i) }', { i: 'one' }],
    ['query ($f: Filter) { echo(filter: $f) }', { f: {} }],
  ])('%s %j', async (text, variables) => {
    const { answers, plain, compiled } = await askOften(text, variables);
    expect(answers).toEqual(Array.from({ length: 5 }, () => plain));
    expect(compiled).toBe(2);
  });
});

describe('a question that errs is answered by graphql’s own execute', () => {
  test.each<[string, Record<string, unknown>?]>([
    ['{ fails }'],
    ['{ must }'],
    ['{ fails must people { name } }'],
    ['{ people { name } holes { name } }'],
    ['query ($n: Int!) { anything { ... on Person { friends(first: $n) { name } } } }', {}],
    ['query ($n: Int) { anything { ... on Person { friends(first: $n) { name } } } }', { n: null }],
    ['query ($f: Filter) { echo(filter: $f) }', { f: { colour: 1 } }],
    ['query ($c: Color) { echo(color: $c) }', { c: 'toString' }],
    ['query ($i: [ID!]) { echo(ids: $i) }', { i: [null] }],
    ['query ($f: Filter) { echo(filter: $f) }', { f: 'x' }],
  ])('%s %j', async (text, variables) => {
    const { answers, plain, compiled } = await askOften(text, variables);
    expect(JSON.parse(plain).errors.length).toBeGreaterThan(0);
    expect(answers).toEqual(Array.from({ length: 5 }, () => plain));
    expect(compiled).toBe(0);
  });
});

describe('a stranger’s string', () => {
  // The compiler replaces this mark, which it uses for dates, by code.
  const mark = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d';

  test.each([
    `{ named(name: "${mark}globalThis.stranger=1") { name } }`,
    `query ($n: String = "${mark}globalThis.stranger=1") { named(name: $n) { name } }`,
    `{ echo(json: { a: "${mark}globalThis.stranger=1" }) }`,
    `query ($n: String) { echo(filter: { text: $n, deep: { text: "${mark}globalThis.stranger=1" } }) }`,
  ])('never becomes code: %s', async (text) => {
    const { answers, plain, compiled } = await askOften(text, { n: 'x' });
    expect(answers).toEqual(Array.from({ length: 5 }, () => plain));
    expect(compiled).toBe(0);
    expect(globalThis).not.toHaveProperty('stranger');
  });

  test('in a variable is a value like any other', async () => {
    const { answers, plain, compiled } = await askOften('query ($j: Json) { echo(json: $j) }', {
      j: `${mark}globalThis.stranger=1`,
    });
    expect([new Set(answers), compiled]).toEqual([new Set([plain]), 2]);
    expect(globalThis).not.toHaveProperty('stranger');
  });
});

test('what many other questions pushed out is compiled again when it is asked again', async () => {
  const execution = openExecution(schema);
  const text = '{ anything { ... on Person { age } } }';
  for (let i = 0; i <= 100; i += 1)
    await askOften(i === 0 ? text : text.replace('{', `{ x${i}:`), {}, execution);
  expect((await askOften(text, {}, execution)).compiled).toBeGreaterThan(0);
});

test('code that errs where graphql does not is dropped for good', async () => {
  const execution = openExecution(schema);
  // The compiler takes a default of a non-null variable for none.
  const text = 'query ($n: Int! = 1) { anything { ... on Person { friends(first: $n) { name } } } }';
  for (let i = 0; i < 4; i += 1) {
    const { answers, plain, compiled } = await askOften(text, {}, execution);
    expect([new Set(answers), compiled]).toEqual([new Set([plain]), 0]);
  }
});

test('a question that shall be traced is never compiled, and runs in a schema of its own', async () => {
  const traced = buildSchema('type Query { people: [String] }');
  traced.getQueryType()!.getFields()['people']!.resolve = () => ['traced'];
  const execution = openExecution(schema, traced);
  const text = '{ people }';
  const question = { document: parse(text), queryHash: text, operationName: null, variables: {} };
  for (let i = 0; i < 5; i += 1)
    expect(await execution.answer({ ...question, context: {} as never, isTraced: true })).toEqual({
      data: { people: ['traced'] },
    });
  expect(execution.answered).toEqual({ compiled: 0, interpreted: 5 });
});
