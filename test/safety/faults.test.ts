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
  const { requestId, text } = await ask(
    '{ _entities(representations: [{ __typename: "Nothing" }]) { __typename } }',
  );
  const { errors } = JSON.parse(text) as { errors: { message: string; extensions: unknown }[] };
  expect(errors.map(({ message, extensions }) => ({ message, extensions }))).toEqual([
    { message: 'something went wrong on this hub', extensions: { code: 'HUB_BUG', requestId } },
  ]);
});
