import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type WebTorrent from 'webtorrent';
import type { Digest } from '../base/digest.ts';
import { HeirloomError } from '../base/errors.ts';
import { downloadOverHttp } from './http-download.ts';
import { readMetainfo, type ReadMetainfo } from './metainfo.ts';
import { digestOfFile, missingRanges, openPartFile, settlePartFile, type PartFile } from './part-file.ts';
import { downloadFromSwarm, type SwarmProgress } from './swarm-download.ts';
import { isDiskFull, swarmRefusal } from './swarm-error.ts';
import { closeTorrentClient, openTorrentClient } from './torrent-client.ts';

/** `swarm`: peers and web seed, HTTP where they fail or the file is small; the others mean what they say. */
export type PullMode = 'swarm' | 'peers-only' | 'http-only';

export interface PullItem {
  readonly digest: Digest;
  readonly sizeBytes: number;
  /** Built from the manifest (`buildMetainfo`); absent where the artifact has no torrent. */
  readonly metainfo?: Uint8Array;
  /** As the hub names it; must be the metainfo's. */
  readonly infohash?: string;
  readonly targetPath: string;
  readonly webSeedUrl?: string;
  readonly announceUrls: readonly string[];
  /** `address:port` of peers known otherwise. */
  readonly peers?: readonly string[];
}

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
  /** Without a good byte for so long, a swarm counts as failed. */
  readonly stallMs?: number;
}

export interface PullProgress {
  readonly digest: Digest;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly fromPeers: number;
  /** The HTTP origin, as web seed or plainly. */
  readonly fromWebSeed: number;
  readonly fromDisk: number;
  readonly peers: number;
  readonly speedBytesPerSecond: number;
}

/** One artifact that now lies at its target, its sha256 checked. */
export interface PulledArtifact {
  readonly digest: Digest;
  readonly targetPath: string;
  readonly bytesFromPeers: number;
  readonly bytesFromWebSeed: number;
  readonly bytesFromDisk: number;
  readonly peersMax: number;
}

/**
 * Brings artifacts to their places: resumes part files, checks pieces and the whole, renames at the end.
 * Ends at the first artifact that can't be had, with a coded error; a later pull goes on from there.
 */
export async function pullArtifacts(request: PullRequest): Promise<PulledArtifact[]> {
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
    throw error;
  }
  return pulled;
}

/** Below this a swarm costs more round trips than the file is worth. */
const SMALL_BYTES = 1 << 20;
const STALL_MS = { swarm: 10_000, 'peers-only': 30_000 } as const;

interface Pull extends AsyncDisposable {
  readonly request: PullRequest;
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
  client(): Promise<WebTorrent>;
}

function openPull(request: PullRequest): Pull {
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(request.signal ? [request.signal] : [])]);
  let client: Promise<WebTorrent> | undefined;
  const { host = '127.0.0.1', port = 0 } = request;
  return {
    request,
    signal,
    abort: (reason) => failed.abort(reason),
    client: () => (client ??= openTorrentClient({ host, port })),
    async [Symbol.asyncDispose]() {
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
  const mine = before.catch(() => undefined).then(() => pullOne(pull, item));
  turns.set(item.digest, mine);
  return mine;
}

async function pullOne(pull: Pull, item: PullItem): Promise<PulledArtifact> {
  pull.signal.throwIfAborted();
  const metainfo = item.metainfo && expectedMetainfo(item, item.metainfo);
  if (await isThere(item)) return pulledFrom(item, { bytesFromDisk: item.sizeBytes });
  await mkdir(dirname(item.targetPath), { recursive: true });
  const part = await openPartFile(item.targetPath, item.sizeBytes, metainfo, pull.signal);
  const report = reporterOf(pull, item, part.verifiedBytes);
  const swarm = await trySwarm(pull, item, metainfo, part, report);
  const overHttp = swarm.isWhole ? 0 : await fetchRest(pull, item, metainfo, part, report, swarm.progress);
  await settlePartFile(part, item.targetPath, item.digest);
  return pulledFrom(item, {
    bytesFromPeers: swarm.progress?.fromPeers ?? 0,
    bytesFromWebSeed: (swarm.progress?.fromWebSeed ?? 0) + overHttp,
    bytesFromDisk: part.verifiedBytes,
    peersMax: swarm.progress?.peersMax ?? 0,
  });
}

interface SwarmOutcome {
  readonly isWhole: boolean;
  readonly progress?: SwarmProgress;
}

// A swarm that fails is an answer in mode `swarm` (HTTP comes next), and the end in mode `peers-only`.
async function trySwarm(
  pull: Pull,
  item: PullItem,
  metainfo: ReadMetainfo | undefined,
  part: PartFile,
  report: (progress: SwarmProgress) => void,
): Promise<SwarmOutcome> {
  const { mode, stallMs } = pull.request;
  if (
    mode === 'http-only' ||
    (mode === 'swarm' && item.sizeBytes < SMALL_BYTES && item.webSeedUrl !== undefined)
  )
    return { isWhole: false };
  if (!metainfo || !item.metainfo) {
    if (mode === 'swarm') return { isWhole: false };
    throw noSource(item, 'a torrent of this artifact');
  }
  let last: SwarmProgress | undefined;
  try {
    const progress = await downloadFromSwarm({
      client: await pull.client(),
      metainfo,
      metainfoBytes: item.metainfo,
      part,
      announceUrls: item.announceUrls,
      peers: item.peers ?? [],
      webSeedUrl: mode === 'swarm' ? item.webSeedUrl : undefined,
      stallMs: stallMs ?? STALL_MS[mode],
      signal: pull.signal,
      onProgress(now) {
        last = now;
        report(now);
      },
    });
    return { isWhole: true, progress };
  } catch (error) {
    pull.signal.throwIfAborted();
    if (isDiskFull(error)) throw error;
    if (mode === 'peers-only' || item.webSeedUrl === undefined || !(error instanceof HeirloomError))
      throw error;
    return { isWhole: false, ...(last && { progress: last }) };
  }
}

async function fetchRest(
  pull: Pull,
  item: PullItem,
  metainfo: ReadMetainfo | undefined,
  before: PartFile,
  report: (progress: SwarmProgress) => void,
  swarm: SwarmProgress | undefined,
): Promise<number> {
  if (item.webSeedUrl === undefined) throw noSource(item, 'an HTTP address of this artifact');
  // After a swarm the part holds more than it did at the start.
  const part = swarm ? await openPartFile(item.targetPath, item.sizeBytes, metainfo, pull.signal) : before;
  const ranges = metainfo ? missingRanges(metainfo, part.bitfield) : wholeOf(item);
  const startedAt = performance.now();
  let bytes = 0;
  await downloadOverHttp({
    url: item.webSeedUrl,
    partPath: part.path,
    sizeBytes: item.sizeBytes,
    ranges,
    signal: pull.signal,
    onBytes(count) {
      bytes += count;
      report({
        bytesDone: part.verifiedBytes + bytes,
        fromPeers: swarm?.fromPeers ?? 0,
        fromWebSeed: (swarm?.fromWebSeed ?? 0) + bytes,
        peers: 0,
        peersMax: swarm?.peersMax ?? 0,
        speedBytesPerSecond: (bytes / Math.max(performance.now() - startedAt, 1)) * 1000,
      });
    },
  });
  return bytes;
}

function wholeOf(item: PullItem): { from: number; length: number }[] {
  return item.sizeBytes === 0 ? [] : [{ from: 0, length: item.sizeBytes }];
}

// The metainfo came from a manifest we trust; this makes sure that it is that artifact's, and canonical.
function expectedMetainfo(item: PullItem, bytes: Uint8Array): ReadMetainfo {
  const metainfo = readMetainfo(bytes);
  const isItems = metainfo.digest === item.digest && metainfo.sizeBytes === item.sizeBytes;
  if (isItems && (item.infohash ?? metainfo.infohash) === metainfo.infohash) return metainfo;
  throw swarmRefusal('SWARM_INFOHASH_MISMATCH', "the torrent is not this artifact's", {
    expected: `${item.digest}, ${item.sizeBytes} bytes, infohash ${item.infohash ?? 'of these'}`,
    received: `${metainfo.digest}, ${metainfo.sizeBytes} bytes, infohash ${metainfo.infohash}`,
  });
}

async function isThere(item: PullItem): Promise<boolean> {
  const found = await stat(item.targetPath).catch(() => undefined);
  return found?.size === item.sizeBytes && (await digestOfFile(item.targetPath)) === item.digest;
}

function reporterOf(pull: Pull, item: PullItem, fromDisk: number): (progress: SwarmProgress) => void {
  const { digest, sizeBytes: bytesTotal } = item;
  return ({ bytesDone, fromPeers, fromWebSeed, peers, speedBytesPerSecond }) =>
    pull.request.onProgress?.({
      digest,
      bytesDone,
      bytesTotal,
      fromPeers,
      fromWebSeed,
      fromDisk,
      peers,
      speedBytesPerSecond,
    });
}

function pulledFrom(item: PullItem, parts: Partial<PulledArtifact>): PulledArtifact {
  const { digest, targetPath } = item;
  return {
    digest,
    targetPath,
    bytesFromPeers: 0,
    bytesFromWebSeed: 0,
    bytesFromDisk: 0,
    peersMax: 0,
    ...parts,
  };
}

function noSource(item: PullItem, expected: string) {
  return swarmRefusal('SWARM_NO_SOURCE', `there is no way to fetch ${item.digest} in this mode`, {
    expected,
  });
}
