import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeirloomError } from '../base/errors.ts';
import type { RouterConfig } from '../config/router-config.ts';
import { followSupergraph } from '../federation/follow-supergraph.ts';
import { openRouter, type Router } from '../federation/open-router.ts';
import { readSupergraph } from '../federation/supergraph-source.ts';
import { eventsOn, type Events } from '../telemetry/events.ts';
import type { Log } from '../telemetry/log.ts';
import { sendError, sendJson } from './answer.ts';
import { hostGuard } from './host-guard.ts';
import { PATIENCE, PATIENCE_WITH_PROXIES } from './limits/patience.ts';
import { RouterDoor } from './limits/router-door.ts';
import { listen, type Listener } from './listen.ts';
import { answerHeaders } from './page/page-headers.ts';
import { routerRoute } from './routes/router-route.ts';
import { schemaRoute } from './routes/schema-route.ts';
import { openWebSocketRoute } from './routes/web-socket-route.ts';

export interface ServedRouter extends AsyncDisposable {
  readonly baseUrl: string;
  readonly router: Router;
}

/** Reads or composes the supergraph, then answers by it. */
export async function serveRouter(config: RouterConfig, log: Log): Promise<ServedRouter> {
  await using rooms = new AsyncDisposableStack();
  const patience = config.trustedProxies === null ? PATIENCE : PATIENCE_WITH_PROXIES;
  const listener = rooms.use(await listen({ ...config, patience }));
  const supergraph = await readSupergraph(config.source);
  const router = rooms.use(await openRouter(supergraph, config));
  const events = eventsOn(log);
  const stop = rooms.adopt(new AbortController(), (controller) => controller.abort());
  const { source, pollMs: everyMs } = config;
  const take = (next: string) => router.reload(next);
  const following = followSupergraph({ source, supergraph, everyMs, signal: stop.signal, take }, events);
  rooms.defer(() => {
    stop.abort();
    return following;
  });
  const door = rooms.use(new RouterDoor(config));
  mount(listener, { router, door, events, isIntrospectable: config.isIntrospectable }, config);
  const opened = rooms.move();
  return { baseUrl: listener.baseUrl, router, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

interface Parts {
  readonly router: Router;
  readonly door: RouterDoor;
  readonly events: Events;
  readonly isIntrospectable: boolean;
}

function mount(listener: Listener, parts: Parts, config: RouterConfig): void {
  const { router, door, events } = parts;
  // A proxy with TLS says so itself: where a router is reached is not known to it.
  const headers = Object.entries(answerHeaders(false));
  const isOurs = hostGuard(config.host, config.allowedHosts);
  const webSockets = openWebSocketRoute(router, {
    viewerOf: async (authorization) => ({
      headers: typeof authorization === 'string' ? { authorization } : {},
    }),
    networkOf: (request) => door.networkOf(request),
    admit: (_, request) => door.question(request, null),
  });
  listener.mount(
    (request, response) => {
      const requestId = randomUUID();
      response.setHeader('x-request-id', requestId);
      for (const [name, value] of headers) response.setHeader(name, value);
      if (!isOurs(request.headers.host))
        return sendError(response, 421, 'HTTP_HOST_FOREIGN', 'this router does not answer under that name', {
          received: request.headers.host ?? 'no Host header',
          remedy: 'start the router with --allow-host NAME',
        });
      void route(parts, requestId, request, response).catch((error: unknown) =>
        failed(events, requestId, response, error),
      );
    },
    (request, socket, head) => {
      if (isOurs(request.headers.host) && pathOf(request) === '/graphql')
        webSockets.upgrade(request, socket, head);
      else socket.destroy();
    },
  );
}

async function route(
  { router, door, isIntrospectable }: Parts,
  requestId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  switch (pathOf(request)) {
    case '/graphql':
      return routerRoute(router, requestId, request, response, {
        viewer: { kind: 'ANONYMOUS' },
        key: await door.question(request, response),
      });
    case '/livez':
    case '/readyz':
      return sendJson(response, 200, { live: true });
    case '/schema.graphql':
      await door.reader(request, response);
      return schemaRoute(await router.sdl(), isIntrospectable, request, response);
    default:
      await door.reader(request, response);
      return sendError(response, 404, 'HTTP_PATH_UNKNOWN', 'there is nothing here', {
        remedy: 'ask /graphql',
      });
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?')[0] ?? '/';
}

function failed(events: Events, requestId: string, response: ServerResponse, error: unknown): void {
  if (error instanceof HeirloomError && (error.kind === 'refusal' || error.code in STATUS))
    return sendError(response, STATUS[error.code] ?? 400, error.code, error.message, error.facts);
  events.requestFailed({ requestId, code: 'FEDERATION_BUG', error });
  sendError(response, 500, 'FEDERATION_BUG', 'something went wrong in this router', { requestId });
}

const STATUS: Readonly<Record<string, number>> = {
  GRAPHQL_SCHEMA_CLOSED: 403,
  HTTP_BODY_TOO_LARGE: 413,
  HTTP_TOO_MANY_REQUESTS: 429,
  HTTP_OVERLOADED: 503,
};
