import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal } from '../../base/errors.ts';
import { sendError } from '../answer.ts';

/** The schema as a file, for who generates code from it; nothing but its head for who has it already. */
export function schemaRoute(
  sdl: string,
  isIntrospectable: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return sendError(response, 405, 'HTTP_METHOD', 'a schema is read', { expected: 'GET or HEAD' });
  }
  if (!isIntrospectable) throw refusal('GRAPHQL_SCHEMA_CLOSED', 'this hub does not tell its schema');
  const body = Buffer.from(sdl);
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  response.setHeader('etag', etag);
  response.setHeader('cache-control', 'no-cache');
  if (request.headers['if-none-match']?.includes(etag)) return void response.writeHead(304).end();
  response.writeHead(200, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': body.byteLength,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
