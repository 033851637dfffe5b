import { open, type FileHandle } from 'node:fs/promises';
import type { ChunkStore, GetOptions } from 'webtorrent';
import { swarmFault } from './swarm-error.ts';

export interface FileChunkStoreOptions {
  /** Where the file is now: it may be renamed while it is given. */
  readonly place: { readonly path: string };
  readonly sizeBytes: number;
  readonly pieceBytes: number;
  readonly isWritable: boolean;
}

/** WebTorrent's door to one file: pieces are read and written in place, nothing is copied aside. */
export function fileChunkStore(options: FileChunkStoreOptions): ChunkStore {
  return new FileChunkStore(options);
}

/** An idle torrent holds neither a descriptor nor a piece: a hub seeds thousands of files. */
const IDLE_MS = 10_000;
/** A leecher walks through a piece block by block; two pieces serve two leechers at different places. */
const CACHED_PIECES = 2;

class FileChunkStore implements ChunkStore {
  readonly chunkLength: number;
  readonly #options: FileChunkStoreOptions;
  readonly #pieces = new Map<number, Promise<Uint8Array>>();
  #file: Promise<FileHandle> | undefined;
  #idle: NodeJS.Timeout | undefined;
  #pending = 0;

  constructor(options: FileChunkStoreOptions) {
    this.#options = options;
    this.chunkLength = options.pieceBytes;
  }

  get(
    index: number,
    options: GetOptions | null,
    done: (error: Error | null, bytes?: Uint8Array) => void,
  ): void {
    const reading = this.#act(async () => {
      const { from, length } = this.#rangeOf(index, options);
      const piece = await this.#piece(index);
      // A view, not a copy: pieces are never written to after they were read.
      return piece.subarray(from, from + length);
    });
    void answer(reading, done);
  }

  put(index: number, bytes: Uint8Array, done: (error?: Error | null) => void): void {
    const writing = this.#act(async () => {
      const { length } = this.#rangeOf(index, null);
      if (bytes.byteLength !== length) throw new Error(`piece ${index} has ${bytes.byteLength} bytes`);
      this.#pieces.delete(index);
      const file = await this.#open();
      await writeAll(file, bytes, index * this.chunkLength);
    });
    void answer(writing, done);
  }

  close(done: (error?: Error | null) => void): void {
    void answer(this.#release(), done);
  }

  destroy(done: (error?: Error | null) => void): void {
    this.close(done);
  }

  // A peer chooses index, offset and length.
  #rangeOf(index: number, options: GetOptions | null): { from: number; length: number } {
    const pieceStart = index * this.chunkLength;
    const pieceLength = Math.min(this.chunkLength, this.#options.sizeBytes - pieceStart);
    const from = options?.offset ?? 0;
    const length = options?.length ?? pieceLength - from;
    if (index >= 0 && from >= 0 && length >= 0 && from + length <= pieceLength) return { from, length };
    throw new Error(`no bytes ${from}+${length} in piece ${index}`);
  }

  #piece(index: number): Promise<Uint8Array> {
    const known = this.#pieces.get(index);
    if (known) return known;
    const reading = this.#readPiece(index);
    this.#pieces.set(index, reading);
    reading.catch(() => this.#pieces.delete(index));
    const [oldest] = this.#pieces.keys();
    if (this.#pieces.size > CACHED_PIECES && oldest !== undefined) this.#pieces.delete(oldest);
    return reading;
  }

  async #readPiece(index: number): Promise<Uint8Array> {
    const { length } = this.#rangeOf(index, null);
    const file = await this.#open();
    const { bytesRead, buffer } = await file.read(
      Buffer.allocUnsafeSlow(length),
      0,
      length,
      index * this.chunkLength,
    );
    if (bytesRead !== length) throw new Error(`${this.#options.place.path} ends inside piece ${index}`);
    return buffer;
  }

  async #act<T>(act: () => Promise<T>): Promise<T> {
    this.#pending++;
    clearTimeout(this.#idle);
    try {
      return await act();
    } finally {
      if (--this.#pending === 0) {
        this.#idle = setTimeout(() => void this.#release().catch(() => undefined), IDLE_MS);
        this.#idle.unref();
      }
    }
  }

  #open(): Promise<FileHandle> {
    return (this.#file ??= open(this.#options.place.path, this.#options.isWritable ? 'r+' : 'r'));
  }

  async #release(): Promise<void> {
    clearTimeout(this.#idle);
    const file = this.#file;
    this.#file = undefined;
    this.#pieces.clear();
    await (await file?.catch(() => undefined))?.close();
  }
}

async function answer<T>(act: Promise<T>, done: (error: Error | null, value?: T) => void): Promise<void> {
  let value: T;
  try {
    value = await act;
  } catch (error) {
    return done(error as Error);
  }
  done(null, value);
}

/** A disk may take fewer bytes at once than it was given; a full one ends in `SWARM_DISK_FULL`. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.byteLength;) {
    const writing = file.write(bytes, at, bytes.byteLength - at, position + at);
    const { bytesWritten } = await writing.catch(diskError);
    at += bytesWritten;
  }
}

/** A full disk has a code of its own; everything else stays what it is. */
export function diskError(cause: NodeJS.ErrnoException): never {
  if (cause.code !== 'ENOSPC' && cause.code !== 'EDQUOT') throw cause;
  const remedy = 'make room, then run the same command again: it goes on where it ended';
  throw swarmFault('SWARM_DISK_FULL', 'this machine’s disk is full', { remedy }, { cause });
}
