import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands between a hub and its client, and what it changes on the way. */
export interface Lies {
  /** Changes the data of a GraphQL answer. */
  answer?(data: Record<string, never>): unknown;
  /** Changes the bytes under a path; null leaves them. */
  bytes?(path: string, bytes: Buffer): Buffer | null;
}

export interface LyingHub extends AsyncDisposable {
  readonly url: string;
  lies: Lies;
}

/** A hub that answers as the real one does, lies aside. */
export async function openLyingHub(realUrl: string): Promise<LyingHub> {
  const server = createServer((request, response) => void forward(realUrl, hub.lies, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const hub: LyingHub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lies: {},
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
  return hub;
}

async function forward(realUrl: string, lies: Lies, request: IncomingMessage, response: ServerResponse) {
  const path = request.url ?? '/';
  const body: Uint8Array[] = [];
  for await (const chunk of request) body.push(chunk as Uint8Array);
  const real = await fetch(new URL(path, realUrl), {
    method: request.method ?? 'GET',
    headers: { 'content-type': 'application/json' },
    ...(request.method === 'POST' ? { body: Buffer.concat(body) } : {}),
  });
  const bytes = Buffer.from(await real.arrayBuffer());
  const lie = lieOf(lies, path, bytes);
  response.writeHead(lie ? 200 : real.status, { 'content-type': real.headers.get('content-type') ?? '' });
  response.end(lie ?? bytes);
}

function lieOf({ answer, bytes: changedBytes }: Lies, path: string, bytes: Buffer): Buffer | null {
  if (path !== '/graphql') return changedBytes?.(path, bytes) ?? null;
  if (!answer) return null;
  const { data } = JSON.parse(bytes.toString()) as { data: Record<string, never> };
  return Buffer.from(JSON.stringify({ data: answer(data) }));
}
