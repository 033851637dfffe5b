import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let closed: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
  closed = await openTestHub({ isIntrospectable: false });
});
afterAll(async () => {
  await hub?.[Symbol.asyncDispose]();
  await closed?.[Symbol.asyncDispose]();
});

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { extensions: { code: string } }[];
  readonly error?: { code: string };
  readonly extensions?: unknown;
}

const JSON_IN = { 'content-type': 'application/json' };
const times = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i));
const nested = (open: string, close: string, depth: number, leaf: string) =>
  `${open.repeat(depth)}${leaf}${close.repeat(depth)}`;
const lineage = (inside: string) => `{ checkpoint(reference: "a/b") { ${inside} } }`;
const doubling = (levels: number, leaf: string) =>
  `{ ...f${levels} } fragment f0 on Query { ${leaf} } ${times(levels, (i) => `fragment f${i + 1} on Query { ...f${i} ...f${i} }`).join(' ')}`;
const pages = (args: string, depth: number) =>
  lineage(nested(`descendants(first: ${args}) { nodes { checkpoint { `, '} } }', depth, 'id '));

const hostile: readonly (readonly [string, string])[] = [
  ['deep by fields', lineage(nested('parents { parent { ', '} } ', 5, 'id '))],
  [
    'deep by fragments',
    `{ checkpoint(reference: "a/b") { ...a } } fragment a on Checkpoint { ${nested('parents { parent { ', '} } ', 5, 'id ')} }`,
  ],
  [
    'deep by inline fragments',
    lineage(nested('... on Checkpoint { parents { parent { ', '} } } ', 5, 'id ')),
  ],
  ['very deep', lineage(nested('parents { parent { ', '} } ', 150, 'id '))],
  ['of many aliases', `{ ${times(31, (i) => `a${i}: hub { id }`).join(' ')} }`],
  ['of many aliases below one field', `{ hub { ${times(31, (i) => `a${i}: id`).join(' ')} } }`],
  ['of many root fields', `{ ${times(21, () => 'hub { id }').join(' ')} }`],
  ['of many root fields of a mutation', `mutation { ${times(21, () => '__typename').join(' ')} }`],
  ['of one directive again and again', `{ hub { id ${'@skip(if: false) '.repeat(21)} } }`],
  ['of many directives on many fields', `{ hub { ${'id @include(if: true) '.repeat(21)} } }`],
  ['of an unknown directive', '{ hub @cache { id } }'],
  ['of 2,001 tokens', `{ hub { ${'id '.repeat(2001)} } }`],
  ['of 40,000 braces', nested('{ a ', '}', 20_000, '')],
  ['of a list of 3,000 values', `{ artifactsByDigests(digests: [${'"x" '.repeat(3000)}]) { digest } }`],
  ['doubled by fragments 20 times', doubling(20, 'hub { id }')],
  ['doubled by fragments 60 times', doubling(60, '__typename')],
  ['of a fragment in itself', '{ ...f } fragment f on Query { ...f }'],
  [
    'of fragments in a ring',
    '{ ...a } fragment a on Query { ...b } fragment b on Query { ...c } fragment c on Query { ...a }',
  ],
  [
    'of 200 fragments that nobody uses',
    `{ hub { id } } ${times(200, (i) => `fragment f${i} on Query { __typename }`).join(' ')}`,
  ],
  ['of pages in pages in pages', pages('100', 3)],
  [
    'of pages without a size in pages',
    lineage(nested('descendants { nodes { checkpoint { ', '} } }', 3, 'id ')),
  ],
  ['of pages by a variable', `query ($n: Int = 100) ${pages('$n', 3)}`],
  [
    'of pages read backwards',
    lineage(nested('descendants(last: 100) { nodes { checkpoint { ', '} } }', 3, 'id ')),
  ],
  [
    'of an endless schema',
    '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }',
  ],
  ['of a field that is not there', '{ hub { password } }'],
  ['of an argument that is not there', '{ hub(admin: true) { id } }'],
  ['without a selection', '{ hub }'],
  ['of two operations of one name', 'query A { hub { id } } query A { hub { id } }'],
  [
    'of a subscription to two things',
    'subscription { a: evaluationJobChanged(id: "1") { id } b: evaluationJobChanged(id: "1") { id } }',
  ],
  ['of no words', ''],
  ['of a NUL', '{ hub { id } }\u0000'],
  ['that never ends', '{ hub { id '],
];

async function ask(at: TestHub, init: RequestInit, search = ''): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(`${at.url}/graphql${search}`, init);
  return { status: response.status, answer: (await response.json()) as Answer };
}
const post = (body: unknown, headers: Record<string, string> = JSON_IN, at = hub) =>
  ask(at, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

// Without an entry `data` nothing was executed, says the specification; `data: null` would mean that it was tried.
// Clients of plain JSON get its errors with 200, as they expect them.
function expectRefused({ status, answer }: { status: number; answer: Answer }, isPlain = true): void {
  expect(answer).not.toHaveProperty('data');
  if (status !== 200 || !isPlain) expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  const codes = answer.error
    ? [answer.error.code]
    : (answer.errors ?? []).map(({ extensions }) => extensions.code);
  expect(codes.length).toBeGreaterThan(0);
  for (const code of codes) expect(code).toMatch(/^[A-Z_]+$/);
  expect(codes).not.toContain('HUB_BUG');
  expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
}

describe('a question', () => {
  test('of a kind that is refused has many forms', () => expect(hostile.length).toBeGreaterThanOrEqual(25));

  test.each(hostile)('%s is refused before anything runs', async (_, query) => {
    expectRefused(await post({ query }));
    expectRefused(await post({ query }, { ...JSON_IN, accept: 'application/graphql-response+json' }), false);
  });

  test.each<[string, string]>([
    ['a batch', JSON.stringify(times(50, () => '').map(() => ({ query: '{ hub { id } }' })))],
    ['a text', '"{ hub { id } }"'],
    ['nothing', 'null'],
    ['a query that is none', '{"query": {"a": 1}}'],
    ['variables that are none', '{"query": "{ hub { id } }", "variables": "x"}'],
    [
      'nested 100,000 deep',
      `{"query": "{ hub { id } }", "variables": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ],
    ['half a document', '{"query": "{ hub'],
    ['a megabyte', JSON.stringify({ query: '{ hub { id } }', variables: { x: 'x'.repeat(1 << 20) } })],
  ])('whose body is %s is refused', async (_, body) => expectRefused(await post(body)));

  test('of another site’s form is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expectRefused(await post({ query: '{ hub { id } }' }, { 'content-type': type }));
    expectRefused(await ask(hub, {}, '?query={hub{id}}'));
  });

  test('that is honest is answered after all of them, with its cost', async () => {
    expect(await post({ query: '{ hub { id } }' })).toMatchObject({
      status: 200,
      answer: { data: { hub: { id: hub.hub.id } }, extensions: { cost: { requested: 1, max: 20_000 } } },
    });
    const page = lineage('descendants(first: 20) { nodes { checkpoint { name license { ids } } } }');
    expect((await post({ query: page })).answer.extensions).toEqual({ cost: { requested: 81, max: 20_000 } });
  });
});

describe('a hub that keeps its schema to itself', () => {
  test.each([
    '{ __schema { queryType { name } } }',
    '{ __type(name: "Hub") { name } }',
    '{ _service { sdl } }',
    '{ hub { id } ...f } fragment f on Query { a: __schema { types { name } } }',
  ])('refuses %s, however often it is asked', async (query) => {
    for (let i = 0; i < 6; i++) expectRefused(await post({ query }, JSON_IN, closed));
  });

  test('answers what clients ask, type names too', async () => {
    const { status, answer } = await post({ query: '{ hub { __typename id } }' }, JSON_IN, closed);
    expect([status, answer.data]).toEqual([200, { hub: { __typename: 'Hub', id: closed.hub.id } }]);
  });
});
