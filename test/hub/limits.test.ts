import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf, hexOf } from '../../src/base/digest.ts';
import { limits } from '../../src/graphql/limits.ts';
import { publishByHub, smallSafetensors } from '../support/publishing.ts';
import { openTestHub, type Member, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let ada: Member;
let bob: Member;
const weights = smallSafetensors(7, 1000);

beforeAll(async () => {
  hub = await openTestHub({ allowedHosts: ['hub.example'] });
  ada = await hub.joinHub('ada');
  bob = await hub.joinHub('bob');
  await publishByHub(ada, { model: 'ada/net', files: { 'model.safetensors': weights, 'README.md': '' } });
});
afterAll(() => hub?.[Symbol.asyncDispose]());

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; extensions: { code: string } }[];
  readonly error?: { code: string };
}

async function post(body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer = (await response.json()) as Answer;
  return { status: response.status, answer, code: answer.errors?.[0]?.extensions.code ?? answer.error?.code };
}

describe('a question', () => {
  test('of up to 256 KiB is read, and a longer one answered 413', async () => {
    const padded = (bytes: number) => {
      const empty = JSON.stringify({ query: '{ hub { id } }', variables: { x: '' } }).length;
      return { query: '{ hub { id } }', variables: { x: 'x'.repeat(bytes - empty) } };
    };
    expect(await post(padded(256 * 1024))).toMatchObject({ status: 200, answer: { data: { hub: {} } } });
    expect(await post(padded(256 * 1024 + 1))).toMatchObject({ status: 413, code: 'HTTP_BODY_TOO_LARGE' });
  });

  test('that is not JSON is a coded refusal', async () => {
    expect(await post('{"query": ')).toMatchObject({ status: 400, code: 'HTTP_BODY_MALFORMED' });
  });

  const nested = (depth: number) =>
    `{ checkpoint(reference: "a/b") { ${'parents { parent { '.repeat(depth)} id ${'} } '.repeat(depth)} } }`;
  const aliased = (count: number) =>
    `{ ${Array.from({ length: 2 }, (_, i) => `c${i}: checkpoint(reference: "a/b") { ${Array.from({ length: count / 2 - 1 }, (__, j) => `d${j}: digest`).join(' ')} }`).join(' ')} }`;
  const doubled = (levels: number, leaf: string) => {
    const fragments = Array.from(
      { length: levels },
      (_, i) => `fragment f${i + 1} on Query { ...f${i} ...f${i} }`,
    );
    return `{ ...f${levels} } fragment f0 on Query { ${leaf} } ${fragments.join(' ')}`;
  };

  test.for<[string, string]>([
    ['is as deep as it may be', nested(4)],
    ['has as many aliases as it may have', aliased(30)],
    [
      'asks for a large page',
      '{ checkpoint(reference: "a/b") { descendants(first: 100) { nodes { checkpoint { id } } } } }',
    ],
  ])('that %s is answered', async ([, query]) => {
    const { status, answer } = await post({ query });
    expect([status, answer.errors]).toEqual([200, undefined]);
    expect(new Set(Object.values(answer.data ?? {}))).toEqual(new Set([null]));
  });

  test.for<[string, string]>([
    ['too deep', nested(5)],
    [
      'too deep by fragments',
      `{ checkpoint(reference: "a/b") { ...a } } fragment a on Checkpoint { ${'parents { parent { '.repeat(5)} id ${'} } '.repeat(5)} }`,
    ],
    ['full of aliases', aliased(32)],
    ['full of root fields', `{ ${Array.from({ length: 21 }, () => '__typename').join(' ')} }`],
    ['full of directives', `{ hub { id ${'@include(if: true) '.repeat(21)} } }`],
    [
      'too dear',
      '{ checkpoint(reference: "a/b") { descendants(first: 100) { nodes { checkpoint { ancestors(first: 100) { nodes { checkpoint { children(first: 100) { kind } } } } } } } } }',
    ],
    [
      'too dear by a variable',
      'query ($n: Int!) { checkpoint(reference: "a/b") { descendants(first: $n) { nodes { checkpoint { ancestors(first: $n) { nodes { checkpoint { children(first: $n) { kind } } } } } } } } }',
    ],
    ['doubled by fragments 60 times', doubled(60, 'hub { id }')],
    ['doubled by fragments without a field 60 times', doubled(60, '__typename')],
  ])('that is %s is refused before anything runs', async ([, query]) => {
    const { status, answer } = await post({ query, variables: { n: 100 } });
    expect(status).toBe(200);
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.map(({ message }) => message).join()).toMatch(/too large/);
  });

  test('of more tokens than any page needs is refused unparsed', async () => {
    const { status, answer } = await post({ query: `{ hub { ${'id '.repeat(limits.tokensMax)} } }` });
    expect(status).toBe(200);
    expect(answer.errors?.[0]?.message).toMatch(/tokens/);
  });

  test('about the schema is answered, but not an endless one', async () => {
    const { answer } = await post({ query: getIntrospectionQuery() });
    expect(
      buildClientSchema(answer.data as never)
        .getMutationType()
        ?.getFields(),
    ).toHaveProperty('publishCheckpoint');
    const endless =
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }';
    expect((await post({ query: endless })).status).toBe(200);
  });

  test('comes alone: batches are refused', async () => {
    const { status, answer } = await post([{ query: '{ hub { id } }' }, { query: '{ hub { id } }' }]);
    expect(status).toBe(400);
    expect(answer.data).toBeUndefined();
  });

  test('of a page of another origin is refused: GET, forms and plain text need a preflight', async () => {
    const before = await hub.database.fingerprint();
    const mutation = `mutation { inviteContributor(name: "x") { __typename } }`;
    const get = (query: string, headers: Record<string, string>) =>
      fetch(`${hub.url}/graphql?query=${encodeURIComponent(query)}`, { headers });
    expect((await get('{ hub { id } }', {})).status).toBe(400);
    expect((await get('{ hub { id } }', { 'apollo-require-preflight': '1' })).status).toBe(200);
    const owned = { ...hub.owner.client.headers, 'apollo-require-preflight': '1' };
    expect((await get(mutation, owned)).status).toBe(405);
    const form = { 'content-type': 'text/plain', ...hub.owner.client.headers };
    expect((await post({ query: mutation }, form)).status).toBe(400);
    expect(await hub.database.fingerprint()).toEqual(before);
  });

  test('under a foreign name is answered 421', async () => {
    for (const path of ['/graphql', '/', '/artifacts/x', '/announce', '/livez'])
      expect(await statusUnder('evil.example', path)).toBe(421);
    expect(await statusUnder('hub.example', '/livez')).toBe(200);
    expect(await statusUnder('localhost:1', '/livez')).toBe(200);
    expect(await statusUnder('127.0.0.1.evil.example', '/livez')).toBe(421);
  });
});

function statusUnder(host: string, path: string): Promise<number> {
  const { hostname, port } = new URL(hub.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('an artifact', () => {
  const url = () => `${hub.url}/artifacts/${hexOf(digestOf(weights))}`;
  const size = weights.byteLength;
  const ranged = async (range: string) => {
    const response = await fetch(url(), { headers: { range } });
    const body = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, at: response.headers.get('content-range'), body };
  };

  test('is given whole, as bytes and never as a page', async () => {
    const response = await fetch(url());
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array(weights));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': String(size),
      'content-type': 'application/octet-stream',
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
      etag: `"${hexOf(digestOf(weights))}"`,
    });
  });

  test.for<[string, number, number]>([
    ['bytes=0-0', 0, 1],
    ['bytes=10-19', 10, 20],
    ['bytes=4000-', 4000, size],
    ['bytes=-5', size - 5, size],
    [`bytes=-${size * 2}`, 0, size],
    [`bytes=1-${size * 2}`, 1, size],
  ])('is given in part for %s, exactly', async ([range, from, to]) => {
    const { status, at, body } = await ranged(range);
    expect([status, at]).toEqual([206, `bytes ${from}-${to - 1}/${size}`]);
    expect(body).toEqual(new Uint8Array(weights.subarray(from, to)));
  });

  test.for([`bytes=${size}-`, `bytes=${size + 1}-${size + 2}`, 'bytes=-0'])(
    'answers 416 to %s',
    async (range) => {
      expect(await ranged(range)).toMatchObject({ status: 416, at: `bytes */${size}` });
    },
  );

  test.for(['bytes=2-1', 'bytes=0-1,4-5', 'items=0-1', 'bytes=a-b', 'bytes=-'])(
    'ignores the range %s',
    async (range) => {
      const { status, body } = await ranged(range);
      expect([status, body.byteLength]).toEqual([200, size]);
    },
  );

  test('shows its head alone to HEAD, and takes nothing else', async () => {
    const head = await fetch(url(), { method: 'HEAD', headers: { range: 'bytes=0-9' } });
    expect([head.status, head.headers.get('content-length')]).toEqual([206, '10']);
    expect((await head.arrayBuffer()).byteLength).toBe(0);
    for (const method of ['PUT', 'POST', 'DELETE', 'PATCH'])
      expect((await fetch(url(), { method })).status).toBe(405);
  });

  test('without bytes is given as none', async () => {
    const empty = await fetch(`${hub.url}/artifacts/${hexOf(digestOf(''))}`);
    expect([empty.status, (await empty.arrayBuffer()).byteLength]).toEqual([200, 0]);
  });

  test.for(['x', '..%2f..%2fsecrets%2fhub-key', 'A'.repeat(64), '0'.repeat(64), ''])(
    'is not there under %s',
    async (name) => {
      expect((await fetch(`${hub.url}/artifacts/${name}`)).status).toBeGreaterThanOrEqual(400);
    },
  );
});

describe('an upload', () => {
  const tus = { 'tus-resumable': '1.0.0' };
  const bytes = Buffer.from('half of this is mine');

  const urlOf = (begun: Response) => new URL(begun.headers.get('location') ?? '', `${hub.url}/uploads`).href;

  async function begin(
    headers: Record<string, string>,
    metadata = `digest ${btoa(digestOf(bytes))}`,
  ): Promise<Response> {
    return fetch(`${hub.url}/uploads`, {
      method: 'POST',
      headers: { ...tus, ...headers, 'upload-length': String(bytes.byteLength), 'upload-metadata': metadata },
    });
  }
  const patch = (url: string, offset: number, body: Buffer, headers: Record<string, string>) =>
    fetch(url, {
      method: 'PATCH',
      headers: {
        ...tus,
        ...headers,
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      },
      body: new Uint8Array(body),
    });

  test('is its uploader’s alone, from the first byte to the last', async () => {
    const response = await begin(ada.client.headers);
    expect(response.status).toBe(201);
    const url = urlOf(response);
    expect((await patch(url, 0, bytes.subarray(0, 10), ada.client.headers)).status).toBe(204);
    expect((await fetch(url, { headers: ada.client.headers })).status).toBe(405);
    for (const other of [bob.client.headers, hub.owner.client.headers]) {
      expect((await fetch(url, { method: 'HEAD', headers: { ...tus, ...other } })).status).toBe(422);
      expect(await (await patch(url, 10, bytes.subarray(10), other)).json()).toMatchObject({
        error: { code: 'HUB_UPLOAD_FOREIGN' },
      });
      for (const victim of [url, `${url}.json`])
        expect((await fetch(victim, { method: 'DELETE', headers: { ...tus, ...other } })).status).toBe(422);
    }
    expect((await patch(url, 10, bytes.subarray(10), {})).status).toBe(401);
    const head = await fetch(url, { method: 'HEAD', headers: { ...tus, ...ada.client.headers } });
    expect([head.status, head.headers.get('upload-offset')]).toEqual([200, '10']);
    const last = await patch(url, 10, bytes.subarray(10), ada.client.headers);
    expect(await last.json()).toMatchObject({ digest: digestOf(bytes) });
  });

  test('is not begun without a token, with a token that only reads, or with what is no digest', async () => {
    expect((await begin({})).status).toBe(401);
    const { token } = await ada.client.act<{ __typename: string; token: string }>(
      `mutation { createToken(label: "r", scopes: [READ]) { __typename ... on TokenCreated { token } } }`,
      {},
    );
    expect((await begin({ authorization: `Bearer ${token}` })).status).toBe(403);
    const odd = await begin(ada.client.headers, `digest ${btoa('sha256:1')}`);
    expect(odd.status).toBe(422);
    expect(await odd.json()).toMatchObject({ error: { code: 'BASE_DIGEST_MALFORMED' } });
  });

  test('may say its digest at the end; without one, or with another file’s, nothing of it is kept', async () => {
    const endings: readonly (readonly [Record<string, string>, string])[] = [
      [{}, 'BASE_DIGEST_MALFORMED'],
      [{ 'heirloom-digest': 'sha256:1' }, 'BASE_DIGEST_MALFORMED'],
      [{ 'heirloom-digest': digestOf('another file') }, 'WEIGHTS_DIGEST_MISMATCH'],
    ];
    for (const [headers, code] of endings) {
      const url = urlOf(await begin(ada.client.headers, `path ${btoa('a.txt')}`));
      const refused = await patch(url, 0, bytes, { ...ada.client.headers, ...headers });
      expect(await refused.json()).toMatchObject({ error: { code } });
      const head = await fetch(url, { method: 'HEAD', headers: { ...tus, ...ada.client.headers } });
      expect([refused.status, head.status]).toEqual([422, 404]);
      expect(await readdir(join(hub.dataFolder, 'uploads'))).toEqual([]);
    }
    const url = urlOf(await begin(ada.client.headers, `path ${btoa('a.txt')}`));
    expect((await patch(url, 0, bytes.subarray(0, 10), ada.client.headers)).status).toBe(204);
    const told = { ...ada.client.headers, 'heirloom-digest': digestOf(bytes) };
    const last = await patch(url, 10, bytes.subarray(10), told);
    expect(await last.json()).toMatchObject({ digest: digestOf(bytes) });
  });

  test('takes no byte past its length or at another place, however the request is framed', async () => {
    const url = urlOf(await begin(ada.client.headers));
    expect((await patch(url, 4, bytes.subarray(4), ada.client.headers)).status).toBe(409);
    const long = Buffer.concat([bytes, bytes]);
    expect((await patch(url, 0, long, ada.client.headers)).status).toBe(413);
    const chunked = await fetch(url, {
      method: 'PATCH',
      headers: {
        ...tus,
        ...ada.client.headers,
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
      body: new Blob([long]).stream(),
      duplex: 'half',
    });
    expect(chunked.status).toBe(413);
    const head = await fetch(url, { method: 'HEAD', headers: { ...tus, ...ada.client.headers } });
    expect(Number(head.headers.get('upload-offset'))).toBeLessThanOrEqual(bytes.byteLength);
    expect(
      (await fetch(`${url}x`, { method: 'HEAD', headers: { ...tus, ...ada.client.headers } })).status,
    ).toBe(404);
    expect((await patch(`${url}x`, 0, bytes, ada.client.headers)).status).toBe(404);
  });

  test('reaches no file of the hub through its name', async () => {
    const key = encodeURIComponent('../secrets/hub-key');
    const before = await hub.database.fingerprint();
    for (const method of ['DELETE', 'HEAD', 'PATCH']) {
      const response = await fetch(`${hub.url}/uploads/${key}`, {
        method,
        headers: {
          ...tus,
          ...ada.client.headers,
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
        },
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
    }
    expect(await hub.database.fingerprint()).toEqual(before);
  });
});
