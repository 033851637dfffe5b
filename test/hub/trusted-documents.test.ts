import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Client } from 'urql';
import { WebSocket } from 'ws';
import { evaluationJobChanged, searchCheckpoints } from '../../src/client/generated/operations.ts';
import * as pageQuestions from '../../web/src/generated/operations.ts';
import { openSmallSubgraph } from '../federation/small-subgraph.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

/** Written for browsers, whose types are not these. */
const PAGE_CLIENT = new URL('../../web/src/hub/client.ts', import.meta.url).href;

const UNTRUSTED = 'GRAPHQL_DOCUMENT_UNTRUSTED';
const UNLISTED = 'query Nosy { hub { id version } }';
const OF_OPERATOR = 'query Dashboard { hub { logSize } }';
const SEARCH = { filter: {}, first: 3 };

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const byHash = (sha256Hash: unknown) => ({ persistedQuery: { version: 1, sha256Hash } });

let folder: string;
let hub: TestHub;
let ada: SelfMember;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heirloom-trusted-'));
  const manifest = path.join(folder, 'dashboard.json');
  const operations = [{ id: hashOf(OF_OPERATOR), name: 'Dashboard', type: 'query', body: OF_OPERATOR }];
  const format = { format: 'apollo-persisted-query-manifest', version: 1 };
  await writeFile(manifest, JSON.stringify({ ...format, operations }));
  hub = await openTestHub({ trustedDocuments: ['own', manifest] });
  // Who joins has no token yet: the invitation is redeemed by a listed document.
  ada = await hub.joinSelf('ada');
});
afterAll(async () => {
  await hub?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function post(body: object, { token, accept = 'application/json' }: Asker = {}) {
  const headers = {
    'content-type': 'application/json',
    accept,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return answerOf(await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) }));
}

interface Asker {
  readonly token?: string;
  readonly accept?: string;
}

async function get(parameters: Readonly<Record<string, string>>) {
  const headers = { 'apollo-require-preflight': '1', accept: 'application/json' };
  const search = new URLSearchParams(parameters).toString();
  return answerOf(await fetch(`${hub.url}/graphql?${search}`, { headers }));
}

async function answerOf(response: Response) {
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: readonly { readonly extensions: { readonly code: string } }[];
  };
  return { status: response.status, data, code: errors?.[0]?.extensions.code };
}

describe('on a hub that answers strangers listed documents only', () => {
  test('a client of this release asks as ever', async () => {
    expect(await hub.anonymous.ask(searchCheckpoints, SEARCH)).toMatchObject({ search: { nodes: [] } });
  });

  test.each(Object.entries(pageQuestions))('the page sends %s as it is listed', async (_, question) => {
    vi.stubGlobal('location', new URL(hub.url));
    const { hubClient } = (await import(PAGE_CLIENT)) as { hubClient: Client };
    const asked = { benchmark: 'digits', hardship: '', model: 'ada/net', metric: 'accuracy' };
    const variables = { reference: 'ada/net', id: 'Advisory:1', filter: {}, search: '', ...asked };
    const needed = Object.entries(variables).filter(([name]) => question.includes(`$${name}:`));
    const { data, error } = await hubClient.query(question, Object.fromEntries(needed)).toPromise();
    expect(error).toBeUndefined();
    expect(data).toBeDefined();
  });

  test('a document of the operator’s own list is answered', async () => {
    expect(await post({ query: OF_OPERATOR })).toMatchObject({ status: 200, code: undefined });
  });

  test('a listed document is answered by its hash alone, which nobody sent before', async () => {
    const extensions = byHash(hashOf(OF_OPERATOR));
    const answer = { status: 200, data: { hub: { logSize: expect.any(Number) } } };
    expect(await post({ extensions })).toMatchObject(answer);
    expect(await get({ extensions: JSON.stringify(extensions) })).toMatchObject(answer);
  });

  test.each<[string, () => ReturnType<typeof post>]>([
    ['an unlisted text', () => post({ query: UNLISTED })],
    ['the same with another space', () => post({ query: `${OF_OPERATOR} ` })],
    ['an unlisted text by GET', () => get({ query: UNLISTED })],
    ['a text to be kept', () => post({ query: UNLISTED, extensions: byHash(hashOf(UNLISTED)) })],
    ['a text under a listed hash', () => post({ query: UNLISTED, extensions: byHash(hashOf(OF_OPERATOR)) })],
    ['a hash of nobody', () => post({ extensions: byHash(hashOf('{ nothing }')) })],
    ['no text', () => post({ query: null })],
    ['the schema', () => post({ query: getIntrospectionQuery() })],
    ['what is no GraphQL', () => post({ query: 'what?' })],
  ])('%s is refused', async (_, ask) => {
    expect(await ask()).toEqual({ status: 200, data: undefined, code: UNTRUSTED });
  });

  test('who reads the media type of GraphQL is told by the status too', async () => {
    expect(await post({ query: UNLISTED }, { accept: 'application/graphql-response+json' })).toEqual({
      status: 400,
      data: undefined,
      code: UNTRUSTED,
    });
  });

  test('what a member asked, had kept and made hot stays theirs', async () => {
    const extensions = byHash(hashOf(UNLISTED));
    for (let i = 0; i < 5; i += 1) {
      expect((await post({ query: UNLISTED, extensions }, ada)).code).toBeUndefined();
      expect((await post({ query: UNLISTED }, ada)).code).toBeUndefined();
      expect((await post({ extensions }, ada)).code).toBeUndefined();
    }
    expect((await post({ query: UNLISTED })).code).toBe(UNTRUSTED);
    expect((await post({ extensions })).code).toBe(UNTRUSTED);
    // A list of one hash reads as the hash itself where a cache makes a key of it.
    expect((await post({ extensions: byHash([hashOf(UNLISTED)]) })).code).toBe(UNTRUSTED);
    expect((await get({ extensions: JSON.stringify(byHash([hashOf(UNLISTED)])) })).code).toBe(UNTRUSTED);
  });

  describe.each<[string, (query: string) => AsyncIterableIterator<unknown>]>([
    ['server-sent events', overEvents],
    ['a WebSocket', overSocket],
  ])('over %s', (_, watch) => {
    test('a listed subscription reaches its source, another one does not', async () => {
      expect(await lastOf(watch(evaluationJobChanged))).toContain('HUB_JOB_UNKNOWN');
      expect(await lastOf(watch(`${evaluationJobChanged} `))).toContain(UNTRUSTED);
    });
  });
});

test('a hub with somebody’s subgraph in it keeps to the list too', async () => {
  await using small = await openSmallSubgraph('type Query { top: Int }', {});
  const joined = [{ name: 'small', url: `${small.url}/graphql` }];
  await using closed = await openTestHub({ trustedDocuments: ['own'], joined });
  const eve = await closed.joinSelf('eve');
  await expect.poll(() => codeOf(eve.client.ask('{ top }'))).toBe('it was done');
  expect(await codeOf(closed.anonymous.ask('{ top }'))).toBe(UNTRUSTED);
  expect(await codeOf(closed.anonymous.ask(searchCheckpoints, SEARCH))).toBe('it was done');
});

test('a hub whose list is not there does not start', async () => {
  const lists = ['own', path.join(folder, 'nowhere.json')];
  expect(await codeOf(openTestHub({ trustedDocuments: lists }))).toBe('GRAPHQL_MANIFEST_UNREADABLE');
});

const WATCHED = { id: '7a2f0b4e-8f0a-4a52-9d6f-0d7f7b1f5c11' };

function overEvents(query: string) {
  return createSseClient({ url: `${hub.url}/graphql`, retryAttempts: 0 }).iterate({
    query,
    variables: WATCHED,
  });
}

function overSocket(query: string) {
  const url = `${hub.url.replace('http', 'ws')}/graphql`;
  const client = createSocketClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
  return client.iterate({ query, variables: WATCHED });
}

/** An error comes as a last result or as a failure, as the protocol has it. */
async function lastOf(watching: AsyncIterableIterator<unknown>): Promise<string> {
  let last: unknown = null;
  try {
    for await (const result of watching) last = result;
  } catch (error) {
    last = error;
  }
  return JSON.stringify(last);
}
