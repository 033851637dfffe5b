import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketLike } from 'bittorrent-tracker/server';
import { networkOf, scopeOf } from './address-scope.ts';
import { boundBacklog, type Gate } from './admission.ts';
import { askersBehind, type FindAsker } from './asker.ts';
import { bencode } from './bencode.ts';
import { HubTracker } from './hub-tracker.ts';
import { RateLimit } from './rate-limit.ts';

/** Who announces what: the hub's own tracker, mounted under /announce of its HTTP server. */
export interface Tracker extends AsyncDisposable {
  /** With a gate, only those it admits are in a swarm; it is asked at each announce, also of open connections. */
  handleRequest(request: IncomingMessage, response: ServerResponse, gate?: Gate): void;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, gate?: Gate): void;
  /** Peers that announced, the hub itself not among them; never an address. */
  counts(infohash: string): SwarmCounts;
  /** How many seed each torrent that somebody does. */
  seederCounts(): ReadonlyMap<string, number>;
  /** Forgets a torrent at once (a takedown). */
  forget(infohash: string): void;
}

export interface SwarmCounts {
  readonly seeders: number;
  readonly leechers: number;
}

export interface TrackerOptions {
  /** Whether the hub tracks this torrent (40 hex digits); all others are refused. */
  readonly isKnown: (infohash: string) => boolean | Promise<boolean>;
  /** Where the hub itself seeds a torrent. `host`: an IP address; undefined or unspecified: the one the asker reached us at. */
  readonly hubPeer: (infohash: string) => { readonly host?: string; readonly port: number } | undefined;
  /** Between announces of one peer; WebSocket peers are told a fifth (the library's rule). */
  readonly intervalMs?: number;
  /** Who asks; a proxy on this machine is believed where nothing else is said. */
  readonly findAsker?: FindAsker | undefined;
  /** Lets programs of this machine announce without bounds; false by default. */
  readonly isLoopbackUnbounded?: boolean;
}

/** Opens a tracker without a port of its own: HTTP and WebSocket come from the hub's server, UDP never. */
export function openTracker(options: TrackerOptions): Tracker {
  const { intervalMs = INTERVAL_MS, isLoopbackUnbounded = false, findAsker = askersBehind(null) } = options;
  const requests = new RateLimit({ burst: REQUESTS_BURST, perSecond: REQUESTS_PER_SECOND, keysMax: 20_000 });
  const isUnbounded = (address: string) => isLoopbackUnbounded && scopeOf(address) === 'LOOPBACK';
  const isAddressAdmitted = (address: string) => isUnbounded(address) || requests.admits(networkOf(address));
  const peersAnAddressMax = (address: string) => (isUnbounded(address) ? undefined : PEERS_AN_ADDRESS_MAX);
  const server = new HubTracker({ ...options, intervalMs, isAddressAdmitted, peersAnAddressMax });
  const sockets = new SocketCounts();
  const sweep = setInterval(() => {
    requests.sweep();
    server.sweep();
  }, intervalMs / 4);
  sweep.unref();
  return {
    handleRequest(request, response, gate) {
      response.setHeader('content-type', 'text/plain');
      response.setHeader('cache-control', 'no-store');
      if (request.method !== 'GET') return void response.writeHead(405, { allow: 'GET' }).end();
      if (!isAddressAdmitted(findAsker(request).address)) return refuseFlood(response);
      server.guard(request, gate);
      server.onHttpRequest(request, response, { action: 'announce' });
    },
    handleUpgrade(request, socket, head, gate) {
      // While the gate is asked nobody else listens for a socket that breaks.
      socket.on('error', () => undefined);
      const { address } = findAsker(request);
      const most = isUnbounded(address) ? WEB_SOCKETS_MAX : WEB_SOCKETS_AN_ADDRESS_MAX;
      if (!isAddressAdmitted(address) || !sockets.hasRoom(address, most)) return refuseUpgrade(socket, 429);
      const welcome = (webSocket: WebSocketLike) => {
        sockets.count(webSocket, address);
        webSocket.upgradeReq = request;
        boundBacklog(webSocket);
        server.guard(webSocket, gate);
        server.welcome(webSocket, address);
      };
      void upgradeIfLetIn(gate, socket, () => server.ws.handleUpgrade(request, socket, head, welcome));
    },
    counts(infohash) {
      const swarm = server.torrents[infohash];
      return { seeders: swarm?.complete ?? 0, leechers: swarm?.incomplete ?? 0 };
    },
    seederCounts() {
      const swarms = Object.entries(server.torrents).map(
        ([hash, swarm]) => [hash, swarm?.complete ?? 0] as const,
      );
      return new Map(swarms.filter(([, seeders]) => seeders > 0));
    },
    forget(infohash) {
      delete server.torrents[infohash];
    },
    async [Symbol.asyncDispose]() {
      clearInterval(sweep);
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

/** BEP 3 clients keep to 5–30 min; a fifth of 10 min keeps WebSocket announces far above 30 s. */
const INTERVAL_MS = 600_000;
const WEB_SOCKETS_MAX = 1000;
/** A house or a school behind one address; the rest of the room is for others. */
const WEB_SOCKETS_AN_ADDRESS_MAX = 50;
const PEERS_AN_ADDRESS_MAX = 50;
/** A machine that starts to seed a thousand files at once, and a thousand more within a minute. */
const REQUESTS_BURST = 1000;
const REQUESTS_PER_SECOND = 20;

class SocketCounts {
  #all = 0;
  readonly #byNetwork = new Map<string, number>();

  hasRoom(address: string, mostOfAddress: number): boolean {
    return this.#all < WEB_SOCKETS_MAX && (this.#byNetwork.get(networkOf(address)) ?? 0) < mostOfAddress;
  }

  count(webSocket: WebSocketLike, address: string): void {
    this.#add(networkOf(address), 1);
    webSocket.once('close', () => this.#add(networkOf(address), -1));
  }

  #add(network: string, difference: number): void {
    this.#all += difference;
    const now = (this.#byNetwork.get(network) ?? 0) + difference;
    if (now === 0) this.#byNetwork.delete(network);
    else this.#byNetwork.set(network, now);
  }
}

async function upgradeIfLetIn(gate: Gate | undefined, socket: Duplex, upgrade: () => void): Promise<void> {
  try {
    if (!gate || (await gate())) upgrade();
    else refuseUpgrade(socket, 401);
  } catch {
    socket.destroy();
  }
}

function refuseFlood(response: ServerResponse): void {
  response.writeHead(429, { 'retry-after': '60' });
  response.end(bencode({ 'failure reason': 'too many announces from one address' }));
}

function refuseUpgrade(socket: Duplex, status: 401 | 429): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
