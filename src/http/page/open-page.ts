import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Hub } from '../../hub/context/hub.ts';
import { sendError, sendNothing } from '../answer.ts';
import { pageRoute } from '../routes/page-route.ts';
import { readBuiltPage, type BuiltPage, type PageFile } from './built-page.ts';
import { assetHeaders, documentHeaders, editorHeaders } from './page-headers.ts';

export interface Page {
  /** `/`, `/search`, `/leaderboard`, `/checkpoint/…`: one document, which reads its address itself; also to say that there is nothing. */
  document(hub: Hub, request: IncomingMessage, response: ServerResponse, status?: 200 | 404): Promise<void>;
  asset(name: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The editor of queries for a browser that opens /graphql; false leaves the request to GraphQL. */
  editor(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/** Serves the built page from memory, read at the first request; a plain page where it isn't built. */
export function openPage(folder?: URL): Page {
  let built: Promise<BuiltPage | null> | null = null;
  const page = async () => {
    built ??= readBuiltPage(folder);
    const found = await built;
    // Whoever builds it later needs no restart.
    if (!found) built = null;
    return found;
  };
  return {
    async document(hub, request, response, status = 200) {
      if (!isRead(request, response)) return;
      const found = await page();
      if (!found && status === 404) return sendNothing(response);
      if (!found) return pageRoute(hub, response);
      send(request, response, found.index, { ...documentHeaders, vary: 'accept, accept-encoding' }, status);
    },
    async asset(name, request, response) {
      if (!isRead(request, response)) return;
      const file = (await page())?.assets.get(name);
      if (!file) return sendError(response, 404, 'HTTP_PATH_UNKNOWN', 'there is no such asset');
      send(request, response, file, assetHeaders);
    },
    async editor(request, response) {
      const found = wantsEditor(request) ? await page() : null;
      if (found) send(request, response, found.graphql, editorHeaders);
      return found !== null;
    },
  };
}

/** The addresses that the document understands; of everything else it says that there is nothing, and programs get JSON. */
export function isPagePath(path: string): boolean {
  return PAGES.has(path) || path.startsWith('/checkpoint/');
}

const PAGES = new Set(['/', '/search', '/leaderboard', '/curve']);

/** A browser's address bar asks for HTML; programs do not. */
export function wantsDocument({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): boolean {
  return method === 'GET' && (headers.accept?.includes('text/html') ?? false);
}

/** A browser's address bar asks for HTML and brings no query; every GraphQL client does otherwise. */
export function wantsEditor(request: Pick<IncomingMessage, 'method' | 'headers' | 'url'>): boolean {
  if (!wantsDocument(request)) return false;
  return !new URLSearchParams(request.url?.split('?')[1] ?? '').has('query');
}

function isRead({ method }: IncomingMessage, response: ServerResponse): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  response.setHeader('allow', 'GET, HEAD');
  sendError(response, 405, 'HTTP_METHOD', 'the page is only read');
  return false;
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { type, bytes, gzipped, etag }: PageFile,
  headers: Readonly<Record<string, string>>,
  status = 200,
): void {
  const known = { vary: 'accept-encoding', ...headers, etag };
  if (status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304, known);
    return void response.end();
  }
  const isZipped = gzipped !== null && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const body = isZipped ? gzipped : bytes;
  response.writeHead(status, {
    ...known,
    'content-type': type,
    'content-length': body.byteLength,
    ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
