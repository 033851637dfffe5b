import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestRouter, type TestRouter } from './parts.ts';
import { openSmallSubgraph, type SmallSubgraph } from './small-subgraph.ts';

const BOOKS =
  'type Query { book(id: ID!): Book slow: Int } type Book @key(fields: "id") { id: ID! title: String! }';
const REVIEWS = 'type Book @key(fields: "id") { id: ID! stars: [Int!] } type Query { top: Int }';
const QUESTION = 'query ($id: ID!) { book(id: $id) { title stars } }';

let books: SmallSubgraph;
let reviews: SmallSubgraph;
let router: TestRouter;
let hasty: TestRouter;
beforeAll(async () => {
  const title = (id: string) => `book ${id}`;
  books = await openSmallSubgraph(BOOKS, {
    Query: { book: (_: unknown, { id }: { id: string }) => ({ id, title: title(id) }) },
  });
  reviews = await openSmallSubgraph(REVIEWS, {
    Book: { __resolveReference: ({ id }: { id: string }) => ({ id, stars: [4, Number(id)] }) },
  });
  const urls = { books: books.url, reviews: reviews.url };
  router = await openTestRouter(urls, ['books']);
  // Long enough that who answers is not late on a busy machine.
  hasty = await openTestRouter(urls, [], { timeoutMs: 3_000 });
});
afterAll(async () => {
  for (const one of [hasty, router, reviews, books]) await one?.[Symbol.asyncDispose]();
});
afterEach(() => {
  reviews.behave(null);
  books.behave(null);
});

interface Answer {
  readonly data?: { readonly book: object | null } | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

async function ask(
  query = QUESTION,
  variables: object = { id: '5' },
  headers: Record<string, string> = {},
  asked = router,
) {
  const response = await fetch(`${asked.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

test('a question goes to both, and its parts come back as one', async () => {
  expect((await ask()).answer).toEqual({ data: { book: { title: 'book 5', stars: [4, 5] } } });
});

describe('a subgraph that', () => {
  const json = { 'content-type': 'application/json' };
  const body = (text: string, status = 200, headers: Record<string, string> = json) =>
    text && { text, status, headers };
  test.each<[string, ReturnType<typeof body> | null, string]>([
    ['says nothing', null, 'FEDERATION_SUBGRAPH_SLOW'],
    [
      'has a page for answers',
      body('<html>secret</html>', 500, { 'content-type': 'text/html' }),
      'FEDERATION_SUBGRAPH_DOWN',
    ],
    ['refuses by HTTP', body('{"error":{"message":"secret"}}', 401), 'FEDERATION_TOKEN_REFUSED'],
    ['breaks off', body('{"data":', 200, { ...json, 'content-length': '900' }), 'FEDERATION_SUBGRAPH_DOWN'],
    [
      'sends others elsewhere',
      body('{}', 307, { location: 'http://127.0.0.1:1/' }),
      'FEDERATION_SUBGRAPH_DOWN',
    ],
    [
      'never ends',
      body('{"data":{"_entities":[{"stars":[' + '1,'.repeat(17 << 20)),
      'FEDERATION_SUBGRAPH_DOWN',
    ],
    [
      'says why',
      body(
        '{"data":{"_entities":[null]},"errors":[{"message":"no stars","path":["_entities",0],"extensions":{"code":"THEIR_CODE","remedy":"wait","stacktrace":["secret"]}}]}',
      ),
      'THEIR_CODE',
    ],
    [
      'says it without a code',
      body('{"data":{"_entities":[null]},"errors":[{"message":"no stars"}]}'),
      'FEDERATION_SUBGRAPH_FAILED',
    ],
  ])('%s leaves the rest, with a code', async (_, said, code) => {
    reviews.behave((__, response) => {
      if (!said) return true;
      response.writeHead(said.status, said.headers);
      response.write(said.text);
      if (said.headers['content-length']) setTimeout(() => response.destroy(), 20);
      else response.end();
      return true;
    });
    const { status, answer } = await ask(QUESTION, { id: '5' }, {}, said ? router : hasty);
    expect(status).toBe(200);
    expect(answer.data).toEqual({ book: { title: 'book 5', stars: null } });
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
      { code, subgraph: 'reviews', ...(code === 'THEIR_CODE' && { remedy: 'wait' }) },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/secret|127\.0\.0\.1|representations/);
  });
});

describe('what is passed on:', () => {
  const token = { authorization: 'Bearer hlm_secret', cookie: 'a=b', traceparent: '00-a-b-01' };

  test('the token to who is trusted with it, the trace to all, cookies to nobody', async () => {
    await ask(QUESTION, { id: '6' }, token);
    const [own, other] = [books, reviews].map(({ heard }) => heard.at(-1)?.headers);
    expect([own?.authorization, other?.authorization]).toEqual([token.authorization, undefined]);
    expect([own?.['traceparent'], other?.['traceparent']]).toEqual([token.traceparent, token.traceparent]);
    expect([own?.cookie, other?.cookie]).toEqual([undefined, undefined]);
    expect(own?.['x-request-id']).toBe(other?.['x-request-id']);
  });

  test('the end of a question whose asker is gone', async () => {
    const gone = new AbortController();
    const closed = Promise.withResolvers<string>();
    const come = Promise.withResolvers<void>();
    reviews.behave((_, response) => {
      come.resolve();
      response.once('close', () => closed.resolve('closed'));
      return true;
    });
    const waiting = await openTestRouter({ books: books.url, reviews: reviews.url }, [], {
      timeoutMs: 300_000,
    });
    try {
      const asked = fetch(`${waiting.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: QUESTION, variables: { id: '1' } }),
        signal: gone.signal,
      }).catch(() => 'gone');
      await come.promise;
      gone.abort();
      expect(await asked).toBe('gone');
      expect(await closed.promise).toBe('closed');
    } finally {
      await waiting[Symbol.asyncDispose]();
    }
  });
});

describe('a question that', () => {
  test.each<[string, string, string]>([
    ['has too many words', `{ ${'slow '.repeat(2001)} }`, 'GRAPHQL_PARSE_FAILED'],
    [
      'asks too often',
      `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: slow`).join(' ')} }`,
      'GRAPHQL_QUERY_TOO_LARGE',
    ],
    ['names what is not', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['can’t be read', '{ book(', 'GRAPHQL_PARSE_FAILED'],
  ])('%s is refused before anybody is asked', async (_, query, code) => {
    const before = books.heard.length;
    const { answer } = await ask(query, {});
    expect(answer.errors?.[0]?.extensions['code']).toBe(code);
    expect(books.heard.length).toBe(before);
  });

  test('is no JSON by POST, is too large, or comes to another host, is refused', async () => {
    const post = (init: RequestInit) => fetch(`${router.url}/graphql`, init).then(({ status }) => status);
    const json = { 'content-type': 'application/json' };
    expect(await post({ method: 'GET' })).toBe(405);
    expect(
      await post({ method: 'POST', body: 'query={top}', headers: { 'content-type': 'text/plain' } }),
    ).toBe(405);
    expect(await post({ method: 'POST', body: '{', headers: json })).toBe(400);
    expect(await post({ method: 'POST', body: `"${'a'.repeat(300_000)}"`, headers: json })).toBe(413);
    expect((await fetch(`${router.url}/nothing`)).status).toBe(404);
    expect((await fetch(`${router.url}/readyz`)).status).toBe(200);
  });
});

test('a router reloads under load without dropping a question', async () => {
  const [before, after] = ['type Query { version: Int! }', 'type Query { version: Int! more: Int }'];
  await using changing = await openSmallSubgraph(before, { Query: { version: () => 1 } });
  await using own = await openTestRouter({ changing: changing.url }, [], { pollMs: 50 });
  const over = new AbortController();
  let asked = 0;
  const load = Array.from({ length: 8 }, async () => {
    while (!over.signal.aborted) {
      expect(await own.client.ask('{ version }')).toEqual({ version: 1 });
      asked += 1;
    }
  });
  const more = () =>
    own.client.ask('{ more }').then(
      () => 'there',
      () => 'not there',
    );
  expect(await more()).toBe('not there');
  changing.become(after, { Query: { version: () => 1, more: () => 2 } });
  await expect.poll(more).toBe('there');
  // What does not compose is not taken.
  changing.become('type Query { version: Int! } type Book @key(fields: "isbn") { id: ID! }', {
    Query: { version: () => 1 },
  });
  await sleep(200);
  expect(await more()).toBe('not there');
  changing.become(before, { Query: { version: () => 1 } });
  await expect.poll(more).toBe('not there');
  await expect.poll(() => asked).toBeGreaterThan(50);
  over.abort();
  await Promise.all(load);
});
