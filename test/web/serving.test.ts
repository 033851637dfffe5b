import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isPagePath, openPage, wantsEditor } from '../../src/http/page/open-page.ts';

const SCRIPT = `console.log(${JSON.stringify('x'.repeat(500))})`;

let folder: string;
let url: string;
const rooms = new AsyncDisposableStack();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heirloom-page-'));
  rooms.defer(() => rm(folder, { recursive: true, force: true }));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(path.join(folder, 'graphql.html'), '<!doctype html><title>editor</title>');
  await writeFile(path.join(folder, 'secret.txt'), 'secret');
  await writeFile(path.join(folder, 'assets', 'index-abc.js'), SCRIPT);
  await writeFile(path.join(folder, 'assets', 'index-abc.css'), 'a{}');
  const page = openPage(pathToFileURL(`${folder}/`));
  const server = createServer((incoming, response) => {
    const { url: target = '/' } = incoming;
    if (target.startsWith('/assets/')) void page.asset(target.slice('/assets/'.length), incoming, response);
    else if (target.startsWith('/graphql'))
      void page.editor(incoming, response).then((isDone) => isDone || response.end('graphql'));
    else void page.document({} as never, incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  rooms.defer(() => new Promise((resolve) => server.close(() => resolve())));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => rooms.disposeAsync());

describe('the built page', () => {
  test('is a document that is never kept, under a policy without inline scripts or styles', async () => {
    const response = await fetch(`${url}/`);
    expect(await response.text()).toContain('<title>page</title>');
    const header = (name: string) => response.headers.get(name);
    expect(header('content-type')).toBe('text/html; charset=utf-8');
    expect(header('cache-control')).toBe('no-store');
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('referrer-policy')).toBe('no-referrer');
    const policy = header('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self';",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "connect-src 'self'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  test.each([
    ['index-abc.js', 'text/javascript; charset=utf-8'],
    ['index-abc.css', 'text/css; charset=utf-8'],
  ])('gives %s its type, and leave to keep it for ever', async (name, type) => {
    const response = await fetch(`${url}/assets/${name}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('travels zipped to whoever reads that, and not at all to whoever has it', async () => {
    const zipped = await raw('/assets/index-abc.js', { 'accept-encoding': 'gzip' });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(zipped.body).toString()).toBe(SCRIPT);
    const plain = await raw('/assets/index-abc.js', {});
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toBe(SCRIPT);
    const again = await raw('/assets/index-abc.js', { 'if-none-match': String(plain.headers.etag) });
    expect([again.status, again.body.byteLength]).toEqual([304, 0]);
  });

  test.each([
    '/assets/../secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/%2e%2e/secret.txt',
    '/assets/..\\secret.txt',
    '/assets/index-abc.js/../../secret.txt',
    '/assets/',
    '/assets/.',
    '/assets/index-abc.js/x',
    '/assets/__proto__',
    '/assets//etc/passwd',
  ])('knows only its own names: %s is nothing', async (target) => {
    const { status, body } = await raw(target, {});
    expect(status).toBe(404);
    expect(JSON.parse(body.toString())).toMatchObject({ error: { code: 'HTTP_PATH_UNKNOWN' } });
  });

  test('is only read', async () => {
    const response = await fetch(`${url}/`, { method: 'POST', body: 'x' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    const head = await fetch(`${url}/`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('has an editor for browsers, whose policy is wider for styles alone', async () => {
    const browser = await raw('/graphql', { accept: 'text/html,*/*' });
    expect(browser.body.toString()).toContain('<title>editor</title>');
    const policy = String(browser.headers['content-security-policy']);
    expect(policy).toContain("style-src 'self' 'unsafe-inline'");
    expect(policy).toContain("script-src 'self';");
    expect((await raw('/graphql', { accept: 'application/json' })).body.toString()).toBe('graphql');
  });
});

describe('addresses', () => {
  test.each(['/', '/search', '/checkpoint/a/b', '/checkpoint/a/b@v1', '/checkpoint/sha256:00'])(
    '%s is the page’s',
    (address) => expect(isPagePath(address)).toBe(true),
  );
  test.each([
    '//',
    '/index.html',
    '/search/x',
    '/checkpoint',
    '/checkpoints/a',
    '/mnist/base',
    '/favicon.ico',
  ])('%s is not', (address) => expect(isPagePath(address)).toBe(false));
  test.each([
    [{ method: 'POST', url: '/graphql', headers: { accept: 'text/html' } }],
    [{ method: 'GET', url: '/graphql?query={hub{id}}', headers: { accept: 'text/html' } }],
    [{ method: 'GET', url: '/graphql', headers: { accept: 'application/json' } }],
    [{ method: 'GET', url: '/graphql', headers: {} }],
  ])('%j asks GraphQL, not for its editor', (asked) => expect(wantsEditor(asked)).toBe(false));
});

test('a page that isn’t built is told apart from a broken one', async () => {
  const { readBuiltPage } = await import('../../src/http/page/built-page.ts');
  expect(await readBuiltPage(pathToFileURL(path.join(folder, 'nowhere/')))).toBeNull();
  expect((await readBuiltPage(pathToFileURL(`${folder}/`)))?.assets.size).toBe(2);
});

interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

// `fetch` tidies paths and unzips bodies; a stranger does neither.
function raw(target: string, headers: Record<string, string>): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const asked = request({ hostname, port, path: target, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}
