import type { ServerResponse } from 'node:http';

/** One JSON form for every error outside GraphQL. */
export function sendError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  facts = {},
): void {
  sendJson(response, status, { error: { code, message, ...facts } });
}

/** For an address that leads nowhere. */
export function sendNothing(response: ServerResponse): void {
  sendError(response, 404, 'HTTP_PATH_UNKNOWN', 'there is nothing here', { remedy: 'ask /graphql' });
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(`${JSON.stringify(body)}\n`);
}
