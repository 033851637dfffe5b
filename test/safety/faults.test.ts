import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub?.[Symbol.asyncDispose]());

async function ask(query: string) {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return { requestId: response.headers.get('x-request-id'), text: await response.text() };
}

test('a statement that takes too long ends, and its fault names the request and nothing of the database', async () => {
  await hub.database.rows('BEGIN; LOCK TABLE contributor');
  try {
    const { requestId, text } = await ask('{ contributor(name: "olga") { name } }');
    const { errors } = JSON.parse(text) as { errors: { extensions: Record<string, unknown> }[] };
    expect(errors[0]?.extensions).toEqual({
      code: 'STORE_STATEMENT_TOO_LONG',
      remedy: expect.stringContaining('less'),
      requestId,
    });
    expect(text).not.toMatch(/select|statement timeout|node_modules|\bat \//i);
  } finally {
    await hub.database.rows('ROLLBACK');
  }
  expect((await ask('{ contributor(name: "olga") { name } }')).text).toContain('"name":"olga"');
});

test('a bug says that it happened and under which id, and no word of what', async () => {
  // A statement by nobody can't be: that it is must be our own mistake.
  await hub.database.rows(
    'ALTER TABLE statement DISABLE TRIGGER ALL; UPDATE statement SET contributor_id = 999999',
  );
  const { requestId, text } = await ask(
    '{ _entities(representations: [{ __typename: "Statement", logIndex: 0 }]) { ... on Statement { contributor { name } } } }',
  );
  const { errors } = JSON.parse(text) as { errors: { message: string; extensions: unknown }[] };
  expect(errors.map(({ message, extensions }) => ({ message, extensions }))).toEqual([
    { message: 'something went wrong on this hub', extensions: { code: 'HUB_BUG', requestId } },
  ]);
});

test.each([
  ['no type', '{}', 'GRAPHQL_ENTITY_UNKNOWN'],
  ['a type that nobody knows', '{ __typename: "Nothing" }', 'GRAPHQL_ENTITY_UNKNOWN'],
  ['a type that is no entity', '{ __typename: "PageInfo" }', 'GRAPHQL_ENTITY_UNKNOWN'],
  ['a type of the language', '{ __typename: "__Schema" }', 'GRAPHQL_ENTITY_UNKNOWN'],
  ['a type that is a number', '{ __typename: 7 }', 'GRAPHQL_ENTITY_UNKNOWN'],
  ['no key', '{ __typename: "Contributor" }', 'GRAPHQL_ENTITY_KEYLESS'],
  ['a key of another type', '{ __typename: "Model", id: 7 }', 'GRAPHQL_ENTITY_KEYLESS'],
  [
    'one key beside nothing',
    '{ __typename: "Checkpoint", id: null, digest: "sha256:0" }',
    'GRAPHQL_ENTITY_KEYLESS',
  ],
  ['a key that is a list', '{ __typename: "Artifact", digest: [] }', 'GRAPHQL_ENTITY_KEYLESS'],
  ['a number that is none', '{ __typename: "Statement", logIndex: "0" }', 'GRAPHQL_ENTITY_KEYLESS'],
  ['what is no object', '"Checkpoint"', 'GRAPHQL_ENTITY_UNKNOWN'],
])('an entity of %s is refused, and nothing is logged as a bug', async (_, representation, code) => {
  const { text } = await ask(`{ _entities(representations: [${representation}]) { __typename } }`);
  const { errors } = JSON.parse(text) as { errors: { extensions: { code: string } }[] };
  expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
});
