import { mkdir, open, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type WebTorrent from 'webtorrent';
import type { Digest } from '../base/digest.ts';
import type { PrefixDigest } from '../weights/prefix-digest.ts';
import type { DigestThreads } from './digest-threads.ts';
import { OriginChoice } from './choose-run.ts';
import { DirectSource } from './direct-source.ts';
import { EarlyFlush } from './early-flush.ts';
import { downloadOverHttp } from './http-download.ts';
import { readMetainfo, type ReadMetainfo } from './metainfo.ts';
import { saveBits } from './part-bits.ts';
import {
  digestOfFile,
  openPartFile,
  refusePartFile,
  settlePartFile,
  verifyAgain,
  type PartFile,
} from './part-file.ts';
import { PieceBoard } from './piece-board.ts';
import type { ByteLimit } from './byte-limit.ts';
import { isDiskFull, swarmFault, swarmRefusal } from './swarm-error.ts';
import { poisoned, SwarmSession } from './swarm-session.ts';

/** `swarm`: peers and the hub's HTTP together; the others mean what they say. */
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
  /** Whether others than the hub are in the swarm, as far as anybody knows; undefined: the tracker will say. */
  readonly isShared?: boolean;
}

export interface PullProgress {
  readonly digest: Digest;
  readonly targetPath: string;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly fromPeers: number;
  /** The HTTP origin. */
  readonly fromWebSeed: number;
  readonly fromDisk: number;
  readonly peers: number;
  readonly speedBytesPerSecond: number;
}

/** One artifact that now lies at its target, its sha256 checked. */
export interface PulledArtifact {
  readonly digest: Digest;
  readonly targetPath: string;
  /** By BitTorrent, hubs that seed among them. */
  readonly bytesFromPeers: number;
  /** Of these, from hubs. */
  readonly bytesFromHubSeeder: number;
  readonly bytesFromWebSeed: number;
  readonly bytesFromDisk: number;
  readonly peersMax: number;
}

/** What all artifacts of one pull share. */
export interface PullParts {
  readonly mode: PullMode;
  readonly signal: AbortSignal;
  /** Without a good piece for so long, a pull counts as failed. */
  readonly stallMs: number;
  readonly limit: ByteLimit;
  readonly client: () => Promise<WebTorrent>;
  readonly digests: DigestThreads;
  readonly onProgress: (progress: PullProgress) => void;
  /** Keeps a finished artifact's swarm open, for others, until the pull ends. */
  readonly linger: (digest: Digest, session: SwarmSession) => void;
}

/** Below this a swarm costs more round trips than the file is worth. */
const SMALL_BYTES = 1 << 20;

/** Brings one artifact to its place: resumes its part file, checks pieces and the whole, renames at the end. */
export async function pullArtifact(parts: PullParts, item: PullItem): Promise<PulledArtifact> {
  parts.signal.throwIfAborted();
  const metainfo = item.metainfo && expectedMetainfo(item, item.metainfo);
  if (await isThere(item)) return pulledFrom(item, { bytesFromDisk: item.sizeBytes });
  await mkdir(dirname(item.targetPath), { recursive: true });
  const part = await openPartFile(item.targetPath, item.sizeBytes, metainfo, parts.signal);
  if (metainfo === undefined) return await pullPlainly(parts, item, part);
  return await pullPieces(parts, item, part, metainfo);
}

/** Where a pull of one artifact stands. */
interface Attempt {
  readonly parts: PullParts;
  readonly item: PullItem;
  readonly part: PartFile;
  readonly board: PieceBoard;
  readonly file: FileHandle;
  readonly digest: PrefixDigest | null;
  readonly flush: EarlyFlush;
  isJoining: boolean;
  session: SwarmSession | null;
  direct: DirectSource | null;
  readonly choice: OriginChoice;
}

async function pullPieces(
  parts: PullParts,
  item: PullItem,
  part: PartFile,
  metainfo: ReadMetainfo,
  isAgain = false,
): Promise<PulledArtifact> {
  const board = new PieceBoard(metainfo, part.bitfield);
  await using closing = new AsyncDisposableStack();
  const isLarge = item.sizeBytes >= THREAD_BYTES_MIN;
  const digest = isLarge ? await parts.digests.take(part.path) : null;
  closing.defer(() => parts.digests.giveBack(digest));
  const file = closing.adopt(await open(part.path, 'r+'), (handle) => handle.close());
  const flush = new EarlyFlush(file, board.verifiedBytes);
  const choice = new OriginChoice(board);
  const attempt: Attempt = {
    parts,
    item,
    part,
    board,
    file,
    digest,
    flush,
    choice,
    isJoining: false,
    session: null,
    direct: null,
  };
  try {
    await fill(attempt);
  } catch (error) {
    await attempt.session?.[Symbol.asyncDispose]();
    throw error;
  } finally {
    await flush.done();
    await saveBits(part.path, metainfo, board.bitfield);
  }
  const received = digest ? await digest.done(item.sizeBytes) : await digestOfFile(part.path);
  if (received !== item.digest) {
    await attempt.session?.[Symbol.asyncDispose]();
    // Notes of an earlier pull may have said more than a power cut left: then the pieces tell, and the rest is fetched.
    if (!isAgain && (await verifyAgain(part, metainfo, parts.signal)) < item.sizeBytes)
      return await pullPieces(parts, item, part, metainfo, true);
    return await refusePartFile(part, item.digest, received);
  }
  await settlePartFile(part, item.targetPath);
  if (attempt.session) {
    attempt.session.movedTo(item.targetPath);
    parts.linger(item.digest, attempt.session);
  }
  return pulledFrom(item, {
    bytesFromPeers: attempt.session?.fromPeers ?? 0,
    bytesFromHubSeeder: attempt.session?.fromHub ?? 0,
    bytesFromWebSeed: attempt.direct?.bytesReceived ?? 0,
    bytesFromDisk: part.verifiedBytes,
    peersMax: attempt.session?.peersMax ?? 0,
  });
}

async function fill(attempt: Attempt): Promise<void> {
  const { parts, item, board } = attempt;
  if (board.isWhole) return;
  const ended = new AbortController();
  const signal = AbortSignal.any([parts.signal, ended.signal]);
  const direct = openDirect(attempt, signal);
  attempt.isJoining = isInSwarm(parts, item);
  if (!direct && !attempt.isJoining) throw noSource(item, parts.mode);
  const watching = untilWhole(attempt, signal);
  // Both reject where nothing could go well; where they just end, the watch goes on.
  const isAlone = direct !== null && item.isShared === false;
  const joining = joinSwarm(attempt, isAlone ? JOIN_MS : 0, signal).then(() => watching);
  // With others there, what they have is known a moment later: so long the hub is spared.
  const fetching = direct ? fetchBeside(attempt, direct, isAlone, signal).then(() => watching) : watching;
  try {
    await Promise.race([watching, joining, fetching]);
  } finally {
    ended.abort();
    await Promise.allSettled([watching, joining, fetching]);
  }
}

async function fetchBeside(attempt: Attempt, direct: DirectSource, isAlone: boolean, signal: AbortSignal) {
  if (!isAlone) await othersKnown(attempt, signal);
  await direct.run();
}

async function othersKnown(attempt: Attempt, signal: AbortSignal): Promise<void> {
  const until = performance.now() + OTHERS_MS;
  const isKnown = () => {
    const { session } = attempt;
    return (
      !attempt.isJoining ||
      session?.failure ||
      session?.isAlone ||
      [...(session?.wires.peers ?? [])].some(({ isHub }) => !isHub)
    );
  };
  while (performance.now() < until && !isKnown()) await sleep(OTHERS_TICK_MS, undefined, { signal });
}

// Small files are quicker over HTTP than any swarm.
function isInSwarm({ mode }: PullParts, { metainfo, sizeBytes, webSeedUrl }: PullItem): boolean {
  if (mode === 'http-only' || !metainfo) return false;
  return mode === 'peers-only' || sizeBytes >= SMALL_BYTES || webSeedUrl === undefined;
}

// Where HTTP brings bytes already the swarm may be a moment late: a short pull then needs no client at all.
async function joinSwarm(attempt: Attempt, delayMs: number, signal: AbortSignal): Promise<void> {
  const { parts, item, part, board } = attempt;
  if (!attempt.isJoining || !item.metainfo) return;
  await sleep(delayMs, undefined, { signal });
  const client = await parts.client();
  if (signal.aborted) return;
  const session = new SwarmSession({
    client,
    board,
    part,
    metainfoBytes: item.metainfo,
    announceUrls: item.announceUrls,
    peers: item.peers ?? [],
    limit: parts.limit,
    isHubSpared: () => attempt.direct?.isWell ?? false,
    onChange: () => attempt.direct?.wake(),
  });
  attempt.session = session;
  void attempt.choice.joined(session);
}

function openDirect(attempt: Attempt, signal: AbortSignal): DirectSource | null {
  const { parts, item, board, file } = attempt;
  if (parts.mode === 'peers-only' || item.webSeedUrl === undefined) return null;
  const direct: DirectSource = new DirectSource({
    url: item.webSeedUrl,
    board,
    file,
    signal,
    limit: parts.limit,
    nextRun: (lanes) => attempt.choice.nextRun(lanes, direct.bytesPerSecond),
    isStillWanted: (index) => attempt.choice.isStillWanted(index, direct.bytesPerSecond),
    hasOthers: () => attempt.isJoining && attempt.session?.failure === undefined,
  });
  attempt.direct = direct;
  return direct;
}

async function untilWhole(attempt: Attempt, signal: AbortSignal): Promise<void> {
  const { board, parts, digest, flush } = attempt;
  let [best, bestAt, savedAt] = [-1, performance.now(), performance.now()];
  let wake: () => void = () => undefined;
  board.onPiece(() => board.isWhole && wake());
  const speed = speedometer();
  while (!board.isWhole) {
    signal.throwIfAborted();
    const now = performance.now();
    if (board.verifiedBytes > best) [best, bestAt] = [board.verifiedBytes, now];
    tell(attempt, speed);
    steer(attempt);
    digest?.follow(board.prefixBytes);
    flush.follow(board.verifiedBytes);
    if (now - savedAt > SAVE_MS) {
      savedAt = now;
      await saveBits(attempt.part.path, board.metainfo, board.bitfield);
    }
    throwIfHopeless(attempt, now - bestAt > parts.stallMs);
    await Promise.race([sleep(TICK_MS, undefined, { signal }), new Promise<void>((done) => (wake = done))]);
  }
  tell(attempt, speed);
}

/** A few times a second: whom to ask for what. */
function steer({ session, direct, choice }: Attempt): void {
  direct?.sample();
  if (!session || session.failure) return;
  session.wires.sample();
  if (direct === null || !direct.isWell) session.wires.hubOpen = choice.hubOpen();
  session.balance();
  session.ask();
}

function throwIfHopeless({ isJoining, session, direct, parts, item }: Attempt, isStalled: boolean): void {
  const swarmError = session?.failure;
  const isSwarmOver = !isJoining || swarmError !== undefined;
  const isDirectOver = direct === null || direct.failure !== undefined;
  if (isDiskFull(swarmError)) throw swarmError as Error;
  if (isSwarmOver && isDirectOver)
    throw (swarmError ?? direct?.failure ?? noSource(item, parts.mode)) as Error;
  if (!isStalled) return;
  if (direct?.failure !== undefined) throw direct.failure as Error;
  if (session) throw stalled(session, direct, parts.stallMs);
}

function tell(
  { item, board, part, session, direct, parts }: Attempt,
  speed: (bytes: number) => number,
): void {
  const fromPeers = session?.fromPeers ?? 0;
  const fromWebSeed = direct?.bytesReceived ?? 0;
  parts.onProgress({
    digest: item.digest,
    targetPath: item.targetPath,
    bytesDone: board.verifiedBytes,
    bytesTotal: item.sizeBytes,
    fromPeers,
    fromWebSeed,
    fromDisk: part.verifiedBytes,
    peers: session?.peersNow ?? 0,
    speedBytesPerSecond: speed(fromPeers + fromWebSeed),
  });
}

// Files without a torrent are small or were let go by hand: one request, and the digest decides.
async function pullPlainly(parts: PullParts, item: PullItem, part: PartFile): Promise<PulledArtifact> {
  if (item.webSeedUrl === undefined || parts.mode === 'peers-only') throw noSource(item, parts.mode);
  let bytes = 0;
  const speed = speedometer();
  await downloadOverHttp({
    url: item.webSeedUrl,
    partPath: part.path,
    sizeBytes: item.sizeBytes,
    limit: parts.limit,
    signal: parts.signal,
    onBytes(count) {
      bytes += count;
      const { digest, targetPath, sizeBytes: bytesTotal } = item;
      const [speedBytesPerSecond, rest] = [speed(bytes), { fromPeers: 0, fromDisk: 0, peers: 0 }];
      parts.onProgress({
        digest,
        targetPath,
        bytesTotal,
        bytesDone: bytes,
        fromWebSeed: bytes,
        speedBytesPerSecond,
        ...rest,
      });
    },
  });
  const received = await digestOfFile(part.path);
  if (received !== item.digest) return await refusePartFile(part, item.digest, received);
  await settlePartFile(part, item.targetPath);
  return pulledFrom(item, { bytesFromWebSeed: bytes });
}

const TICK_MS = 100;
const SAVE_MS = 1000;
const JOIN_MS = 1000;
const OTHERS_MS = 1000;
const OTHERS_TICK_MS = 10;
/** Below this a thread takes longer to start than the file to hash. */
const THREAD_BYTES_MIN = 16 << 20;

/** Bytes a second over the last seconds, from a count that only grows. */
function speedometer(): (bytes: number) => number {
  const samples: { at: number; bytes: number }[] = [];
  return (bytes) => {
    const at = performance.now();
    samples.push({ at, bytes });
    while (samples.length > 2 && at - (samples[0]?.at ?? at) > 3000) samples.shift();
    const [oldest] = samples;
    return oldest && at > oldest.at ? ((bytes - oldest.bytes) / (at - oldest.at)) * 1000 : 0;
  };
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

function pulledFrom(item: PullItem, counts: Partial<PulledArtifact>): PulledArtifact {
  const { digest, targetPath } = item;
  return {
    digest,
    targetPath,
    bytesFromPeers: 0,
    bytesFromHubSeeder: 0,
    bytesFromWebSeed: 0,
    bytesFromDisk: 0,
    peersMax: 0,
    ...counts,
  };
}

function stalled(session: SwarmSession, direct: DirectSource | null, stallMs: number) {
  if (session.badPieces > 0) return poisoned();
  const facts = { remedy: 'try again when somebody seeds it, or pull over HTTP' };
  if (session.peersMax === 0 && (direct?.bytesReceived ?? 0) === 0)
    return swarmFault(
      'SWARM_NOBODY_HAS_IT',
      `nobody who has this artifact answered for ${stallMs} ms`,
      facts,
    );
  return swarmFault('SWARM_STALLED', `no good byte came for ${stallMs} ms`, facts);
}

function noSource(item: PullItem, mode: PullMode) {
  const expected =
    mode === 'peers-only' ? 'a torrent of this artifact' : 'an HTTP address of this artifact, or a torrent';
  return swarmRefusal('SWARM_NO_SOURCE', `there is no way to fetch ${item.digest} in this mode`, {
    expected,
  });
}
