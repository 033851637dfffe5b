import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { PIECE_HASH_BYTES } from '../weights/piece-hashes.ts';
import { diskError } from './file-chunk-store.ts';
import type { PieceBoard } from './piece-board.ts';
import { type ByteLimit, UNLIMITED } from './byte-limit.ts';
import { fetchRange } from './strict-range.ts';
import { isDiskFull, swarmFault } from './swarm-error.ts';

/*
 * direct source   the hub over HTTP: runs of pieces go straight to disk, several at a time, each piece checked
 * run             neighbouring pieces of one request
 * lane            one request after another on one connection
 */
export interface DirectSourceOptions {
  readonly url: string;
  readonly board: PieceBoard;
  readonly file: FileHandle;
  /** The next run of at most so many pieces, or null where there is nothing to fetch from here now. */
  readonly nextRun: (piecesMax: number) => Run | null;
  /** Whether other sources may still finish the work: then a failing origin is asked again later, not given up. */
  readonly hasOthers: () => boolean;
  readonly limit?: ByteLimit;
  readonly signal: AbortSignal;
  readonly lanes?: number;
}

export interface Run {
  readonly from: number;
  readonly to: number;
}

export class DirectSource {
  readonly #options: DirectSourceOptions;
  readonly #wakers = new Set<() => void>();
  #failures = 0;
  #running = 0;
  #strikes = 0;
  /** Of what came, bytes of good and bad pieces alike. */
  bytesReceived = 0;
  /** What ended this source: it sends wrong bytes, or nothing. */
  failure: unknown;

  constructor(options: DirectSourceOptions) {
    this.#options = options;
  }

  /** Whether the origin answers as it should, as far as anybody knows. */
  get isWell(): boolean {
    return this.failure === undefined && this.#failures < FAILURES_MAX;
  }

  /** What all lanes would bring if all had work, as they did lately; null before that is known. */
  get bytesPerSecond(): number | null {
    return this.#laneSpeed === 0 ? null : this.#laneSpeed * (this.#options.lanes ?? LANES);
  }
  #laneSpeed = 0;

  /** Fetches until the board is whole or the source has failed for good; never rejects but for a full disk. */
  async run(): Promise<void> {
    const { lanes = LANES, signal } = this.#options;
    const work = Array.from({ length: lanes }, () => this.#lane());
    await Promise.all(work).catch((error: unknown) => {
      if (signal.aborted) return;
      this.failure ??= error;
      if (isDiskFull(error)) throw error;
    });
  }

  /** Something changed: lanes that had nothing to do look again. */
  wake(): void {
    for (const waker of this.#wakers) waker();
    this.#wakers.clear();
  }

  async #lane(): Promise<void> {
    const { board, signal, nextRun } = this.#options;
    while (!board.isWhole && this.failure === undefined) {
      signal.throwIfAborted();
      // The first run is one lane's: what others who start now will fetch is known a moment later.
      const isEarly = this.#laneSpeed === 0 && this.#running > 0;
      const run = isEarly ? null : nextRun(this.#runPieces());
      if (run === null) await this.#idle();
      else await this.#tryRun(run);
    }
  }

  // A second's worth: long enough that asking costs little, short enough to share and to lose.
  #runPieces(): number {
    const { pieceBytes } = this.#options.board.metainfo;
    const bytes = this.#laneSpeed === 0 ? FIRST_RUN_BYTES : Math.min(RUN_BYTES_MAX, this.#laneSpeed);
    return Math.max(1, Math.floor(bytes / pieceBytes));
  }

  async #tryRun(run: Run): Promise<void> {
    const { board, signal, hasOthers } = this.#options;
    board.claim(run.from, run.to);
    this.#running++;
    try {
      await this.#fetchRun(run);
      this.#failures = 0;
    } catch (error) {
      signal.throwIfAborted();
      if (isDiskFull(error)) throw error;
      // Bytes alone are no progress: an origin may send the same half of a piece for ever.
      this.#failures = board.has(run.from) ? 1 : this.#failures + 1;
      if (this.#strikes >= STRIKES_MAX) this.failure = poisonedOrigin(error);
      else if (this.#failures >= FAILURES_MAX && !hasOthers()) this.failure = error;
    } finally {
      board.release(run.from, run.to);
      this.#running--;
    }
    if (this.#failures > 0 && this.failure === undefined)
      await sleep(Math.min(RETRY_MS * 2 ** this.#failures, RETRY_MS_MAX), undefined, { signal });
  }

  async #fetchRun({ from, to }: Run): Promise<void> {
    const { url, board, signal, limit = UNLIMITED } = this.#options;
    const { pieceBytes, sizeBytes } = board.metainfo;
    const start = from * pieceBytes;
    const length = Math.min((to + 1) * pieceBytes, sizeBytes) - start;
    const pieces = new PieceAssembly(from, board);
    const writes: Promise<void>[] = [];
    const request = { url, from: start, length, sizeBytes, signal, stallMs: STALL_MS };
    const measure = this.#stopwatch();
    try {
      for await (const chunk of fetchRange(request)) {
        this.bytesReceived += chunk.byteLength;
        measure(chunk.byteLength);
        for (const done of pieces.take(chunk)) {
          if (!done.isGood)
            throw new Error(`piece ${done.index} has wrong bytes (strike ${++this.#strikes})`);
          writes.push(this.#write(done));
          if (writes.length >= WRITES_MAX) await writes.shift();
        }
        for (let ms = limit.delayFor(chunk.byteLength); ms > 0; ms = limit.delayFor(chunk.byteLength))
          await sleep(ms, undefined, { signal });
      }
    } finally {
      await Promise.all(writes);
    }
  }

  async #write({ index, chunks }: DonePiece): Promise<void> {
    const { board, file } = this.#options;
    await writeChunks(file, chunks, index * board.metainfo.pieceBytes);
    board.settle(index);
  }

  /** Notes a lane's speed while its run goes on: a run on a slow line may take minutes. */
  #stopwatch(): (bytes: number) => void {
    let [at, bytes] = [performance.now(), 0];
    return (count) => {
      bytes += count;
      const ms = performance.now() - at;
      if (ms < MEASURE_MS && bytes < MEASURE_BYTES) return;
      const speed = (bytes / Math.max(ms, 0.1)) * 1000;
      this.#laneSpeed = this.#laneSpeed === 0 ? speed : 0.7 * this.#laneSpeed + 0.3 * speed;
      [at, bytes] = [performance.now(), 0];
    };
  }

  async #idle(): Promise<void> {
    const { signal } = this.#options;
    await Promise.race([
      sleep(IDLE_MS, undefined, { signal }),
      new Promise<void>((resolve) => this.#wakers.add(resolve)),
    ]);
  }
}

const LANES = 4;
const FIRST_RUN_BYTES = 512 << 10;
const RUN_BYTES_MAX = 32 << 20;
const IDLE_MS = 50;
/** Disk writes under way for one lane: more would only hold memory. */
const WRITES_MAX = 8;
/** An origin that says nothing for so long has lost the request. */
const STALL_MS = 4000;
const MEASURE_MS = 100;
const MEASURE_BYTES = 1 << 20;
const RETRY_MS = 125;
const RETRY_MS_MAX = 5000;
const FAILURES_MAX = 3;
const STRIKES_MAX = 3;

interface DonePiece {
  readonly index: number;
  readonly isGood: boolean;
  readonly chunks: readonly Buffer[];
}

/** Cuts a stream of bytes into pieces and hashes them as they come: nothing is copied. */
class PieceAssembly {
  readonly #board: PieceBoard;
  #index: number;
  #hash: Hash = createHash('sha1');
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(from: number, board: PieceBoard) {
    this.#index = from;
    this.#board = board;
  }

  *take(chunk: Buffer): Generator<DonePiece> {
    for (let at = 0; at < chunk.byteLength;) {
      const length = this.#board.lengthOf(this.#index);
      const part = chunk.subarray(at, at + length - this.#bytes);
      this.#hash.update(part);
      this.#chunks.push(part);
      this.#bytes += part.byteLength;
      at += part.byteLength;
      if (this.#bytes === length) yield this.#done();
    }
  }

  #done(): DonePiece {
    const index = this.#index++;
    const wanted = this.#board.metainfo.pieceHashes.subarray(
      index * PIECE_HASH_BYTES,
      (index + 1) * PIECE_HASH_BYTES,
    );
    const done = { index, isGood: this.#hash.digest().equals(wanted), chunks: this.#chunks };
    this.#hash = createHash('sha1');
    this.#chunks = [];
    this.#bytes = 0;
    return done;
  }
}

async function writeChunks(file: FileHandle, chunks: readonly Buffer[], position: number): Promise<void> {
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  const { bytesWritten } = await file.writev([...chunks], position).catch(diskError);
  if (bytesWritten === bytes) return;
  // A nearly full disk takes a part; the rest then says why.
  const rest = Buffer.concat(chunks).subarray(bytesWritten);
  const more = await file.write(rest, 0, rest.byteLength, position + bytesWritten).catch(diskError);
  if (more.bytesWritten !== rest.byteLength)
    throw swarmFault('SWARM_DISK_FULL', 'this machine’s disk is full');
}

function poisonedOrigin(cause: unknown) {
  return swarmFault(
    'SWARM_POISONED',
    'the hub sends bytes that are not the artifact’s',
    { remedy: 'pull from peers alone, and tell the hub’s operator; what was verified is kept' },
    { cause },
  );
}
