import { setTimeout as sleep } from 'node:timers/promises';
import { isRefusal, messageOf } from '../base/errors.ts';
import { bdecode, type Bdecoded } from './bencode.ts';
import { swarmFault, swarmRefusal } from './swarm-error.ts';

/** What a peer tells a tracker about itself (BEP 3). */
export interface Announcement {
  readonly url: string;
  readonly infohash: string;
  /** 40 hex digits. */
  readonly peerId: string;
  readonly port: number;
  readonly uploaded: number;
  readonly downloaded: number;
  readonly left: number;
  readonly event?: 'started' | 'stopped';
}

export interface TrackerAnswer {
  readonly intervalMs: number;
  /** `address:port`, IPv6 in brackets. */
  readonly peers: readonly string[];
  /** How many are in the swarm beside us and a hub that seeds, as the tracker counts them. */
  readonly others: number;
}

/** One HTTP announce; a tracker that says no is a refusal, one that can't be reached a fault. */
export async function announce(announcement: Announcement, signal: AbortSignal): Promise<TrackerAnswer> {
  const bytes = await fetchAnswer(urlOf(announcement), signal);
  const answer = bdecode(bytes);
  if (!(answer instanceof Map)) throw failed('an answer that is no dictionary');
  const reason: unknown = answer.get('failure reason');
  if (Buffer.isBuffer(reason)) throw refused(reason.toString('utf8').slice(0, 200));
  const seconds: unknown = answer.get('interval');
  const intervalMs = typeof seconds === 'number' ? seconds * 1000 : INTERVAL_MS_MAX;
  const peers = [
    ...peersOf(answer.get('peers') as Bdecoded, 4),
    ...peersOf(answer.get('peers6') as Bdecoded, 16),
  ];
  const counted = ['complete', 'incomplete'].map((key) => Number(answer.get(key) ?? 0));
  // Both of them count: ourselves as leecher, and the hub as seeder.
  const others = Math.max(0, (counted[0] ?? 0) + (counted[1] ?? 0) - 2, peers.length - 1);
  return { intervalMs: Math.min(Math.max(intervalMs, INTERVAL_MS_MIN), INTERVAL_MS_MAX), peers, others };
}

export interface AnnouncePlan extends Pick<Announcement, 'infohash' | 'peerId' | 'port'> {
  readonly urls: readonly string[];
  readonly stats: () => Pick<Announcement, 'uploaded' | 'downloaded' | 'left'>;
  readonly onAnswer?: (answer: TrackerAnswer) => void;
  /** Whether more peers are wanted: then the next announce comes soon, with back-off. */
  readonly isHungry?: () => boolean;
}

/** Announces until disposed, then says `stopped`. A tracker that is down is tried again, ever more slowly. */
export function keepAnnouncing(plan: AnnouncePlan): AsyncDisposable {
  const stop = new AbortController();
  const reached = new Set<string>();
  const loops = plan.urls.filter(isHttp).map((url) => announceLoop(plan, url, reached, stop.signal));
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await Promise.all(loops);
      const patience = AbortSignal.timeout(STOPPED_MS_MAX);
      await Promise.all(
        [...reached].map((url) => tell(plan, url, 'stopped', patience).catch(() => undefined)),
      );
    },
  };
}

const ANSWER_BYTES_MAX = 64 << 10;
const ANSWER_MS_MAX = 15_000;
const STOPPED_MS_MAX = 1000;
const INTERVAL_MS_MIN = 30_000;
const INTERVAL_MS_MAX = 1_800_000;
const BACKOFF_MS_FIRST = 500;
const BACKOFF_MS_MAX = 60_000;
const REST_TICK_MS = 500;

async function announceLoop(plan: AnnouncePlan, url: string, reached: Set<string>, signal: AbortSignal) {
  let backoffMs = BACKOFF_MS_FIRST;
  while (!signal.aborted) {
    let waitMs = backoffMs;
    try {
      const event = reached.has(url) ? undefined : 'started';
      const answer = await tell(
        plan,
        url,
        event,
        AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS_MAX)]),
      );
      reached.add(url);
      plan.onAnswer?.(answer);
      if (!plan.isHungry?.()) waitMs = answer.intervalMs;
    } catch {
      // Down, or not ours yet (a checkpoint that is just being published): the back-off goes on.
    }
    backoffMs = Math.min(backoffMs * 2, BACKOFF_MS_MAX);
    await rest(plan, waitMs, backoffMs, signal);
  }
}

// Who loses its last peer in between asks again at once, if the last question is not too fresh.
async function rest(plan: AnnouncePlan, waitMs: number, leastMs: number, signal: AbortSignal): Promise<void> {
  const since = performance.now();
  const isOver = () => {
    const ms = performance.now() - since;
    return ms >= waitMs || (ms >= leastMs && plan.isHungry?.() === true);
  };
  while (!signal.aborted && !isOver())
    await sleep(Math.min(REST_TICK_MS, waitMs), undefined, { signal, ref: false }).catch(() => undefined);
}

function tell(plan: AnnouncePlan, url: string, event: Announcement['event'], signal: AbortSignal) {
  const { infohash, peerId, port } = plan;
  return announce({ url, infohash, peerId, port, ...plan.stats(), ...(event && { event }) }, signal);
}

function isHttp(url: string): boolean {
  return /^https?:\/\//.test(url);
}

function urlOf(announcement: Announcement): string {
  const { url, infohash, peerId, port, uploaded, downloaded, left, event } = announcement;
  const bytes = (hex: string) => hex.replace(/../g, '%$&');
  const counts = `port=${port}&uploaded=${uploaded}&downloaded=${downloaded}&left=${left}&compact=1`;
  const query = `info_hash=${bytes(infohash)}&peer_id=${bytes(peerId)}&${counts}${event ? `&event=${event}` : ''}`;
  return `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

async function fetchAnswer(url: string, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { signal, redirect: 'error' });
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > ANSWER_BYTES_MAX) throw failed(`more than ${ANSWER_BYTES_MAX} bytes`);
      chunks.push(chunk);
    }
    if (!response.ok) throw failed(`HTTP ${response.status}`);
    return Buffer.concat(chunks);
  } catch (cause) {
    if (isRefusal(cause)) throw cause;
    throw failed(messageOf(cause), cause);
  }
}

/** Compact peers (BEP 23, BEP 7): address, then port, big-endian. */
function* peersOf(value: Bdecoded | undefined, addressBytes: 4 | 16): Generator<string> {
  if (!Buffer.isBuffer(value)) return;
  const rowBytes = addressBytes + 2;
  for (let at = 0; at + rowBytes <= value.length; at += rowBytes) {
    const address = value.subarray(at, at + addressBytes);
    const port = value.readUInt16BE(at + addressBytes);
    if (port > 0) yield `${addressBytes === 4 ? [...address].join('.') : bracketed(address)}:${port}`;
  }
}

function bracketed(address: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, i) => address.readUInt16BE(i * 2).toString(16));
  return `[${groups.join(':')}]`;
}

function failed(received: string, cause?: unknown) {
  return swarmFault('SWARM_TRACKER_FAILED', `the tracker gave no answer: ${received}`, {}, { cause });
}

function refused(reason: string) {
  return swarmRefusal('SWARM_TRACKER_FAILED', `the tracker refused: ${reason}`);
}
