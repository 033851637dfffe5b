import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advisorySubject } from '../../src/attestation/advisory-subject.ts';
import { openStatement } from '../../src/attestation/statement.ts';
import type { Bodies } from '../../src/attestation/predicates.ts';
import { parseDigest } from '../../src/base/digest.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

/** Another program's XML parser; the unit tests of the feed go without. */
const hasPython = spawnSync('python3', ['--version']).status === 0;

let hub: TestHub;
let stella: SelfMember;

beforeAll(async () => {
  hub = await openTestHub();
  stella = await hub.joinSelf('stella', 'STEWARD');
});
afterAll(() => hub?.[Symbol.asyncDispose]());

function warn(member: SelfMember, title: string, text = 'as found') {
  const body: Bodies['advisory'] = {
    title,
    severity: 'CRITICAL',
    kind: 'LICENSE',
    affected: [{ of: 'LICENSE', license: 'MIT' }],
    text,
    remedy: 'none',
    references: ['https://example.org/?a=1&b=2'],
  };
  return signAndSubmit(member, 'advisory', advisorySubject(body), body);
}

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(hub.url + path, { headers, method });

interface JsonFeed {
  readonly version: string;
  readonly items: readonly { readonly id: string; readonly title: string; readonly content_text: string }[];
}

describe('the feeds', () => {
  test('are whole while there is no advisory', async () => {
    expect(((await (await get('/advisories.json')).json()) as JsonFeed).items).toEqual([]);
    expect((await get('/advisories.rss')).headers.get('content-type')).toBe(
      'application/rss+xml; charset=utf-8',
    );
  });

  test('say each advisory, newest first, and that one was taken back', async () => {
    const { statement } = await warn(stella, 'the first');
    await warn(stella, 'the second');
    const body = { of: 'ADVISORY', parent: null, kind: null, reason: 'wrong' } as const;
    await signAndSubmit(stella, 'withdrawal', { name: 'advisory', digest: parseDigest(statement.id) }, body);
    const response = await get('/advisories.json');
    expect(response.headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
    const feed = (await response.json()) as JsonFeed;
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      home_page_url: hub.url,
      items: [
        {
          title: '[critical] the second',
          content_text: 'as found\n\nRemedy: none\n\nhttps://example.org/?a=1&b=2',
          authors: [{ name: 'stella' }],
          tags: ['critical', 'license'],
        },
        { title: '[withdrawn] the first', date_modified: expect.any(String) },
      ],
    });
    const one = (await (await fetch(feed.items[1]?.id ?? '')).json()) as { envelope: unknown };
    expect(openStatement(one.envelope).id).toBe(statement.id);
    expect((await get('/advisories/99999')).status).toBe(404);
  });

  test('answer 304 to who has them, until something comes', async () => {
    for (const path of ['/advisories.json', '/advisories.rss']) {
      const { headers } = await get(path);
      const [etag, changed] = [headers.get('etag') ?? '', headers.get('last-modified') ?? ''];
      expect((await get(path, { 'if-none-match': `"other", ${etag}` })).status).toBe(304);
      expect((await get(path, { 'if-modified-since': changed })).status).toBe(304);
      expect((await get(path, { 'if-none-match': '"other"', 'if-modified-since': changed })).status).toBe(
        200,
      );
      await warn(stella, `news for ${path}`);
      expect((await get(path, { 'if-none-match': etag })).status).toBe(200);
    }
  });

  test('are read and not written', async () => {
    const head = await get('/advisories.rss', {}, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await get('/advisories.rss', {}, 'POST')).status).toBe(405);
  });

  test.skipIf(!hasPython)('stay well-formed whatever a stranger writes', async () => {
    const evil = ']]></title><script>alert(1)</script>&bogus; \u0007\u001b[2J \u202e <?xml?> <!-- "\'';
    await warn(stella, evil, `${evil}\n${evil}`);
    const text = await (await get('/advisories.rss')).text();
    for (const raw of ['<script', '<!--', '\u0007', '\u001b']) expect(text).not.toContain(raw);
    const { items } = (await (await get('/advisories.json')).json()) as JsonFeed;
    const titles = await titlesIn(text);
    expect(titles).toHaveLength(items.length);
    expect(titles[0]).toBe(items[0]?.title.replaceAll(/\p{Cc}/gu, '\u{FFFD}'));
  });
});

/** By the XML parser of another program, which refuses what is not well-formed. */
async function titlesIn(xml: string): Promise<readonly string[]> {
  const script =
    'import sys, json, xml.etree.ElementTree as t; print(json.dumps([i.findtext("title") for i in t.fromstring(sys.argv[1].encode()).iter("item")]))';
  const { stdout } = await promisify(execFile)('python3', ['-c', script, xml]);
  return JSON.parse(stdout) as string[];
}

test('of a hub for members only are for members', async () => {
  await using closed = await openTestHub({ isMembersOnly: true });
  const stew = await closed.joinSelf('stew', 'STEWARD');
  const { statement } = await warn(stew, 'among us');
  for (const path of ['/advisories.json', '/advisories.rss', `/advisories/${statement.logIndex}`]) {
    expect((await fetch(closed.url + path)).status).toBe(401);
    const headers = { authorization: `Bearer ${stew.token}` };
    expect((await fetch(closed.url + path, { headers })).status).toBe(200);
  }
});
