import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Asker } from '../../federation/generation.ts';
import type { Router } from '../../federation/open-router.ts';
import type { Viewer } from '../../hub/context/viewer.ts';
import type { Caller } from '../limits/door-keeper.ts';
import { parsedBody, readBody } from '../read-body.ts';
import { readSubscribe } from '../subscriber.ts';
import { untilGone } from '../until-gone.ts';
import { failureOf, toldResult } from '../../graphql/subscriptions/told-result.ts';
import type { TrustedDocuments } from '../../graphql/trusted/trusted-documents.ts';
import { sendError } from '../answer.ts';
import { wantsStream } from './graphql-route.ts';
import { sendEvents } from './send-events.ts';

/** What a subgraph in this process is told of who asks. */
export interface Own {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly signal: AbortSignal;
}

/** Who asks, and what strangers may ask; null where that is everything. */
interface Asking extends Caller {
  readonly trusted?: TrustedDocuments | null;
}

/** Questions by POST as JSON, the one way that no other site's form can take; subscriptions as server-sent events. */
export async function routerRoute(
  router: Router,
  requestId: string,
  request: IncomingMessage,
  response: ServerResponse,
  { viewer, key: caller, trusted = null }: Asking,
): Promise<void> {
  const isJson = /^application\/json(;|$)/i.test(request.headers['content-type'] ?? '');
  if (request.method !== 'POST' || !isJson)
    return sendError(response, 405, 'HTTP_POST_EXPECTED', 'a router takes questions by POST, as JSON', {
      expected: 'POST with content-type: application/json',
      received: `${request.method} with ${request.headers['content-type'] ?? 'no content-type'}`,
    });
  const asker = askerOf(request, requestId);
  const wanted = readSubscribe(parsedBody(await readBody(request)));
  if (wantsStream(request)) {
    const subscriber = { viewer: asker, requestId, caller };
    return sendEvents(router, wanted, subscriber, response);
  }
  try {
    trusted?.assertMayAsk(viewer, { text: wanted.query });
  } catch (error) {
    return send(response, request.headers.accept, toldResult(failureOf(error)));
  }
  const signal = untilGone(response);
  const own: Own = { viewer, requestId, signal };
  send(response, request.headers.accept, await router.answer(wanted, { ...asker, signal, own }));
}

/** As a hub does: 400 for a question that was not asked of anybody goes to who asks for GraphQL's own media type. */
function send(response: ServerResponse, accept: string | undefined, result: object): void {
  const mediaType = accept?.includes(MEDIA_TYPE) ? MEDIA_TYPE : 'application/json';
  const status = mediaType === MEDIA_TYPE && !('data' in result) ? 400 : 200;
  response.writeHead(status, { 'content-type': `${mediaType}; charset=utf-8` });
  response.end(`${JSON.stringify(result)}\n`);
}

const MEDIA_TYPE = 'application/graphql-response+json';

/** What a router passes on of a request, and nothing else: cookies and addresses are nobody's business behind it. */
function askerOf({ headers }: IncomingMessage, requestId: string): Asker {
  const known = PASSED_ON.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { headers: { ...Object.fromEntries(known), 'x-request-id': requestId } };
}

const PASSED_ON = ['authorization', 'traceparent', 'tracestate'];
