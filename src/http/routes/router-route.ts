import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Asker } from '../../federation/generation.ts';
import type { Router } from '../../federation/open-router.ts';
import { parsedBody, readBody } from '../read-body.ts';
import { addressOf, readSubscribe } from '../subscriber.ts';
import { sendError } from '../answer.ts';
import { wantsStream } from './graphql-route.ts';
import { sendEvents } from './send-events.ts';

/** Questions by POST as JSON, the one way that no other site's form can take; subscriptions as server-sent events. */
export async function routerRoute(
  router: Router,
  requestId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isJson = /^application\/json(;|$)/i.test(request.headers['content-type'] ?? '');
  if (request.method !== 'POST' || !isJson)
    return sendError(response, 405, 'HTTP_POST_EXPECTED', 'a router takes questions by POST, as JSON', {
      expected: 'POST with content-type: application/json',
      received: `${request.method} with ${request.headers['content-type'] ?? 'no content-type'}`,
    });
  const asker = askerOf(request, requestId);
  const body = await readBody(request);
  const wanted = readSubscribe(parsedBody(body));
  if (wantsStream(request)) {
    const subscriber = { viewer: asker, requestId, caller: addressOf(request) };
    return sendEvents(router, wanted, subscriber, response);
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const question = new Request('http://router/graphql', {
    method: 'POST',
    headers: {
      ...asker.headers,
      accept: request.headers.accept ?? '*/*',
      'content-type': 'application/json',
    },
    body,
    signal: gone.signal,
  });
  const answer = await router.answer(question);
  response.writeHead(answer.status, {
    'content-type': answer.headers.get('content-type') ?? 'application/json; charset=utf-8',
  });
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/** What a router passes on of a request, and nothing else: cookies and addresses are nobody's business behind it. */
function askerOf({ headers }: IncomingMessage, requestId: string): Asker {
  const known = PASSED_ON.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { headers: { ...Object.fromEntries(known), 'x-request-id': requestId } };
}

const PASSED_ON = ['authorization', 'traceparent', 'tracestate'];
