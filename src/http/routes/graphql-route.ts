import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal } from '../../base/errors.ts';
import { HeaderMap, type OpenGraphql } from '../../graphql/open-graphql.ts';
import type { Viewer } from '../../hub/context/viewer.ts';

/** The largest honest request is a signed statement: 64 KiB in base64. */
const BODY_BYTES_MAX = 256 * 1024;

export async function graphqlRoute(
  graphql: OpenGraphql,
  viewer: Viewer,
  requestId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { body, status, headers } = await graphql.execute(
    {
      method: (request.method ?? 'GET').toUpperCase(),
      headers: headersOf(request),
      search: new URL(request.url ?? '/', 'http://hub').search,
      body: request.method === 'POST' ? parsed(await bodyOf(request)) : undefined,
    },
    viewer,
    requestId,
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

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let received = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    received += chunk.byteLength;
    if (received > BODY_BYTES_MAX) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
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
