import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { messageOf } from '../base/errors.ts';
import TrackerServer, {
  type AnnounceAnswer,
  type AnnounceDone,
  type AnnounceParams,
  type SwarmPeer,
  type TrackerSwarm,
  type WebSocketLike,
} from 'bittorrent-tracker/server';

/** Who announces what: the hub's own tracker, mounted under /announce of its HTTP server. */
export interface Tracker extends AsyncDisposable {
  handleRequest(request: IncomingMessage, response: ServerResponse): void;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Peers that announced, the hub itself not among them; never an address. */
  counts(infohash: string): SwarmCounts;
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
  /** Where the hub itself seeds a torrent. `host`: an IP address; undefined: the one the asker reached us at. */
  readonly hubPeer: (infohash: string) => { readonly host?: string; readonly port: number } | undefined;
  /** Between announces of one peer; WebSocket peers are told a fifth (the library's rule). */
  readonly intervalMs?: number;
}

/** Opens a tracker without a port of its own: HTTP and WebSocket come from the hub's server, UDP never. */
export function openTracker(options: TrackerOptions): Tracker {
  const intervalMs = options.intervalMs ?? INTERVAL_MS;
  const server = new HubTracker(options, intervalMs);
  server.on('error', () => undefined);
  let webSockets = 0;
  const sweep = setInterval(() => sweepPeers(server), intervalMs / 4);
  sweep.unref();
  return {
    handleRequest(request, response) {
      response.setHeader('content-type', 'text/plain');
      response.setHeader('cache-control', 'no-store');
      if (request.method === 'GET') return server.onHttpRequest(request, response, { action: 'announce' });
      response.writeHead(405, { allow: 'GET' }).end();
    },
    handleUpgrade(request, socket, head) {
      if (webSockets >= WEB_SOCKETS_MAX) {
        socket.destroy();
        return;
      }
      server.ws.handleUpgrade(request, socket, head, (webSocket) => {
        webSockets++;
        webSocket.once('close', () => webSockets--);
        webSocket.upgradeReq = request;
        server.onWebSocketConnection(webSocket);
      });
    },
    counts(infohash) {
      const swarm = server.torrents[infohash];
      return { seeders: swarm?.complete ?? 0, leechers: swarm?.incomplete ?? 0 };
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
/** A WebRTC offer is 1–2 KiB, an announce carries at most 10: larger frames are no announce. */
const FRAME_BYTES_MAX = 64 << 10;
/** Enough to spread one artifact; more would make each announce a larger gift to a scanner. */
const NUMWANT_MAX = 20;
const PEERS_A_SWARM_MAX = 1000;
const WEB_SOCKETS_MAX = 1000;
const INFOHASHES_A_SOCKET_MAX = 1000;

class HubTracker extends TrackerServer {
  readonly #hubPeer: TrackerOptions['hubPeer'];

  constructor(options: TrackerOptions, intervalMs: number) {
    super({
      http: false,
      udp: false,
      stats: false,
      ws: { noServer: true, maxPayload: FRAME_BYTES_MAX },
      interval: intervalMs,
      peersCacheLength: PEERS_A_SWARM_MAX,
      // Two missed announces, and some patience, before a silent peer is forgotten.
      peersCacheTtl: intervalMs * 2.2,
      filter: (infohash, params, done) => void settle(admit(options, infohash, params), params, done),
    });
    this.#hubPeer = options.hubPeer;
  }

  // The library's hooks for swarms of one's own; they answer at once, so that `settle` sees what is thrown.
  getSwarm(infohash: string, done: (error: null, swarm: TrackerSwarm | undefined) => void): void {
    done(null, this.torrents[infohash]);
  }

  createSwarm(infohash: string, done: (error: null, swarm: TrackerSwarm) => void): void {
    const swarm = new HubSwarm(infohash, this, () => this.#hubPeer(infohash));
    this.torrents[infohash] = swarm;
    done(null, swarm);
  }

  /** The library's scrape would list every torrent, private ones too: ours lists none. */
  _onScrape(_params: unknown, done: (error: null, answer: object) => void): void {
    done(null, { files: {} });
  }

  // Whatever a message makes the library throw ends that connection, never the hub.
  override _onWebSocketRequest(socket: WebSocketLike, options: object, message: unknown): void {
    try {
      super._onWebSocketRequest(socket, options, message);
    } catch {
      socket.terminate();
    }
  }
}

class HubSwarm extends TrackerServer.Swarm {
  readonly #hubPeer: () => ReturnType<TrackerOptions['hubPeer']>;

  constructor(infohash: string, server: TrackerServer, hubPeer: () => ReturnType<TrackerOptions['hubPeer']>) {
    super(infohash, server);
    this.#hubPeer = hubPeer;
  }

  override announce(params: AnnounceParams, done?: AnnounceDone): void {
    if (!done) return super.announce(params);
    super.announce(params, (error, answer) => done(error, answer && this.#withHub(params, answer)));
  }

  // The hub seeds everything it tracks, so a swarm is never empty; WebRTC peers can't dial it.
  #withHub(params: AnnounceParams, answer: AnnounceAnswer): AnnounceAnswer {
    const others = answer.peers.filter((peer) => peer.peerId !== params.peer_id);
    const hub = params.type === 'http' ? hubAsPeer(this.#hubPeer(), params) : undefined;
    if (!hub) return { ...answer, peers: others };
    return { ...answer, complete: answer.complete + 1, peers: [hub, ...others].slice(0, params.numwant) };
  }
}

function hubAsPeer(
  hub: ReturnType<TrackerOptions['hubPeer']>,
  params: AnnounceParams,
): SwarmPeer | undefined {
  const ip = hub?.host ?? params.httpReq?.socket.localAddress?.replace(/^::ffff:/, '');
  if (!hub || ip === undefined) return undefined;
  return { type: 'http', peerId: HUB_PEER_ID, ip, port: hub.port, complete: true };
}

const HUB_PEER_ID = Buffer.concat([Buffer.from('-HL0001-'), randomBytes(12)]).toString('hex');

// The library works on inside `done`: what it throws over a stranger's odd message ends that message only.
async function settle(
  admission: Promise<void>,
  params: AnnounceParams,
  done: (error?: Error | null) => void,
): Promise<void> {
  const error = await admission.then(
    () => null,
    (reason: unknown) => new Error(messageOf(reason)),
  );
  try {
    done(error);
  } catch {
    params.httpRes?.end();
  }
}

// Everything in `params` was chosen by a stranger; the library trusts the shape of offers and answers.
async function admit(options: TrackerOptions, infohash: string, params: AnnounceParams): Promise<void> {
  if (!(await options.isKnown(infohash))) throw new Error('this hub does not track that torrent');
  params.numwant = Math.max(0, Math.min(params.numwant, NUMWANT_MAX));
  if (params.event !== undefined && typeof params.event !== 'string') throw new Error('invalid event');
  if (params.type === 'ws') assertWebSocketAnnounce(infohash, params);
}

function assertWebSocketAnnounce(infohash: string, params: AnnounceParams): void {
  if (params.offers !== undefined && !isListOfObjects(params.offers)) throw new Error('invalid offers');
  if (params.answer !== undefined && !isObject(params.answer)) throw new Error('invalid answer');
  const { peerId, infoHashes } = params.socket ?? { peerId: null, infoHashes: null };
  if (peerId !== params.peer_id) throw new Error('one connection speaks for one peer');
  const isNew = infoHashes?.includes(infohash) === false;
  if (isNew && infoHashes.length >= INFOHASHES_A_SOCKET_MAX) throw new Error('too many torrents');
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every(isObject);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

// The library only forgets a silent peer when somebody looks at it: this looks.
function sweepPeers(server: TrackerServer): void {
  for (const [infohash, swarm] of Object.entries(server.torrents)) {
    for (const key of swarm.peers.keys) swarm.peers.peek(key);
    if (swarm.peers.keys.length === 0) delete server.torrents[infohash];
  }
}
