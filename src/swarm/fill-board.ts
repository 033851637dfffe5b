import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PrefixDigest } from '../weights/prefix-digest.ts';
import type { OriginChoice } from './choose-run.ts';
import { DirectSource } from './direct-source.ts';
import type { EarlyFlush } from './early-flush.ts';
import { saveBits } from './part-bits.ts';
import { meetOthers } from './meet-others.ts';
import type { PartFile } from './part-file.ts';
import type { PieceBoard } from './piece-board.ts';
import { noSource, type PullItem, type PullParts } from './pull-item.ts';
import { speedometer } from './speedometer.ts';
import { isDiskFull, swarmFault } from './swarm-error.ts';
import { poisoned, SwarmSession } from './swarm-session.ts';

/** Where a pull of one artifact stands. */
export interface Attempt {
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

/** Fills the board from everything the mode allows; a fault says why it can't be filled. */
export async function fillBoard(attempt: Attempt): Promise<void> {
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
  const joined = joinSwarm(attempt, isAlone ? JOIN_MS : 0, signal);
  const joining = joined.then(() => watching);
  const fetching = (direct ? fetchBeside(attempt, direct, isAlone ? null : joined, signal) : watching).then(
    () => watching,
  );
  try {
    await Promise.race([watching, joining, fetching]);
  } finally {
    ended.abort();
    await Promise.allSettled([watching, joining, fetching]);
  }
}

/** Fetches over HTTP; what others of a swarm have is known a moment after it was joined, and so long the hub is spared. */
async function fetchBeside(
  attempt: Attempt,
  direct: DirectSource,
  joined: Promise<void> | null,
  signal: AbortSignal,
): Promise<void> {
  await joined;
  if (joined && attempt.session) await meetOthers(attempt.session, signal);
  await direct.run();
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
    nextRun: (lanes, running) => attempt.choice.nextRun(lanes, running, direct.bytesPerSecond),
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

/** Below this a swarm costs more round trips than the file is worth. */
const SMALL_BYTES = 1 << 20;

const TICK_MS = 100;
const SAVE_MS = 1000;
const JOIN_MS = 1000;

function stalled(session: SwarmSession, direct: DirectSource | null, stallMs: number) {
  if (session.badPieces > 0) return poisoned();
  const facts = { remedy: 'try again when somebody seeds it, or pull over HTTP' };
  const waited = `${Math.round(stallMs / 1000)} s`;
  if (session.peersMax === 0 && (direct?.bytesReceived ?? 0) === 0)
    return swarmFault('SWARM_NOBODY_HAS_IT', `nobody who has this artifact answered for ${waited}`, facts);
  const kept = 'what came is kept: run the same command again when the hub or a seeder answers';
  return swarmFault('SWARM_STALLED', `no good byte came for ${waited}`, { remedy: kept });
}
