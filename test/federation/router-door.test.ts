import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSmallSubgraph, type SmallSubgraph } from './small-subgraph.ts';
import { openTestRouter, type TestRouter } from './parts.ts';

let subgraph: SmallSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraph = await openSmallSubgraph('type Query { top: Int }', { Query: { top: () => 4 } });
  router = await openTestRouter({ subgraph: subgraph.url }, [], {
    trustedProxies: ['127.0.0.0/8'],
    isIntrospectable: false,
    rates: { anonymous: 3, contributor: 2, files: 2 },
  });
});
afterAll(async () => {
  await router?.[Symbol.asyncDispose]();
  await subgraph?.[Symbol.asyncDispose]();
});

const from = (address: string) => ({ 'x-forwarded-for': address });

/** Once more while the router is late: on a busy machine it sends away who has no token, and takes nothing for it. */
async function ask(headers: Record<string, string>, query = '{ top }'): Promise<Response> {
  for (;;) {
    const answer = await fetch(`${router.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    if (answer.status !== 503) return answer;
    await sleep(100);
  }
}

async function statuses(count: number, one: () => Promise<Response>) {
  const answers: Response[] = [];
  for (let i = 0; i < count; i++) answers.push(await one());
  return answers.map(({ status }) => status);
}

test('a router tells what is left, and sends away who asks more, by network and not by token', async () => {
  const first = await ask(from('192.0.2.1'));
  expect(await first.json()).toEqual({ data: { top: 4 } });
  expect(first.headers.get('ratelimit-policy')).toBe('"anonymous";q=3;w=300');
  expect(first.headers.get('ratelimit')).toBe('"anonymous";r=2;t=300');
  expect(await statuses(3, () => ask(from('192.0.2.1')))).toEqual([200, 200, 429]);
  let token = 0;
  const withToken = () => ask({ ...from('192.0.2.1'), authorization: `Bearer hlm_${++token}` });
  expect(await statuses(3, withToken)).toEqual([200, 200, 429]);
  const refused = await ask(from('192.0.2.1'));
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ error: { code: 'HTTP_TOO_MANY_REQUESTS' } });
  expect((await ask(from('192.0.2.2'))).status).toBe(200);
});

test('what it does not have is counted too, and life is not', async () => {
  const elsewhere = (path: string) => () => fetch(`${router.url}${path}`, { headers: from('192.0.2.3') });
  expect(await statuses(3, elsewhere('/nothing'))).toEqual([404, 404, 429]);
  expect(await statuses(4, elsewhere('/livez'))).toEqual([200, 200, 200, 200]);
});

test('every answer carries the headers of a hub’s', async () => {
  const { headers } = await ask(from('192.0.2.4'));
  for (const [name, value] of [
    ['x-content-type-options', 'nosniff'],
    ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
    ['cross-origin-resource-policy', 'same-origin'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'no-referrer'],
  ] as const)
    expect(headers.get(name)).toBe(value);
});

test('a body that is larger than a hub’s is refused, and a closed schema not told', async () => {
  const large = await ask(from('192.0.2.5'), `{ top } #${'x'.repeat(300_000)}`);
  expect([large.status, await large.json()]).toEqual([
    413,
    { error: expect.objectContaining({ code: 'HTTP_BODY_TOO_LARGE' }) as object },
  ]);
  const told = await ask(from('192.0.2.5'), '{ __schema { types { name } } }');
  expect(await told.json()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_SCHEMA_CLOSED' } }] });
});
