import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientDocuments } from '../support/client-documents.ts';
import { openExecution } from '../../src/graphql/execution/open-execution.ts';
import { requestContext } from '../../src/graphql/request-context.ts';
import { servedSchema } from '../../src/graphql/schema.ts';
import { defaultQuery } from '../../web/src/editor/default-query.ts';
import * as pageDocuments from '../../web/src/generated/operations.ts';
import { statementsOf } from '../../bench/lineage/statements.ts';
import { openFamilyHub } from '../web/support/family.ts';
import type { TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let variables: Record<string, unknown>;
beforeAll(async () => {
  ({ hub } = await openFamilyHub());
  const { artifact, dataset } = await hub.anonymous.ask<{
    artifact: { artifacts: readonly { artifact: { digest: string } }[] };
    dataset: { digest: string };
  }>(`{ artifact: checkpoint(reference: "mnist/low-digits") { artifacts { artifact { digest } } }
        dataset: checkpoint(reference: "mnist/base@e1") { digest } }`);
  variables = {
    reference: 'mnist/low-digits',
    name: 'mnist',
    digest: artifact.artifacts[0]?.artifact.digest,
    filter: { text: 'digits' },
    first: 3,
    format: 'DOT',
    kind: 'SHA256',
    value: dataset.digest.slice(7),
    weightsIdentity: dataset.digest,
    tensors: [dataset.digest],
    values: [dataset.digest.slice(7)],
    id: 'EvaluationJob:1',
    level: 'LOW',
    includeWithdrawn: true,
    digests: [dataset.digest],
    model: 'mnist/low-digits',
    benchmark: 'mnist/digits',
    hardship: '',
    metric: 'accuracy',
    search: 'arc',
    logIndex: 1,
  };
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const queries: readonly (readonly [string, string])[] = [
  ...clientDocuments,
  ...Object.entries<string>(pageDocuments),
].filter(([, text]) => text.startsWith('query'));

/** The same question five times, past all that caches answers; the fourth and fifth may be compiled. */
async function askOften(query: string, own: Record<string, unknown> = variables, token?: string) {
  const answers = [];
  for (let i = 0; i < 5; i += 1) {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables: namesIn(query, own) }),
    });
    // What goes wrong has an id of its own each time.
    const text = (await response.text()).replace(/,"requestId":"[\da-f-]{36}"/, '');
    answers.push(`${response.status} ${text}`);
  }
  return answers;
}

// Apollo ignores variables that a document lacks; here they would hide a slip.
function namesIn(query: string, own: Record<string, unknown>) {
  const named = query.includes('advisory(id') ? { ...own, id: 'Advisory:1' } : own;
  return Object.fromEntries(Object.entries(named).filter(([name]) => query.includes(`$${name}`)));
}

test('an answer past Apollo has the headers that Apollo gives', async () => {
  const headers = [];
  for (let i = 0; i < 6; i += 1) {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'query ($reference: String!) { checkpoint(reference: $reference) { name } }',
        variables: { reference: 'mnist/low-digits' },
      }),
    });
    expect(await response.json()).toEqual({
      data: { checkpoint: { name: 'mnist/low-digits' } },
      extensions: { cost: { requested: 1, max: 20_000 } },
    });
    const { date: _, 'x-request-id': __, ...own } = Object.fromEntries(response.headers);
    headers.push(own);
  }
  expect(headers.at(-1)).toEqual(headers[0]);
});

describe('every question of the client and the page', () => {
  test('is found', () => expect(queries.length).toBeGreaterThan(15));

  test.each(queries)('%s has one answer, compiled or not', async (_, query) => {
    const answers = await askOften(query);
    expect(answers[0]).toMatch(/^200 /);
    expect(new Set(answers)).toEqual(new Set([answers[0]]));
  });

  test.each(queries)('%s is compiled when it is asked often', async (_, query) => {
    const execution = openExecution(await servedSchema());
    for (let i = 0; i < 5; i += 1) {
      const result = await execution.answer({
        document: parse(query),
        queryHash: query,
        operationName: null,
        variables: namesIn(query, variables),
        context: requestContext(hub.hub, { kind: 'ANONYMOUS' }, 'test', () => new AbortController().signal),
      });
      expect(result.errors).toBeUndefined();
    }
    expect(execution.answered).toEqual({ interpreted: 3, compiled: 2 });
  });
});

describe('a question has one answer, compiled or not:', () => {
  test.each<[string, string, Record<string, unknown>?]>([
    ['the editor’s own', defaultQuery],
    [
      'entities of federation',
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Checkpoint { name digest } ... on Dataset { name } } }',
      {
        r: [
          { __typename: 'Checkpoint', id: 'Checkpoint:1' },
          { __typename: 'Checkpoint', id: 'Checkpoint:999' },
        ],
      },
    ],
    [
      'an entity of no type',
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      { r: [{ __typename: 'Nothing', id: '1' }] },
    ],
    ['the SDL of federation', '{ _service { sdl } }'],
    [
      'a node',
      'query ($n: ID!) { node(id: $n) { __typename id ... on Checkpoint { name license { ids } } ... on Model { name } } }',
      { n: 'Checkpoint:1' },
    ],
    [
      'a node of another type',
      'query ($n: ID!) { node(id: $n) { __typename id ... on Checkpoint { name } ... on Model { name } } }',
      { n: 'Model:1' },
    ],
    ['a malformed id', 'query ($n: ID!) { node(id: $n) { id } }', { n: 'Checkpoint:x' }],
    [
      'a page too large',
      'query ($reference: String!) { checkpoint(reference: $reference) { ancestors(first: 101) { nodes { depth } } } }',
    ],
    [
      'a cursor of nobody',
      'query ($reference: String!, $after: String) { checkpoint(reference: $reference) { name ancestors(after: $after) { nodes { depth } } } }',
      { reference: 'mnist/low-digits', after: 'zz' },
    ],
    [
      'a default that is overridden',
      'query ($reference: String!, $first: Int! = 1) { checkpoint(reference: $reference) { ancestors(first: $first) { nodes { depth } } } }',
    ],
    [
      'a default that holds',
      'query ($reference: String!, $n: Int! = 1) { checkpoint(reference: $reference) { ancestors(first: $n) { nodes { depth } pageInfo { endCursor hasNextPage } } } }',
    ],
    ['a variable left out', 'query ($missing: String!) { checkpoint(reference: $missing) { name } }', {}],
    [
      'a variable of another type',
      'query ($reference: String!) { checkpoint(reference: $reference) { name } }',
      { reference: 7 },
    ],
    [
      'a digest that is none',
      'query ($digest: Digest!) { artifact(digest: $digest) { digest } }',
      { digest: 'sha256:x' },
    ],
    [
      'skip and include',
      'query ($reference: String!, $yes: Boolean!) { checkpoint(reference: $reference) { name @skip(if: $yes) digest @include(if: $yes) ...f @skip(if: true) ...f } } fragment f on Checkpoint { sizeBytes }',
      { reference: 'mnist/low-digits', yes: true },
    ],
    ['two operations without a name', 'query A { hub { id } } query B { hub { version } }'],
    ['a field of nobody', '{ hub { nickname } }'],
    [
      'dates and big numbers',
      'query ($reference: String!) { checkpoint(reference: $reference) { publishedAt sizeBytes parameterCount statement { acceptedAt envelope } } }',
    ],
    [
      'a reference of odd letters',
      'query ($reference: String!) { checkpoint(reference: $reference) { name } }',
      { reference: '"; drop `${1}` \u2028\u0000' },
    ],
    [
      'aliases of all kinds',
      'query ($reference: String!) { valueOf1: checkpoint(reference: $reference) { class: name function: digest } idx0: hub { idx0: id } }',
    ],
    ['the schema', '{ __schema { queryType { name } } __type(name: "Hub") { name } }'],
  ])('%s', async (_, query, own) => {
    const answers = await askOften(query, own);
    expect(new Set(answers)).toEqual(new Set([answers[0]]));
  });
});

describe('a page of relatives comes with its checkpoint in one statement, compiled or not:', () => {
  // What the hub does on its own would be heard too; from here on it only answers.
  beforeAll(() => hub.background[Symbol.asyncDispose]());

  test.each<[string, Record<string, unknown>]>([
    ['ancestors', {}],
    ['ancestors(first: $first)', { first: 5 }],
    ['descendants(first: 5, filter: $filter)', { filter: { license: 'MIT' } }],
    ['descendants(filter: $filter, first: $first, after: $after)', { first: 5, filter: {}, after: null }],
    ['ancestors(last: 3, before: $after)', {}],
  ])('%s %j', async (field, own) => {
    const types = { first: 'Int', after: 'String', filter: 'CheckpointFilter!' };
    const declared = Object.entries(types).filter(([name]) => field.includes(`$${name}`));
    const query = `query ($reference: String!${declared.map(([name, type]) => `, $${name}: ${type}`).join('')}) {
      checkpoint(reference: $reference) { name ${field} { nodes { depth checkpoint { name } } } }
    }`;
    const counts = [];
    for (let i = 0; i < 5; i += 1) {
      const body = JSON.stringify({ query, variables: { reference: 'mnist/low-digits', ...own } });
      const ask = async () => {
        const headers = { 'content-type': 'application/json' };
        const response = await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body });
        expect(await response.json()).not.toHaveProperty('errors');
      };
      // What else looks every quarter of a minute is not heard three times.
      const heard = [await statementsOf(ask), await statementsOf(ask), await statementsOf(ask)];
      counts.push(Math.min(...heard.map(({ length }) => length)));
    }
    expect(counts).toEqual([1, 1, 1, 1, 1]);
  });
});

describe('who asks is looked at each time:', () => {
  const viewer = '{ viewer { contributor { name } } }';
  const invitations = '{ viewer { tokens { scopes } contributor { name } } }';

  test('a compiled question shows each viewer their own answer', async () => {
    await askOften(viewer, {}, hub.owner.token);
    expect((await askOften(viewer, {}, hub.owner.token)).at(-1)).toContain('olga');
    expect((await askOften(viewer, {})).at(-1)).toContain('"viewer":null');
  });

  test('a closed root field stays closed on both ways', async () => {
    const members = await askOften(invitations, {}, hub.owner.token);
    const strangers = await askOften(invitations, {});
    expect([new Set(members).size, new Set(strangers).size]).toEqual([1, 1]);
    expect(strangers[0]).not.toEqual(members[0]);
  });
});
