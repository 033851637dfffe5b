import type { AnnounceParams, WebSocketLike } from 'bittorrent-tracker/server';
import { RateLimit } from './rate-limit.ts';

/** Whether whoever sent a request may be in a swarm of this hub at all; asked at each announce. */
export type Gate = () => boolean | Promise<boolean>;

/** What an announce must pass before it counts. */
export interface Admission {
  readonly isKnown: (infohash: string) => boolean | Promise<boolean>;
  readonly gateOf: (params: AnnounceParams) => Gate | undefined;
  readonly pace: RateLimit;
}

/** One announce in 30 s, after a few at once: a start, a stop, a client that waits impatiently for peers. */
export function announcePace(): RateLimit {
  return new RateLimit({ burst: ANNOUNCES_BURST, perSecond: 1 / PACE_SECONDS, keysMax: PACED_MAX });
}

export const PACE_SECONDS = 30;
/** Enough to spread one artifact; more would make each announce a larger gift to a scanner. */
const NUMWANT_MAX = 20;

/** Everything in `params` was chosen by a stranger; the library trusts the shape of offers and answers. */
export async function admit(admission: Admission, infohash: string, params: AnnounceParams): Promise<void> {
  // One sentence for both, so that a stranger learns nothing about what there is.
  const isAdmitted = await admission.gateOf(params)?.();
  if (isAdmitted === false || !(await admission.isKnown(infohash)))
    throw new Error('this hub does not track that torrent');
  params.numwant = Math.max(0, Math.min(params.numwant, NUMWANT_MAX));
  if (params.event !== undefined && typeof params.event !== 'string') throw new Error('invalid event');
  if (params.type === 'ws') assertWebSocketAnnounce(infohash, params);
  else assertPort(params.port ?? 0);
  // As the library tells peers apart.
  const peer = params.type === 'ws' ? params.peer_id : params.addr;
  if (!isPaced(params) || admission.pace.admits(`${infohash} ${peer ?? ''}`)) return;
  params.httpRes?.setHeader('retry-after', String(PACE_SECONDS));
  throw new Error(`announced too often; once in ${PACE_SECONDS} s is enough`);
}

const ANNOUNCES_BURST = 6;
const PACED_MAX = 20_000;
const INFOHASHES_A_SOCKET_MAX = 1000;
/** An offer of WebRTC is 1–2 KiB. */
const SDP_CHARS_MAX = 8 << 10;
const OFFER_ID_CHARS_MAX = 40;

// A goodbye costs nothing, and answers to offers are part of one that counted.
function isPaced({ event, answer }: AnnounceParams): boolean {
  return event !== 'stopped' && !answer;
}

// Behind them are other services of the address that announces; no client of BitTorrent listens there.
function assertPort(port: number): void {
  if (port < 1024) throw new Error('invalid port');
}

function assertWebSocketAnnounce(infohash: string, params: AnnounceParams): void {
  if (params.offers !== undefined) params.offers = offersOf(params.offers);
  if (params.answer !== undefined) params.answer = descriptionOf(params.answer, 'answer');
  if (params.offer_id !== undefined && !isOfferId(params.offer_id)) throw new Error('invalid offer_id');
  const { peerId, infoHashes } = params.socket ?? { peerId: null, infoHashes: null };
  if (peerId !== params.peer_id) throw new Error('one connection speaks for one peer');
  const isNew = infoHashes?.includes(infohash) === false;
  if (isNew && infoHashes.length >= INFOHASHES_A_SOCKET_MAX) throw new Error('too many torrents');
}

// Rebuilt from what is known in them: the hub passes nothing else on, and never more than came in.
function offersOf(offers: unknown): object[] {
  if (!Array.isArray(offers) || offers.length > NUMWANT_MAX) throw new Error('invalid offers');
  return offers.map((item: unknown) => {
    const { offer, offer_id } = (item ?? {}) as { offer?: unknown; offer_id?: unknown };
    if (!isOfferId(offer_id)) throw new Error('invalid offers');
    return { offer: descriptionOf(offer, 'offers'), offer_id };
  });
}

function descriptionOf(value: unknown, what: string): object {
  const { type, sdp } = (value ?? {}) as { type?: unknown; sdp?: unknown };
  if ((type === 'offer' || type === 'answer') && typeof sdp === 'string' && sdp.length <= SDP_CHARS_MAX)
    return { type, sdp };
  throw new Error(`invalid ${what}`);
}

function isOfferId(value: unknown): boolean {
  return typeof value === 'string' && value.length <= OFFER_ID_CHARS_MAX;
}

/** Bounds what waits in the hub's memory for somebody who does not read. */
export function boundBacklog(webSocket: WebSocketLike): void {
  const send = webSocket.send.bind(webSocket);
  webSocket.send = (data, done) => {
    if (webSocket.readyState !== OPEN) return;
    if (webSocket.bufferedAmount > BACKLOG_BYTES_MAX) webSocket.terminate();
    else send(data, done);
  };
}

const OPEN = 1;
const BACKLOG_BYTES_MAX = 1 << 20;
