import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { messageOf } from '../base/errors.ts';
import TrackerServer, {
  type AnnounceAnswer,
  type AnnounceDone,
  type AnnounceParams,
  type SwarmPeer,
  type TrackerSwarm,
  type WebSocketLike,
} from 'bittorrent-tracker/server';
import { isTellable, networkOf, plainAddress, scopeOf } from './address-scope.ts';
import { admit, announcePace, PACE_SECONDS, type Admission, type Gate } from './admission.ts';
import type { RateLimit } from './rate-limit.ts';

export interface HubTrackerOptions {
  readonly isKnown: Admission['isKnown'];
  readonly hubPeer: (infohash: string) => HubPeer | undefined;
  readonly intervalMs: number;
  /** Whether an address may still announce; a WebSocket's messages are counted like requests. */
  readonly isAddressAdmitted: (address: string) => boolean;
  /** Peers one address, or one IPv6 network, may have in one swarm; undefined: no bound. */
  readonly peersAnAddressMax: (address: string) => number | undefined;
}

interface HubPeer {
  readonly host?: string;
  readonly port: number;
}

/** The library's tracker with our doors: who may announce, how often, and what they are told. */
export class HubTracker extends TrackerServer {
  readonly #options: HubTrackerOptions;
  readonly #gates: WeakMap<object, Gate>;
  readonly #pace: RateLimit;
  readonly #addresses = new WeakMap<WebSocketLike, string>();

  constructor(options: HubTrackerOptions) {
    const gates = new WeakMap<object, Gate>();
    const pace = announcePace();
    const gateOf: Admission['gateOf'] = ({ httpReq, socket }) => gates.get(httpReq ?? socket ?? {});
    const admission = { isKnown: options.isKnown, gateOf, pace };
    super({
      http: false,
      udp: false,
      stats: false,
      ws: { noServer: true, maxPayload: FRAME_BYTES_MAX },
      interval: options.intervalMs,
      peersCacheLength: PEERS_A_SWARM_MAX,
      // Two missed announces, and some patience, before a silent peer is forgotten.
      peersCacheTtl: options.intervalMs * 2.2,
      filter: (infohash, params, done) => void settle(admit(admission, infohash, params), params, done),
    });
    this.#gates = gates;
    this.#pace = pace;
    this.#options = options;
    this.on('error', () => undefined);
  }

  /** Asked before each announce of this request or connection. */
  guard(asker: IncomingMessage | WebSocketLike, gate: Gate | undefined): void {
    if (gate) this.#gates.set(asker, gate);
  }

  welcome(webSocket: WebSocketLike, address: string): void {
    this.#addresses.set(webSocket, address);
    this.onWebSocketConnection(webSocket);
  }

  // The library only forgets a silent peer when somebody looks at it: this looks.
  sweep(): void {
    this.#pace.sweep();
    for (const [infohash, swarm] of Object.entries(this.torrents)) {
      for (const key of swarm.peers.keys) swarm.peers.peek(key);
      if (swarm.peers.keys.length === 0) delete this.torrents[infohash];
    }
  }

  // The library's hooks for swarms of one's own; they answer at once, so that `settle` sees what is thrown.
  getSwarm(infohash: string, done: (error: null, swarm: TrackerSwarm | undefined) => void): void {
    done(null, this.torrents[infohash]);
  }

  createSwarm(infohash: string, done: (error: null, swarm: TrackerSwarm) => void): void {
    const swarm = new HubSwarm(infohash, this, this.#options);
    this.torrents[infohash] = swarm;
    done(null, swarm);
  }

  /** The library's scrape would list every torrent, private ones too: ours lists none. */
  _onScrape(_params: unknown, done: (error: null, answer: object) => void): void {
    done(null, { files: {} });
  }

  // Whatever a message makes the library throw ends that connection, never the hub.
  override _onWebSocketRequest(socket: WebSocketLike, options: object, message: unknown): void {
    if (!this.#options.isAddressAdmitted(this.#addresses.get(socket) ?? '')) return socket.terminate();
    try {
      super._onWebSocketRequest(socket, options, message);
    } catch {
      socket.terminate();
    }
  }
}

/** A WebRTC offer is 1–2 KiB, an announce carries at most 20: larger frames are no announce. */
const FRAME_BYTES_MAX = 64 << 10;
const PEERS_A_SWARM_MAX = 1000;
/** The library's own most; asked for where some of them may turn out not to be tellable. */
const CANDIDATES_MAX = 82;

class HubSwarm extends TrackerServer.Swarm {
  readonly #options: HubTrackerOptions;

  constructor(infohash: string, server: TrackerServer, options: HubTrackerOptions) {
    super(infohash, server);
    this.#options = options;
  }

  override announce(params: AnnounceParams, done?: AnnounceDone): void {
    if (!done) return super.announce(params);
    const refused = this.#refusal(params);
    if (refused) return done(refused);
    if (params.type === 'ws') return super.announce(params, done);
    if (isForwarded(params)) return done(null, this.#answer(params, { ...this.#counts(), peers: [] }));
    super.announce({ ...params, numwant: CANDIDATES_MAX }, (error, answer) =>
      done(error, answer && this.#answer(params, answer)),
    );
  }

  #counts() {
    return { complete: this.complete, incomplete: this.incomplete };
  }

  // One address (of IPv6: one network) may not fill a swarm, and one connection not take another's name.
  #refusal({ type, addr, peer_id, ip = '', socket }: AnnounceParams): Error | null {
    const known = this.peers.peek(type === 'ws' ? peer_id : (addr ?? ''));
    if (known) return known.socket && known.socket !== socket ? new Error('that peer is here already') : null;
    // A connection is one peer, and how many an address has is bounded at the door.
    if (type === 'ws') return null;
    const most = this.#options.peersAnAddressMax(plainAddress(ip));
    if (most === undefined || this.peers.keys.length < most) return null;
    const network = networkOf(ip);
    const others = this.peers.keys.filter((key) => networkOf(this.peers.peek(key)?.ip ?? '') === network);
    return others.length < most ? null : new Error('too many peers at one address');
  }

  // The hub seeds everything it tracks, so a swarm is never empty; WebRTC peers can't dial it.
  #answer(params: AnnounceParams, answer: AnnounceAnswer): AnnounceAnswer {
    const hub = hubAsPeer(this.#options.hubPeer(this.infoHash), params);
    const others = answer.peers.filter((peer) => peer.peerId !== params.peer_id);
    const told = [...(hub ? [hub] : []), ...others].filter(({ ip }) => mayBeTold(ip, params));
    return {
      ...answer,
      complete: answer.complete + (hub ? 1 : 0),
      peers: told.slice(0, params.numwant),
      'min interval': PACE_SECONDS,
    };
  }
}

// Where the asker's own address is unknown, only what everybody can reach is told.
function mayBeTold(peer: string, params: AnnounceParams): boolean {
  return isForwarded(params) ? scopeOf(peer) === 'PUBLIC' : isTellable(peer, params.ip ?? '');
}

/** Behind a proxy the socket's address is the proxy's: whoever it is, peers must not be sent there. */
function isForwarded({ httpReq }: AnnounceParams): boolean {
  return FORWARDED.some((name) => httpReq?.headers[name] !== undefined);
}

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];
const UNSPECIFIED = new Set(['0.0.0.0', '::']);

function hubAsPeer(hub: HubPeer | undefined, params: AnnounceParams): SwarmPeer | undefined {
  if (!hub) return undefined;
  const isNamed = hub.host !== undefined && !UNSPECIFIED.has(hub.host);
  // The address a proxy reached us at is not one the asker can reach.
  const ip = isNamed || isForwarded(params) ? hub.host : params.httpReq?.socket.localAddress;
  if (ip === undefined || UNSPECIFIED.has(ip)) return undefined;
  return { type: 'http', peerId: HUB_PEER_ID, ip: plainAddress(ip), port: hub.port, complete: true };
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
