import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { digestOf, hexOf } from '../../src/base/digest.ts';
import { publishByHub, smallSafetensors } from '../support/publishing.ts';
import { openTestHub, type Member, type TestHub } from '../support/test-hub.ts';

const rates = { anonymous: 40, contributor: 30, files: 25 };
const weights = smallSafetensors(3);
let hub: TestHub;
let ada: Member;
let bob: Member;
let lastAddress = 0;

// Behind a proxy on this machine: whoever it names last is who asks.
beforeAll(async () => {
  hub = await openTestHub({ trustedProxies: ['127.0.0.0/8'], outerUrl: 'https://hub.example', rates });
  ada = await hub.joinHub('ada');
  bob = await hub.joinHub('bob');
  await publishByHub(ada, { model: 'ada/net', files: { 'model.safetensors': weights } });
});
afterAll(() => hub?.[Symbol.asyncDispose]());
afterEach(() => void (lastAddress += 1));

const address = () => `203.0.113.${lastAddress}`;
const another = () => `198.51.100.${lastAddress}`;

async function ask(from: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from, ...headers },
    body: JSON.stringify({ query: '{ hub { id } }' }),
  });
  return seen(response);
}

async function seen(response: Response) {
  const body = await response.text();
  const { code } = body.startsWith('{"error"')
    ? (JSON.parse(body) as { error: { code: string } }).error
    : { code: null };
  const header = (name: string) => response.headers.get(name);
  return {
    status: response.status,
    code,
    policy: header('ratelimit-policy'),
    left: header('ratelimit'),
    retryAfter: header('retry-after'),
  };
}

async function many<Answer>(count: number, once: () => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: count }, once));
}
/** All of them counted: where this machine paused, the hub sends readers away for a moment, and another address asks. */
async function counted<Answer extends { status: number }>(count: number, once: () => Promise<Answer>) {
  for (;;) {
    const answers = await many(count, once);
    if (answers.every(({ status }) => status !== 503)) return answers;
    await expect.poll(() => ask(another())).toMatchObject({ status: 200 });
    lastAddress += 1;
  }
}
const statuses = (answers: readonly { status: number }[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(answers, ({ status }) => status)).map(([status, all]) => [
      status,
      all?.length,
    ]),
  );

describe('an address without a token', () => {
  test('is answered as often as its allowance says, told each time, and another one is not harmed', async () => {
    const answers = await counted(100, () => ask(address()));
    expect(statuses(answers)).toEqual({ 200: 40, 429: 60 });
    for (const { policy } of answers) expect(policy).toBe('"anonymous";q=40;w=300');
    const left = answers.map((answer) => Number(/^"anonymous";r=(\d+);t=\d+$/.exec(answer.left ?? '')?.[1]));
    expect(left.filter((count) => count > 0).toSorted((a, b) => b - a)).toEqual(
      Array.from({ length: 39 }, (_, i) => 39 - i),
    );
    const refused = answers.filter(({ status }) => status === 429);
    for (const { code, retryAfter } of refused)
      expect([code, Number(retryAfter) > 0 && Number(retryAfter) <= 300]).toEqual([
        'HTTP_TOO_MANY_REQUESTS',
        true,
      ]);
    await expect.poll(() => ask(another())).toMatchObject({ status: 200, left: '"anonymous";r=39;t=300' });
  });

  test('gets no second allowance by what it says of itself', async () => {
    const lie = () => `10.0.${Math.floor(Math.random() * 200)}.1, 127.0.0.1, ${address()}`;
    expect(statuses(await counted(60, () => ask(lie())))).toEqual({ 200: 40, 429: 20 });
  });

  test('shares it within an IPv6 network', async () => {
    let host = 0;
    const answers = await counted(60, () => ask(`2001:db8:0:${lastAddress}::${(host += 1).toString(16)}`));
    expect(statuses(answers)).toEqual({ 200: 40, 429: 20 });
  });

  test('asks by WebSocket from the same allowance', async () => {
    await counted(40, () => ask(address()));
    const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { 'x-forwarded-for': address() },
    });
    const told = new Promise<string>((resolve) => {
      socket.on('message', (data: Buffer) => {
        const text = data.toString();
        if (!text.includes('connection_ack')) return resolve(text);
        const query = 'subscription { evaluationJobChanged(id: "1") { id } }';
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
      });
    });
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    expect(JSON.parse(await told)).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'HTTP_TOO_MANY_REQUESTS' } }],
    });
    socket.terminate();
  });

  test('has an allowance of files and ranges beside it', async () => {
    const url = `${hub.url}/artifacts/${hexOf(digestOf(weights))}`;
    const range = () =>
      fetch(url, { headers: { range: 'bytes=0-9', 'x-forwarded-for': address() } }).then(seen);
    const answers = await counted(40, range);
    expect(statuses(answers)).toEqual({ 206: 25, 429: 15 });
    expect(answers[0]?.policy).toBe('"files";q=25;w=10');
    await expect.poll(() => ask(address())).toMatchObject({ status: 200 });
  });

  test('that tries tokens out is soon not listened to', async () => {
    const wrong = { authorization: `Bearer hlm_${'A'.repeat(43)}_00000000` };
    const answers = await many(120, () => ask(address(), wrong));
    expect(statuses(answers)).toEqual({ 401: 100, 429: 20 });
    expect((await ask(address(), bob.client.headers)).status).toBe(429);
    expect((await ask(another(), bob.client.headers)).status).toBe(200);
  });
});

test('a contributor has one allowance, from wherever they ask', async () => {
  let from = 0;
  const answers = await many(50, () => ask(`192.0.2.${(from += 1)}`, bob.client.headers));
  const { 200: answered, 429: refused } = statuses(answers);
  // Earlier tests asked once or twice with this token.
  expect(answered).toBeGreaterThan(20);
  expect(answered).toBeLessThanOrEqual(30);
  expect((answered ?? 0) + (refused ?? 0)).toBe(50);
  expect((await ask(address(), hub.owner.client.headers)).status).toBe(200);
});

test('a program of this machine is a stranger like all others once a proxy is trusted', async () => {
  const headers = { 'apollo-require-preflight': '1' };
  await expect
    .poll(() => fetch(`${hub.url}/graphql?query={hub{id}}`, { headers }).then(seen))
    .toMatchObject({ policy: '"anonymous";q=40;w=300' });
});

test('a program of this machine asks without bounds where no proxy is; who came through one does not', async () => {
  await using alone = await openTestHub({ rates });
  const from = (headers: Record<string, string>) => fetch(`${alone.url}/readyz`, { headers }).then(seen);
  const own = await many(60, () => from({}));
  expect(statuses(own)).toEqual({ 200: 60 });
  expect(new Set(own.map(({ policy }) => policy))).toEqual(new Set([null]));
  expect(statuses(await many(40, () => from({ 'x-forwarded-for': '127.0.0.1' })))).toEqual({
    200: 25,
    429: 15,
  });
});

describe('a hub whose event loop is late', () => {
  // Holds the loop of this process, which is the hub's, for longer than a reader shall wait.
  const lateness = () => {
    const timer = setInterval(() => {
      const until = performance.now() + 320;
      while (performance.now() < until);
    }, 5);
    return { [Symbol.dispose]: () => clearInterval(timer) };
  };

  test('sends readers without a token away for a moment, and answers contributors', async () => {
    {
      using _ = lateness();
      await expect
        .poll(() => ask(address()))
        .toMatchObject({ status: 503, code: 'HTTP_OVERLOADED', retryAfter: '5' });
      const file = `${hub.url}/artifacts/${hexOf(digestOf(weights))}`;
      // Another pause may have made it late before: that is over a second later.
      await expect
        .poll(async () => (await fetch(file, { headers: { 'x-forwarded-for': address() } })).status)
        .toBe(503);
      expect((await ask(address(), ada.client.headers)).status).toBe(200);
      expect((await fetch(`${hub.url}/livez`)).status).toBe(200);
    }
    await expect.poll(() => ask(address())).toMatchObject({ status: 200 });
  });
});

describe('every answer', () => {
  test.each(['/', '/livez', '/graphql', '/nothing', '/artifacts/x', '/torrents/x', '/search'])(
    'of %s may not run, be framed or be used elsewhere',
    async (path) => {
      const { headers } = await fetch(`${hub.url}${path}`, { headers: { origin: 'https://evil.example' } });
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=15552000',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
      });
      expect(headers.has('access-control-allow-origin')).toBe(false);
    },
  );
});

test('a hub behind a proxy names its outer address in what it gives out', async () => {
  const { artifact } = await ada.client.ask<{ artifact: { swarm: { magnet: string } } }>(
    'query ($digest: Digest!) { artifact(digest: $digest) { swarm { magnet } } }',
    { digest: digestOf(weights) },
  );
  expect(artifact.swarm.magnet).toContain(encodeURIComponent('https://hub.example/announce'));
  expect(artifact.swarm.magnet).not.toContain('127.0.0.1');
});
