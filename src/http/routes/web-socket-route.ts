import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { Seats } from '../../graphql/subscriptions/seats.ts';
import type { SubscriptionSource } from '../../graphql/subscriptions/subscriptions.ts';
import {
  openWebSockets,
  WEB_SOCKET_PROTOCOL,
  type MessageSocket,
} from '../../graphql/subscriptions/web-socket.ts';

/** Who speaks, by what came as authorization, and who shares a bound with them. */
export interface Identify<Who> {
  viewerOf(authorization: unknown): Promise<Who>;
  /** Who shares the bound of sockets. */
  networkOf(request: IncomingMessage): string;
  /** Who shares the bound of subscriptions; refuses who asks too much. */
  admit(viewer: Who, request: IncomingMessage): Promise<string>;
}

export interface WebSocketRoute {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** Subscriptions over WebSocket, on the path of all other questions. */
export function openWebSocketRoute<Who extends object>(
  subscriptions: SubscriptionSource<Who>,
  who: Identify<Who>,
): WebSocketRoute {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
    handleProtocols: (names) => names.has(WEB_SOCKET_PROTOCOL) && WEB_SOCKET_PROTOCOL,
  });
  const opened = openWebSockets(subscriptions);
  subscriptions.stopped.addEventListener('abort', () => server.clients.forEach(endSocket), { once: true });
  const seats = new Seats(SOCKETS_OF_ONE_MAX, SOCKETS_MAX);
  return {
    upgrade(request, socket, head) {
      const giveBack = isOwnPage(request) ? seatAt(seats, who.networkOf(request)) : null;
      if (!giveBack) return void socket.destroy();
      socket.once('close', giveBack);
      server.handleUpgrade(request, socket, head, (webSocket) => {
        const closed = opened(messagesOf(webSocket), {
          requestId: randomUUID(),
          viewerOf: (authorization) => who.viewerOf(authorization ?? request.headers.authorization),
          admit: (viewer) => who.admit(viewer, request),
        });
        const alive = keepAlive(webSocket);
        webSocket.on('error', () => webSocket.terminate());
        webSocket.once('close', (code, reason) => {
          clearInterval(alive);
          void closed(code, reason.toString());
        });
      });
    },
  };
}

/** A question of 2,000 tokens and its variables. */
const MESSAGE_BYTES_MAX = 64 << 10;
const SOCKETS_OF_ONE_MAX = 50;
const SOCKETS_MAX = 1000;
const ALIVE_MS = 30_000;
const GOODBYE_MS = 500;

function seatAt(seats: Seats, network: string): (() => void) | null {
  try {
    return seats.take(network);
  } catch {
    return null;
  }
}

// A browser lets any page open a socket to anywhere, and says which page it was.
function isOwnPage({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin === undefined || URL.parse(origin)?.host === host;
}

// Who does not answer the goodbye shall not keep the hub from ending.
function endSocket(webSocket: WebSocket): void {
  webSocket.close(1001, 'the hub stops');
  setTimeout(() => webSocket.terminate(), GOODBYE_MS).unref();
}

function messagesOf(webSocket: WebSocket): MessageSocket {
  return {
    protocol: webSocket.protocol,
    // Settles when it is written out, so that a slow reader makes the next result wait.
    send: (text) =>
      new Promise((resolve, reject) => webSocket.send(text, (error) => (error ? reject(error) : resolve()))),
    close: (code, reason) => webSocket.close(code, reason),
    onMessage: (listener) =>
      webSocket.on('message', (data: Buffer) => {
        listener(data.toString()).catch(() => webSocket.close(4400, 'the message could not be read'));
      }),
  };
}

function keepAlive(webSocket: WebSocket): NodeJS.Timeout {
  let isThere = true;
  webSocket.on('pong', () => (isThere = true));
  return setInterval(() => {
    if (!isThere) return webSocket.terminate();
    isThere = false;
    webSocket.ping();
  }, ALIVE_MS).unref();
}
