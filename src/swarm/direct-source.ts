import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { giveBack } from '../base/give-back.ts';
import { pieceHashAt } from '../weights/piece-hashes.ts';
import { UNLIMITED, untilAllowed, type ByteLimit } from './byte-limit.ts';
import { diskError } from './file-chunk-store.ts';
import type { PieceBoard } from './piece-board.ts';
import { fetchRange } from './strict-range.ts';
import { isDiskFull, swarmFault } from './swarm-error.ts';

/*
 * direct source   the hub over HTTP: runs of pieces go straight to disk, several at a time, each piece checked
 * run             neighbouring pieces of one request; it ends early where others have brought what comes next
 * lane            one request after another on one connection
 */
export interface DirectSourceOptions {
  readonly url: string;
  readonly board: PieceBoard;
  readonly file: FileHandle;
  /** The next run, given how many lanes share the work and how many are at it; null where there is nothing to fetch from here now. */
  readonly nextRun: (lanes: number, running: number) => Run | null;
  /** Whether a run should go on with this piece: others may have it by now. */
  readonly isStillWanted: (index: number) => boolean;
  /** Whether other sources may still finish the work: then a failing origin is asked again later, not given up. */
  readonly hasOthers: () => boolean;
  readonly limit?: ByteLimit;
  readonly signal: AbortSignal;
}

export interface Run {
  readonly from: number;
  readonly to: number;
}

export class DirectSource {
  readonly #options: DirectSourceOptions;
  readonly #wakers = new Set<() => void>();
  #failures = 0;
  #strikes = 0;
  #running = 0;
  #sampled = { at: performance.now(), bytes: 0 };
  /** Of what came, bytes of good and bad pieces alike. */
  bytesReceived = 0;
  /** What it brings when it has work; null before that is known. */
  bytesPerSecond: number | null = null;
  /** What ended this source: it sends wrong bytes, or nothing. */
  failure: unknown;

  constructor(options: DirectSourceOptions) {
    this.#options = options;
  }

  /** Whether the origin answers as it should, as far as anybody knows. */
  get isWell(): boolean {
    return this.failure === undefined && this.#failures < FAILURES_MAX;
  }

  /** Fetches until the board is whole or the source has failed for good; never rejects but for a full disk. */
  async run(): Promise<void> {
    const { signal } = this.#options;
    const work = Array.from({ length: LANES }, () => this.#lane());
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

  /** Measures the speed; to be called a few times a second. An idle source keeps the one it had. */
  sample(): void {
    const [at, bytes] = [performance.now(), this.bytesReceived];
    const ms = at - this.#sampled.at;
    if (ms < SAMPLE_MS_MIN) return;
    const speed = ((bytes - this.#sampled.bytes) / ms) * 1000;
    if (this.#running > 0 && bytes > 0)
      this.bytesPerSecond = this.bytesPerSecond === null ? speed : 0.7 * this.bytesPerSecond + 0.3 * speed;
    this.#sampled = { at, bytes };
  }

  async #lane(): Promise<void> {
    const { board, signal, nextRun } = this.#options;
    while (!board.isWhole && this.failure === undefined) {
      signal.throwIfAborted();
      const run = nextRun(LANES, this.#running);
      if (run === null) await this.#idle();
      else await this.#tryRun(run);
    }
  }

  async #tryRun(run: Run): Promise<void> {
    const { board, signal, hasOthers } = this.#options;
    board.plan(run.from, run.to);
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
      this.#running--;
      board.release(run.from, run.to);
    }
    if (this.#failures > 0 && this.failure === undefined)
      await sleep(Math.min(RETRY_MS * 2 ** this.#failures, RETRY_MS_MAX), undefined, { signal });
  }

  async #fetchRun({ from, to }: Run): Promise<void> {
    const { url, board, signal, limit = UNLIMITED } = this.#options;
    const { pieceBytes, sizeBytes } = board.metainfo;
    const start = from * pieceBytes;
    const length = Math.min((to + 1) * pieceBytes, sizeBytes) - start;
    const pieces = new PieceAssembly(from, to, board, this.#options.isStillWanted);
    const writes: Promise<void>[] = [];
    const request = { url, from: start, length, sizeBytes, signal, stallMs: STALL_MS };
    try {
      for await (const chunk of fetchRange(request)) {
        // Its memory may be given back below.
        const { byteLength } = chunk;
        this.bytesReceived += byteLength;
        for (const done of pieces.take(chunk)) {
          if (!done.isGood)
            throw new Error(`piece ${done.index} has wrong bytes (strike ${++this.#strikes})`);
          const writing = this.#write(done);
          // Awaited below; it may fail before that.
          writing.catch(() => undefined);
          writes.push(writing);
          if (writes.length >= WRITES_MAX) await writes.shift();
        }
        if (pieces.isCut) return;
        await untilAllowed(limit, byteLength, { signal });
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

  async #idle(): Promise<void> {
    const { signal } = this.#options;
    await Promise.race([
      sleep(IDLE_MS, undefined, { signal }),
      new Promise<void>((resolve) => this.#wakers.add(resolve)),
    ]);
  }
}

const LANES = 4;
const IDLE_MS = 50;
const SAMPLE_MS_MIN = 50;
/** Disk writes under way for one lane: more would only hold memory. */
const WRITES_MAX = 8;
/** An origin that says nothing for so long has lost the request. */
const STALL_MS = 4000;
const REST_BYTES = 1 << 20;
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
  readonly #to: number;
  readonly #isStillWanted: (index: number) => boolean;
  #index: number;
  #hash: Hash = createHash('sha1');
  #chunks: Buffer[] = [];
  #bytes = 0;
  /** The rest of the run is nobody's business here any more. */
  isCut = false;

  constructor(from: number, to: number, board: PieceBoard, isStillWanted: (index: number) => boolean) {
    this.#index = from;
    this.#to = to;
    this.#board = board;
    this.#isStillWanted = isStillWanted;
    board.claim(from);
  }

  *take(chunk: Buffer): Generator<DonePiece> {
    for (let at = 0; at < chunk.byteLength && !this.isCut;) {
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
    const wanted = pieceHashAt(this.#board.metainfo.pieceHashes, index);
    const done = { index, isGood: this.#hash.digest().equals(wanted), chunks: this.#chunks };
    this.#hash = createHash('sha1');
    this.#chunks = [];
    this.#bytes = 0;
    if (this.#index <= this.#to) this.#begin(this.#index);
    return done;
  }

  // A short rest is taken all the same: most of it is on its way already, and ending a request ends a connection.
  #begin(index: number): void {
    const restBytes = (this.#to - index + 1) * this.#board.metainfo.pieceBytes;
    const isWanted = !this.#board.has(index) && this.#isStillWanted(index);
    if (isWanted || restBytes <= REST_BYTES) this.#board.claim(index);
    else this.isCut = true;
  }
}

async function writeChunks(file: FileHandle, chunks: readonly Buffer[], position: number): Promise<void> {
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  const { bytesWritten } = await file.writev([...chunks], position).catch(diskError);
  if (bytesWritten === bytes) return chunks.forEach(giveBack);
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
