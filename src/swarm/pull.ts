import { setTimeout as sleep } from 'node:timers/promises';
import type WebTorrent from 'webtorrent';
import type { Digest } from '../base/digest.ts';
import { DigestThreads } from './digest-threads.ts';
import { assertDiskRoom } from './disk-preflight.ts';
import { pullArtifact } from './pull-artifact.ts';
import type { PulledArtifact, PullItem, PullMode, PullParts, PullProgress } from './pull-item.ts';
import { byteLimit } from './byte-limit.ts';
import type { SwarmSession } from './swarm-session.ts';
import { closeTorrentClient, openTorrentClient } from './torrent-client.ts';

export type { PulledArtifact, PullItem, PullMode, PullProgress } from './pull-item.ts';

export interface PullRequest {
  readonly items: readonly PullItem[];
  readonly mode: PullMode;
  /** Artifacts at a time. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
  /** Where peers may reach us; loopback by default. */
  readonly host?: string;
  readonly port?: number;
  /** Without a good piece for so long, a pull counts as failed. */
  readonly stallMs?: number;
  readonly limitBytesPerSecond?: number;
  readonly uploadLimitBytesPerSecond?: number;
}

/**
 * Brings artifacts to their places: resumes part files, checks pieces and the whole, renames at the end.
 * Ends at the first artifact that can't be had, with a coded error; a later pull goes on from there.
 */
export async function pullArtifacts(request: PullRequest): Promise<PulledArtifact[]> {
  await assertDiskRoom(request.items);
  await using pull = openPull(request);
  const queue = [...request.items.entries()].sort((a, b) => a[1].sizeBytes - b[1].sizeBytes);
  const pulled: PulledArtifact[] = [];
  const turns = new Map<Digest, Promise<unknown>>();
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift())
      pulled[next[0]] = await inTurn(turns, pull, next[1]);
  };
  const workers = Array.from({ length: request.concurrency ?? 4 }, work);
  try {
    await Promise.all(workers);
  } catch (error) {
    pull.abort(error);
    await Promise.allSettled(workers);
    request.signal?.throwIfAborted();
    throw error;
  }
  await pull.giveOn();
  return pulled;
}

const STALL_MS = { swarm: 30_000, 'peers-only': 30_000, 'http-only': 30_000 } as const;

interface Pull extends AsyncDisposable {
  readonly parts: PullParts;
  /** Ends the swarm of a digest that was kept open for others. */
  leave(digest: Digest): Promise<void>;
  /** Whoever takes pieces from here gets a fair time to end, for they may have no other source. */
  giveOn(): Promise<void>;
  abort(reason: unknown): void;
}

/** A fifth of what the pull itself took: leechers of one start end at about one time. */
function givingMs(pullMs: number): number {
  return Math.min(GIVING_MS_MAX, Math.max(GIVING_MS_MIN, pullMs / 5));
}

const GIVING_MS_MIN = 3000;
const GIVING_MS_MAX = 30_000;
const GIVING_TICK_MS = 100;

function openPull(request: PullRequest): Pull {
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(request.signal ? [request.signal] : [])]);
  const lingering = new Map<Digest, SwarmSession>();
  const startedAt = performance.now();
  const digests = new DigestThreads();
  let client: Promise<WebTorrent> | undefined;
  const { host = '127.0.0.1', port = 0, mode, limitBytesPerSecond } = request;
  const limits = {
    ...(limitBytesPerSecond === undefined ? {} : { downloadLimitBytesPerSecond: limitBytesPerSecond }),
    ...(request.uploadLimitBytesPerSecond === undefined
      ? {}
      : { uploadLimitBytesPerSecond: request.uploadLimitBytesPerSecond }),
  };
  return {
    parts: {
      mode,
      signal,
      stallMs: request.stallMs ?? STALL_MS[mode],
      limit: byteLimit(limitBytesPerSecond ?? null),
      client: () => (client ??= openTorrentClient({ host, port, ...limits })),
      digests,
      onProgress: (progress) => request.onProgress?.(progress),
      linger: (digest, session) => lingering.set(digest, session),
    },
    abort: (reason) => failed.abort(reason),
    async giveOn() {
      const until = performance.now() + givingMs(performance.now() - startedAt);
      const isGiving = () => [...lingering.values()].some((session) => session.isGiving());
      while (!signal.aborted && performance.now() < until && isGiving())
        await sleep(GIVING_TICK_MS, undefined, { signal }).catch(() => undefined);
    },
    async leave(digest) {
      await lingering.get(digest)?.[Symbol.asyncDispose]();
      lingering.delete(digest);
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...lingering.values()].map((session) => session[Symbol.asyncDispose]()));
      await digests[Symbol.asyncDispose]();
      const opened = await client?.catch(() => undefined);
      if (opened) await closeTorrentClient(opened);
    },
  };
}

// A client holds a torrent once: the same artifact for two places is pulled twice, one after the other.
async function inTurn(
  turns: Map<Digest, Promise<unknown>>,
  pull: Pull,
  item: PullItem,
): Promise<PulledArtifact> {
  const before = turns.get(item.digest) ?? Promise.resolve();
  const mine = before
    .catch(() => undefined)
    .then(() => pull.leave(item.digest))
    .then(() => pullArtifact(pull.parts, item));
  turns.set(item.digest, mine);
  return mine;
}
