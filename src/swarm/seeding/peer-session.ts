import type { Socket } from 'node:net';
import type { PeerWire } from '../peer-wire.ts';
import type { ByteLimit } from '../byte-limit.ts';
import type { CheckedReader } from './checked-reader.ts';

/** What a peer may have asked and not yet received; the extended handshake says so (`reqq`). */
export const REQUESTS_MAX = 1024;

export interface SessionParts {
  readonly socket: Socket;
  readonly wire: PeerWire;
  readonly reader: CheckedReader;
  readonly limit: ByteLimit;
  /** A reader that takes nothing for so long is dropped. */
  readonly stallMs: number;
  /** What may wait in its socket. */
  readonly roomBytes: () => number;
  readonly onUpload: (bytes: number) => void;
  readonly onDamage: (error: unknown) => void;
}

interface Request {
  readonly piece: number;
  readonly offset: number;
  readonly length: number;
  readonly respond: (error: Error | null, bytes?: Uint8Array) => void;
}

/**
 * Gives one peer what it asks for, as fast as it reads: nothing is read from disk before the socket has room, so an
 * idle reader costs its list of requests and no more.
 */
export class PeerSession {
  readonly #parts: SessionParts;
  #queue: Request[] = [];
  #isPumping = false;
  #waiting: (() => void) | undefined;
  #stalled: NodeJS.Timeout | undefined;
  #lastWindow: unknown;
  #pinnedBytes = 0;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    const { wire, socket } = parts;
    wire.on('request', (piece, offset, length, respond) => this.#take({ piece, offset, length, respond }));
    wire.on('cancel', (piece, offset, length) => this.#cancel(piece, offset, length));
    socket.on('drain', () => this.#wake());
    wire.once('close', () => this.#end());
    wire.once('end', () => this.#end());
  }

  /** Bytes and requests that wait for this peer to read. */
  get backlogBytes(): number {
    return this.#parts.socket.writableLength + this.#queue.length * REQUEST_BYTES;
  }

  #take(request: Request): void {
    const { wire, reader } = this.#parts;
    // Twice the limit: an honest peer may have sent some before it read ours.
    if (this.#queue.length >= 2 * REQUESTS_MAX || request.length > BLOCK_BYTES_MAX) return wire.destroy();
    if (!reader.has(request.piece, request.offset, request.length))
      return request.respond(new Error('no such block'));
    this.#queue.push(request);
    void this.#pump();
  }

  #cancel(piece: number, offset: number, length: number): void {
    const isIt = (row: Request) => row.piece === piece && row.offset === offset && row.length === length;
    const at = this.#queue.findIndex(isIt);
    if (at >= 0) this.#queue.splice(at, 1);
  }

  async #pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    const { socket, wire } = this.#parts;
    try {
      while (this.#queue.length > 0 && !wire.destroyed) {
        socket.cork();
        this.#giveAtHand();
        socket.uncork();
        this.#readAhead();
        if (socket.writableLength > this.#parts.roomBytes()) await this.#room();
        else await this.#giveNext();
      }
    } catch (error) {
      // Of a torrent that was withdrawn the files are closed under who still reads.
      if (!wire.destroyed) this.#parts.onDamage(error);
      wire.destroy();
    } finally {
      this.#isPumping = false;
    }
  }

  /** Everything that is in memory already goes out in one write. */
  #giveAtHand(): void {
    const { socket, wire, reader, limit } = this.#parts;
    let given = 0;
    for (const { piece, offset, length, respond } of this.#queue) {
      if (wire.destroyed || socket.writableLength > this.#parts.roomBytes()) break;
      const block = reader.peek(piece, offset, length);
      if (!block || limit.delayFor(length) > 0) break;
      given++;
      this.#give(block, respond);
    }
    if (given > 0) this.#queue = this.#queue.slice(given);
  }

  /** While what was given leaves, what comes next is read: the disk and the link work at the same time. */
  #readAhead(): void {
    const next = this.#queue[Math.min(this.#queue.length - 1, AHEAD_REQUESTS)];
    if (next) this.#parts.reader.prepare(next.piece, next.offset);
  }

  async #giveNext(): Promise<void> {
    const [next] = this.#queue;
    if (!next) return;
    const block = await this.#parts.reader.read(next.piece, next.offset, next.length);
    for (let ms = 1; ms > 0 && !this.#parts.wire.destroyed;) {
      ms = this.#parts.limit.delayFor(next.length);
      if (ms > 0) await pause(Math.min(ms, 100));
    }
    // Cancelled meanwhile, or the connection is gone: then it is not the first any more.
    if (this.#queue[0] !== next) return;
    this.#queue.shift();
    this.#give(block, next.respond);
  }

  #give(block: Buffer, respond: Request['respond']): void {
    this.#parts.onUpload(block.byteLength);
    respond(null, this.#isPinning(block) ? Buffer.from(block) : block);
  }

  // A block that waits in the socket keeps its whole window in memory: who picks one block of each, and reads none,
  // gets copies.
  #isPinning(block: Buffer): boolean {
    const { socket, roomBytes } = this.#parts;
    if (socket.writableLength === 0) [this.#pinnedBytes, this.#lastWindow] = [0, undefined];
    if (block.buffer === this.#lastWindow) return false;
    if (this.#pinnedBytes + block.buffer.byteLength > WINDOWS_RATIO_MAX * roomBytes()) return true;
    this.#pinnedBytes += block.buffer.byteLength;
    this.#lastWindow = block.buffer;
    return false;
  }

  async #room(): Promise<void> {
    const { wire } = this.#parts;
    this.#stalled = setTimeout(() => wire.destroy(), this.#parts.stallMs);
    await new Promise<void>((resolve) => (this.#waiting = resolve));
    clearTimeout(this.#stalled);
  }

  #wake(): void {
    this.#waiting?.();
    this.#waiting = undefined;
  }

  #end(): void {
    this.#queue = [];
    clearTimeout(this.#stalled);
    this.#wake();
  }
}

/** As every client takes for the limit: a request of more ends the connection. */
const BLOCK_BYTES_MAX = 128 << 10;
/** About two windows of requests as every client sends them. */
const AHEAD_REQUESTS = 128;
/** Windows that may wait in a socket, by what may wait in it: of one read in order, two are begun and not over. */
const WINDOWS_RATIO_MAX = 2;
/** What a request that waits takes, roughly. */
const REQUEST_BYTES = 200;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
