import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { envelopeOf } from '../../attestation/statement.ts';
import { parseKeyId } from '../../attestation/key.ts';
import type { Hub } from '../../hub/context/hub.ts';
import { sendError, sendJson } from '../answer.ts';
import { readFeed, type Feed } from '../feeds/feed.ts';
import { jsonFeed } from '../feeds/json-feed.ts';
import { rss } from '../feeds/rss.ts';

interface Form {
  readonly type: string;
  readonly write: (feed: Feed) => string;
}

const FORMS: Readonly<Record<string, Form>> = {
  'advisories.json': { type: 'application/feed+json; charset=utf-8', write: jsonFeed },
  'advisories.rss': { type: 'application/rss+xml; charset=utf-8', write: rss },
};

/** A feed in the form that its name says; nothing but its head for who has it already. */
export async function feedRoute(
  hub: Hub,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = FORMS[name];
  if (!form) return sendError(response, 404, 'HTTP_PATH_UNKNOWN', 'there is nothing here');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return sendError(response, 405, 'HTTP_METHOD', 'a feed is read', { expected: 'GET or HEAD' });
  }
  const feed = await readFeed(hub.store, hub.baseUrl);
  const body = Buffer.from(form.write(feed));
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  response.setHeader('etag', etag);
  // Of a hub for members only, what one of them read is not another's to have.
  response.setHeader('cache-control', hub.swarmAccess.isMembersOnly ? 'private, no-cache' : 'no-cache');
  if (feed.changedAt) response.setHeader('last-modified', feed.changedAt.toUTCString());
  if (isHad(request, etag, feed.changedAt)) return void response.writeHead(304).end();
  response.writeHead(200, { 'content-type': form.type, 'content-length': body.byteLength });
  response.end(request.method === 'HEAD' ? undefined : body);
}

// A tag says more than a time: with one, the other is not asked (RFC 9110, 13.2.2).
function isHad({ headers }: IncomingMessage, etag: string, changedAt: Date | null): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tags.split(',').some((tag) => [etag, `W/${etag}`, '*'].includes(tag.trim()));
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return changedAt !== null && Math.floor(changedAt.getTime() / 1000) * 1000 <= since;
}

/** One advisory by its log index, with the signed envelope to check it by. */
export async function advisoryRoute(hub: Hub, number: string, response: ServerResponse): Promise<void> {
  const logIndex = /^\d{1,15}$/.test(number) ? Number(number) : -1;
  const [advisory] = await hub.store.advisories.byLogIndexes([logIndex]);
  const [statement] = await hub.store.statements.byLogIndexes(advisory ? [logIndex] : []);
  if (!advisory || !statement)
    return sendError(response, 404, 'HTTP_ADVISORY_UNKNOWN', 'there is no such advisory here');
  const { contributorId: _, affectedCount, ...said } = advisory;
  const targets = await hub.store.advisories.targetsOf([logIndex]);
  return sendJson(response, 200, {
    ...said,
    affectedCount,
    targets: targets.map(({ of, value }) => ({ of, value })),
    envelope: envelopeOf({ ...statement, author: parseKeyId(statement.author) }),
  });
}
