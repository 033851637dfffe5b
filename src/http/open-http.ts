import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeirloomError } from '../base/errors.ts';
import type { JoinedGraph } from '../federation/join-subgraphs.ts';
import type { OpenGraphql } from '../graphql/open-graphql.ts';
import type { Hub } from '../hub/context/hub.ts';
import { releaseMetainfoOf } from '../hub/swarm/release-torrent.ts';
import { viewerOf } from '../hub/context/viewer.ts';
import { databaseFault } from '../store/database-fault.ts';
import { metainfoFor } from '../swarm/announce-token.ts';
import type { Tracker } from '../swarm/tracker.ts';
import { sendError, sendJson, sendNothing } from './answer.ts';
import { diskFull, isDiskFull } from './disk-room.ts';
import { bearerIn } from './bearer.ts';
import { hostGuard } from './host-guard.ts';
import type { DoorKeeper } from './limits/door-keeper.ts';
import type { Listener } from './listen.ts';
import { answerHeaders } from './page/page-headers.ts';
import { isPagePath, openPage, wantsDocument, type Page } from './page/open-page.ts';
import { artifactRoute } from './routes/artifact-route.ts';
import { fileAddressOf, fileRoute } from './routes/file-route.ts';
import { graphqlRoute, wantsStream } from './routes/graphql-route.ts';
import { routerRoute } from './routes/router-route.ts';
import { advisoryRoute, feedRoute } from './routes/feed-route.ts';
import { schemaRoute } from './routes/schema-route.ts';
import { openWebSocketRoute } from './routes/web-socket-route.ts';
import { readyRoute } from './routes/health-route.ts';
import type { UploadRoute } from './routes/upload-route.ts';
import { announceGate, letIn, tokenParameterOf, type Pass } from './swarm-door.ts';

export interface HttpParts {
  readonly hub: Hub;
  readonly graphql: OpenGraphql;
  readonly joined: JoinedGraph;
  readonly tracker: Tracker;
  readonly uploads: UploadRoute;
  readonly dataFolder: string;
  readonly host: string;
  readonly allowedHosts: readonly string[];
  readonly outerUrl?: string | null | undefined;
  readonly door: DoorKeeper;
}

/** Puts the hub's routes behind a listener. */
export function openHttp(listener: Listener, parts: HttpParts): void {
  const isOurs = hostGuard(parts.host, parts.allowedHosts);
  const page = openPage();
  const { door } = parts;
  const headers = Object.entries(answerHeaders(parts.outerUrl?.startsWith('https:') ?? false));
  const webSockets = openWebSocketRoute(parts.graphql.subscriptions, {
    viewerOf: (authorization) => viewerOf(parts.hub, bearerIn(authorization)),
    networkOf: (request) => door.networkOf(request),
    admit: (viewer, request) => door.question(request, viewer),
  });
  listener.mount(
    (request, response) => {
      const requestId = randomUUID();
      response.setHeader('x-request-id', requestId);
      for (const [name, value] of headers) response.setHeader(name, value);
      if (!isOurs(request.headers.host))
        return sendError(response, 421, 'HTTP_HOST_FOREIGN', 'this hub does not answer under that name', {
          received: request.headers.host ?? 'no Host header',
          remedy: 'start the hub with --allow-host NAME',
        });
      void route(parts, page, requestId, request, response).catch((error: unknown) =>
        failed(parts.hub, requestId, response, error),
      );
    },
    (request, socket, head) => {
      if (isOurs(request.headers.host) && pathOf(request) === '/graphql')
        return webSockets.upgrade(request, socket, head);
      const gate = isOurs(request.headers.host) ? announceGate(parts.hub, request) : null;
      if (gate) parts.tracker.handleUpgrade(request, socket, head, gate);
      else socket.destroy();
    },
  );
}

async function route(
  parts: HttpParts,
  page: Page,
  requestId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { hub, door } = parts;
  const [, first = '', second = ''] = pathOf(request).split('/');
  if (!COUNTED_ELSEWHERE.has(first)) await door.reader(request, response);
  switch (first) {
    case 'graphql': {
      if (await page.editor(request, response)) return;
      const caller = await door.caller(request, response);
      const { router } = parts.joined;
      // Only this hub has something to subscribe to.
      if (router && request.method === 'POST' && !wantsStream(request))
        return routerRoute(router, requestId, request, response, {
          ...caller,
          trusted: parts.graphql.trusted,
        });
      return graphqlRoute(parts.graphql, caller, requestId, request, response);
    }
    case 'uploads':
      return parts.uploads((await door.caller(request, response, 'uploads')).viewer, request, response);
    case 'artifacts':
      await letIn(hub, tokenParameterOf(request), request);
      return artifactRoute(hub, second, request, response);
    case 'files': {
      const address = fileAddressOf(pathOf(request));
      await letIn(hub, address?.token ?? tokenParameterOf(request), request);
      if (address) return fileRoute(hub, address, request, response);
      return sendError(response, 404, 'HTTP_FILE_UNKNOWN', 'no such file is published here');
    }
    case 'announce': {
      const gate = announceGate(hub, request);
      if (gate) return parts.tracker.handleRequest(request, response, gate);
      return sendError(response, 404, 'HTTP_PATH_UNKNOWN', 'there is nothing here');
    }
    case 'torrents':
      return torrentRoute(hub, second, await letIn(hub, tokenParameterOf(request), request), response);
    case 'advisories.json':
    case 'advisories.rss':
      await letIn(hub, tokenParameterOf(request), request);
      return feedRoute(hub, first, request, response);
    case 'advisories':
      if (wantsDocument(request)) return page.document(hub, request, response);
      response.setHeader('vary', 'accept');
      await letIn(hub, tokenParameterOf(request), request);
      return advisoryRoute(hub, second, response);
    case 'schema.graphql': {
      const { router } = parts.joined;
      const sdl = router ? await router.sdl() : parts.graphql.plainSdl;
      return schemaRoute(sdl, parts.graphql.isIntrospectable, request, response);
    }
    case 'subgraph.graphql':
      return schemaRoute(parts.graphql.sdl, parts.graphql.isIntrospectable, request, response);
    case 'livez':
      return sendJson(response, 200, { live: true });
    case 'readyz':
      await door.probe(request, response);
      return readyRoute(hub, parts.dataFolder, response);
    case 'assets':
      return page.asset(pathOf(request).slice('/assets/'.length), request, response);
    default:
      if (isPagePath(pathOf(request))) return page.document(hub, request, response);
      if (wantsDocument(request)) return page.document(hub, request, response, 404);
      return sendNothing(response);
  }
}

/** Questions and uploads count by contributor, announces at the tracker; life is what a supervisor asks for. */
const COUNTED_ELSEWHERE = new Set(['graphql', 'uploads', 'announce', 'livez', 'readyz', 'assets']);

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?')[0] ?? '/';
}

async function torrentRoute(
  hub: Hub,
  name: string,
  { token }: Pass,
  response: ServerResponse,
): Promise<void> {
  const infohash = /^([0-9a-f]{40})\.torrent$/.exec(name)?.[1];
  const found =
    infohash === undefined
      ? null
      : ((await hub.swarm.metainfoOf(infohash)) ?? (await releaseMetainfoOf(hub, infohash)));
  if (!found) return sendError(response, 404, 'HTTP_TORRENT_UNKNOWN', 'this hub has no such torrent');
  const metainfo = metainfoFor(token, found);
  response.writeHead(200, {
    'content-type': 'application/x-bittorrent',
    'content-length': metainfo.byteLength,
    'content-disposition': `attachment; filename="${name}"`,
  });
  response.end(metainfo);
}

const STATUS: Readonly<Record<string, number>> = {
  HUB_SIGN_IN_NEEDED: 401,
  HUB_TOKEN_INVALID: 401,
  HUB_MEMBERS_ONLY: 401,
  HUB_PERMISSION_MISSING: 403,
  GRAPHQL_SCHEMA_CLOSED: 403,
  HTTP_BODY_TOO_LARGE: 413,
  HTTP_TOO_MANY_REQUESTS: 429,
  HTTP_UPLOADS_MANY: 429,
  HTTP_OVERLOADED: 503,
  STORE_UNREACHABLE: 503,
  STORE_STATEMENT_TOO_LONG: 503,
  STORE_DISK_FULL: 507,
  HTTP_DISK_FULL: 507,
};

// The one place where an error becomes an HTTP status; a bug shows its code alone.
function failed(hub: Hub, requestId: string, response: ServerResponse, error: unknown): void {
  const cause = databaseFault(error) ?? (isDiskFull(error) ? diskFull(null, null) : error);
  if (cause instanceof HeirloomError && cause.kind === 'refusal')
    return sendError(response, STATUS[cause.code] ?? 400, cause.code, cause.message, cause.facts);
  if (cause instanceof HeirloomError && cause.code === 'HTTP_OVERLOADED')
    return sendError(response, 503, cause.code, cause.message, { ...cause.facts, requestId });
  const code = cause instanceof HeirloomError && cause.kind === 'fault' ? cause.code : 'HUB_BUG';
  hub.events.requestFailed({ requestId, code, error });
  sendError(response, STATUS[code] ?? 500, code, 'something went wrong on this hub', {
    requestId,
  });
}
