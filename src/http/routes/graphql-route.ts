import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal } from '../../base/errors.ts';
import { HeaderMap, type OpenGraphql } from '../../graphql/open-graphql.ts';
import type { Caller } from '../limits/door-keeper.ts';
import { readSubscribe } from '../subscriber.ts';
import { sendEvents } from './send-events.ts';

/** The largest honest request is a signed statement: 64 KiB in base64. */
const BODY_BYTES_MAX = 256 * 1024;

/** Answers JSON; and a subscription whose asker accepts `text/event-stream` instead, with that. */
export async function graphqlRoute(
  graphql: OpenGraphql,
  { viewer, key }: Caller,
  requestId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  if (wantsStream(request)) {
    const wanted = readSubscribe(parsed(await bodyOf(request)));
    const subscriber = { viewer, requestId, caller: key };
    return sendEvents(graphql.subscriptions, wanted, subscriber, response);
  }
  const { body, status, headers } = await graphql.execute(
    {
      method: (request.method ?? 'GET').toUpperCase(),
      headers: headersOf(request),
      search: searchOf(request.url ?? '/'),
      body: request.method === 'POST' ? parsed(await bodyOf(request)) : undefined,
    },
    viewer,
    requestId,
    gone.signal,
  );
  for (const [name, value] of headers) response.setHeader(name, value);
  response.statusCode = status ?? 200;
  if (body.kind === 'complete') {
    response.end(body.string);
    return;
  }
  for await (const chunk of body.asyncIterator) response.write(chunk);
  response.end();
}

// JSON in, as everywhere: it keeps other sites' forms away. Clients that name all they can read, JSON among it, send plain
// questions so; who subscribes leaves JSON out.
function wantsStream({ method, headers }: IncomingMessage): boolean {
  const isJson = /^application\/json(;|$)/i.test(headers['content-type'] ?? '');
  const accepted = (headers.accept ?? '').toLowerCase();
  return method === 'POST' && isJson && accepted.includes('text/event-stream') && !accepted.includes('json');
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

function searchOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}

// By events: an iterator over a stream costs a question of the graph a tenth of its time.
function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let received = 0;
    request.on('data', (chunk: Buffer) => {
      received += chunk.byteLength;
      if (received <= BODY_BYTES_MAX) chunks.push(chunk);
      else reject(tooLarge());
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', () => reject(cutOff()));
    request.once('close', () => {
      if (!request.complete) reject(cutOff());
    });
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('HTTP_BODY_MALFORMED', 'the request body is not JSON', {
      expected: '{"query": "…"} as application/json',
      received: text.slice(0, 60),
    });
  }
}

function tooLarge() {
  return refusal('HTTP_BODY_TOO_LARGE', 'the request body is too large', {
    expected: `at most ${BODY_BYTES_MAX} bytes`,
    received: 'more',
    remedy: 'send large content to /uploads',
  });
}

function cutOff() {
  return refusal('HTTP_BODY_CUT_OFF', 'the request ended within its body', {
    expected: 'as many bytes as its head says',
    received: 'fewer',
  });
}
