import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenGraphql } from '../../graphql/open-graphql.ts';
import type { Caller } from '../limits/door-keeper.ts';
import { parsedBody, readBody } from '../read-body.ts';
import { readSubscribe } from '../subscriber.ts';
import { untilGone } from '../until-gone.ts';
import { sendEvents } from './send-events.ts';

/** Answers JSON; and a subscription whose asker accepts `text/event-stream` instead, with that. */
export async function graphqlRoute(
  graphql: OpenGraphql,
  { viewer, key }: Caller,
  requestId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = untilGone(response);
  if (wantsStream(request)) {
    const wanted = readSubscribe(parsedBody(await readBody(request)));
    const subscriber = { viewer, requestId, caller: key };
    return sendEvents(graphql.subscriptions, wanted, subscriber, response);
  }
  const { body, status, headers } = await graphql.execute(
    {
      method: (request.method ?? 'GET').toUpperCase(),
      headers: request.headers,
      search: searchOf(request.url ?? '/'),
      body: request.method === 'POST' ? parsedBody(await readBody(request)) : undefined,
    },
    viewer,
    requestId,
    gone,
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
export function wantsStream({ method, headers }: IncomingMessage): boolean {
  const isJson = /^application\/json(;|$)/i.test(headers['content-type'] ?? '');
  const accepted = (headers.accept ?? '').toLowerCase();
  return method === 'POST' && isJson && accepted.includes('text/event-stream') && !accepted.includes('json');
}

function searchOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}
