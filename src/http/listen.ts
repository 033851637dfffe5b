import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { fault, messageOf } from '../base/errors.ts';
import { sendError } from './answer.ts';
import { boundSockets } from './limits/socket-bound.ts';
import { limitAnswer, limitBody, PATIENCE, type Patience } from './limits/patience.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface Listener extends AsyncDisposable {
  readonly baseUrl: string;
  /** Puts the hub behind the port; until then every request is told to come back. */
  mount(handle: RequestHandler, upgrade: UpgradeHandler): void;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly patience?: Patience;
  readonly trustedProxies?: readonly string[] | null | undefined;
}

/** Takes the port first, so that torrents can name it and a second hub fails before it touches data. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { host, port, patience = PATIENCE, trustedProxies = null } = options;
  let handle: RequestHandler = (_, response) => {
    response.setHeader('retry-after', '1');
    sendError(response, 503, 'HTTP_STARTING', 'the hub is starting');
  };
  let upgrade: UpgradeHandler = (_, socket) => socket.destroy();
  const server = limitedServer(patience, (request, response) => {
    limitBody(request, patience);
    limitAnswer(request, response, patience);
    handle(request, response);
  });
  boundSockets(server, trustedProxies);
  server.on('upgrade', (request, socket, head) => upgrade(request, socket, head));
  await started(server, host, port);
  return {
    baseUrl: urlOf(host, (server.address() as AddressInfo).port),
    mount(mounted, mountedUpgrade) {
      handle = mounted;
      upgrade = mountedUpgrade;
    },
    [Symbol.asyncDispose]: () => closed(server),
  };
}

// A slow or silent client holds a socket for seconds, not for ever; uploads have an idle limit of their own.
function limitedServer(patience: Patience, handle: RequestHandler): Server {
  const server = createServer(
    {
      headersTimeout: patience.headersMs,
      requestTimeout: 0,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: patience.checkMs,
      maxHeaderSize: 16_384,
    },
    handle,
  );
  server.maxConnections = 2_000;
  return server;
}

function started(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const message = isTaken
        ? `port ${port} is taken`
        : `can't listen on ${host}:${port}: ${messageOf(error)}`;
      reject(
        fault(isTaken ? 'HTTP_PORT_TAKEN' : 'HTTP_LISTEN_FAILED', message, {
          expected: `a free port on ${host}`,
          received: error.code ?? 'an error',
          remedy: 'stop the other program, or choose another port with --port (0 takes any free one)',
        }),
      );
    });
    server.listen(port, host, () => resolve());
  });
}

const DRAIN_MS = 5_000;

async function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const drain = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await done;
  clearTimeout(drain);
}

function urlOf(host: string, port: number): string {
  const named = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${named.includes(':') ? `[${named}]` : named}:${port}`;
}
