import { mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OriginChoice } from './choose-run.ts';
import { EarlyFlush } from './early-flush.ts';
import { fillBoard, type Attempt } from './fill-board.ts';
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
import { noSource, type PulledArtifact, type PullItem, type PullParts } from './pull-item.ts';
import { speedometer } from './speedometer.ts';
import { swarmRefusal } from './swarm-error.ts';

/** Brings one artifact to its place: resumes its part file, checks pieces and the whole, renames at the end. */
export async function pullArtifact(parts: PullParts, item: PullItem): Promise<PulledArtifact> {
  parts.signal.throwIfAborted();
  const metainfo = item.metainfo && expectedMetainfo(item, item.metainfo);
  if (await isThere(item)) return pulledFrom(item, { bytesFromDisk: item.sizeBytes });
  await makeFolder(dirname(item.targetPath));
  const part = await openPartFile(item.targetPath, item.sizeBytes, metainfo, parts.signal);
  if (metainfo === undefined) return await pullPlainly(parts, item, part);
  return await pullPieces(parts, item, part, metainfo);
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw swarmRefusal('SWARM_FOLDER_UNUSABLE', `${folder} can’t be a folder to pull into`, {
      expected: 'a folder, or a free name where one may be made',
      received: error.code ?? error.message,
    });
  });
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
    await fillBoard(attempt);
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

/** Below this a thread takes longer to start than the file to hash. */
const THREAD_BYTES_MIN = 16 << 20;

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
