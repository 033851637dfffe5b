import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const byHash = (sha256Hash: string, version = 1) => ({ persistedQuery: { version, sha256Hash } });

async function post(body: object) {
  const headers = { 'content-type': 'application/json' };
  return answerOf(await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function get(parameters: Record<string, unknown>, headers: Record<string, string> = PREFLIGHTED) {
  const texts = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, JSON.stringify(value)]),
  );
  return answerOf(await fetch(`${hub.url}/graphql?${new URLSearchParams(texts).toString()}`, { headers }));
}

// What a page of another site can't send without asking first.
const PREFLIGHTED = { 'apollo-require-preflight': '1', accept: 'application/json' };

async function answerOf(response: Response) {
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: readonly { message: string; extensions: { code: string } }[];
  };
  return { status: response.status, data, code: errors?.[0]?.extensions.code };
}

describe('a question asked by its hash', () => {
  const query = 'query ($n: ID!) { hub { id version } node(id: $n) { id } }';
  const variables = { n: 'Model:77' };

  test('is unknown, then sent with its text, then answered without it, by POST and by GET', async () => {
    const extensions = byHash(hashOf(query));
    expect(await post({ extensions, variables })).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
    const first = await post({ query, extensions, variables });
    expect(first).toMatchObject({ status: 200, data: { hub: { id: expect.any(String) }, node: null } });
    for (let i = 0; i < 5; i += 1) {
      expect(await post({ extensions, variables })).toEqual(first);
      expect(await get({ extensions, variables })).toEqual(first);
    }
  });

  test('that is another text’s is refused, and nothing is kept', async () => {
    const sha256Hash = hashOf('{ hub { version } }');
    const answer = await post({ query: '{ hub { id } }', extensions: byHash(sha256Hash) });
    expect(answer).toEqual({ status: 400, data: undefined, code: 'BAD_REQUEST' });
    expect(await post({ extensions: byHash(sha256Hash) })).toMatchObject({
      code: 'PERSISTED_QUERY_NOT_FOUND',
    });
  });

  test('of another version of the protocol is refused', async () => {
    expect(await post({ query, extensions: byHash(hashOf(query), 2) })).toMatchObject({
      status: 400,
      code: 'BAD_REQUEST',
    });
  });

  test('is not kept when the schema or the limits refuse it', async () => {
    for (const refused of ['{ hub { nickname } }', `{ hub { ${'id '.repeat(2100)} } }`]) {
      expect((await post({ query: refused, extensions: byHash(hashOf(refused)) })).status).toBe(200);
      expect(await post({ extensions: byHash(hashOf(refused)) })).toMatchObject({
        code: 'PERSISTED_QUERY_NOT_FOUND',
      });
    }
  });

  test('changes nothing by GET', async () => {
    const mutation = 'mutation { revokeToken(id: "AccessToken:1") { __typename } }';
    const extensions = byHash(hashOf(mutation));
    await post({ query: mutation, extensions });
    expect((await get({ extensions })).status).toBe(405);
  });

  test('of a page of another site is refused before it is looked at', async () => {
    expect(await get({ extensions: byHash(hashOf(query)), variables }, {})).toMatchObject({
      status: 400,
      code: 'BAD_REQUEST',
    });
  });
});
