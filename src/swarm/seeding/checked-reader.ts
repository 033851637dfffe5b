import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { pieceHashAt } from '../../weights/piece-hashes.ts';
import { swarmFault } from '../swarm-error.ts';
import type { PieceChecks } from './piece-checks.ts';
import type { SeedSource } from './seed-source.ts';
import type { WindowCache } from './window-cache.ts';

/**
 * Reads blocks of a torrent's files. A piece is hashed before the first byte of it is given, and what is read again
 * later is compared with that: what a disk changed since is `SWARM_SEED_DAMAGED`, never sent.
 */
export class CheckedReader {
  readonly #source: SeedSource;
  readonly #cache: WindowCache;
  readonly #checks: PieceChecks;
  readonly #windowBytes: number;
  readonly #reading = new Map<number, Promise<Buffer>>();
  readonly #checking = new Map<number, Promise<void>>();
  #files: Promise<(FileHandle | Uint8Array)[]> | undefined;
  #isClosed = false;

  constructor(source: SeedSource, cache: WindowCache, checks: PieceChecks) {
    this.#source = source;
    this.#cache = cache;
    this.#checks = checks;
    this.#windowBytes = checks.windowBytes;
  }

  /** Whether such a block exists; a peer chose the numbers. */
  has(piece: number, offset: number, length: number): boolean {
    const { sizeBytes, pieceBytes } = this.#source;
    const pieceLength = Math.min(pieceBytes, sizeBytes - piece * pieceBytes);
    return piece >= 0 && offset >= 0 && length > 0 && offset + length <= pieceLength;
  }

  /** A view of the block where it is at hand: no copy, no wait. */
  peek(piece: number, offset: number, length: number): Buffer | null {
    if (!this.#checks.isGood(piece)) return null;
    const at = piece * this.#source.pieceBytes + offset;
    const window = this.#cache.get(this.#keyOf(Math.floor(at / this.#windowBytes)));
    const from = at % this.#windowBytes;
    return window && from + length <= window.byteLength ? window.subarray(from, from + length) : null;
  }

  /** Reads, and checks, what will be asked for soon; what goes wrong is found again when it is. */
  prepare(piece: number, offset: number): void {
    const isChecked = this.#checks.isGood(piece);
    const index = Math.floor((piece * this.#source.pieceBytes + offset) / this.#windowBytes);
    if (isChecked && (this.#reading.has(index) || this.#cache.get(this.#keyOf(index)))) return;
    void (isChecked ? this.#window(index) : this.#check(piece)).catch(() => undefined);
  }

  async read(piece: number, offset: number, length: number): Promise<Buffer> {
    if (!this.#checks.isGood(piece)) await this.#check(piece);
    const at = piece * this.#source.pieceBytes + offset;
    const parts: Buffer[] = [];
    for (let from = at; from < at + length;) {
      const index = Math.floor(from / this.#windowBytes);
      const window = await this.#window(index);
      const start = from - index * this.#windowBytes;
      const part = window.subarray(start, Math.min(window.byteLength, start + at + length - from));
      parts.push(part);
      from += part.byteLength;
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }

  async close(): Promise<void> {
    const files = this.#files;
    // What still reads ends with an error, and opens nothing that nobody would close.
    this.#isClosed = true;
    this.#files = undefined;
    for (const file of (await files?.catch(() => [])) ?? [])
      if (!(file instanceof Uint8Array)) await file.close();
  }

  // Several requests for an unchecked piece wait for one check.
  #check(piece: number): Promise<void> {
    const known = this.#checking.get(piece);
    if (known) return known;
    const checking = this.#hash(piece).finally(() => this.#checking.delete(piece));
    this.#checking.set(piece, checking);
    return checking;
  }

  async #hash(piece: number): Promise<void> {
    const { pieceBytes, sizeBytes, pieceHashes } = this.#source;
    const hash = createHash('sha1');
    const from = piece * pieceBytes;
    for (let at = from; at < Math.min(from + pieceBytes, sizeBytes); at += this.#windowBytes) {
      const index = at / this.#windowBytes;
      const window = await this.#window(index);
      hash.update(window);
      this.#checks.noteWindow(index, window);
    }
    if (!hash.digest().equals(pieceHashAt(pieceHashes, piece))) throw this.#damaged(`piece ${piece}`);
    this.#checks.noteGood(piece);
  }

  #damaged(what: string) {
    const { infohash } = this.#source;
    this.#cache.drop(infohash);
    return swarmFault('SWARM_SEED_DAMAGED', `${what} of ${infohash} is not what it was on this disk`, {
      remedy: 'fetch the file again; it is not given to anybody any more',
    });
  }

  // Several peers that want the same window at once wait for one read.
  #window(index: number): Promise<Buffer> {
    const cached = this.#cache.get(this.#keyOf(index));
    if (cached) return Promise.resolve(cached);
    const known = this.#reading.get(index);
    if (known) return known;
    const reading = this.#readWindow(index).finally(() => this.#reading.delete(index));
    this.#reading.set(index, reading);
    return reading;
  }

  async #readWindow(index: number): Promise<Buffer> {
    const from = index * this.#windowBytes;
    const bytes = Buffer.allocUnsafeSlow(Math.min(this.#windowBytes, this.#source.sizeBytes - from));
    if (this.#isClosed) throw swarmFault('SWARM_CLIENT_FAILED', 'this torrent is not seeded any more');
    const files = await (this.#files ??= this.#open());
    let fileStart = 0;
    for (const [i, { sizeBytes }] of this.#source.files.entries()) {
      const start = Math.max(from, fileStart);
      const end = Math.min(from + bytes.byteLength, fileStart + sizeBytes);
      if (start < end) await readInto(files[i], bytes.subarray(start - from, end - from), start - fileStart);
      fileStart += sizeBytes;
    }
    if (this.#checks.isChanged(index, bytes)) throw this.#damaged(`a part of piece ${this.#pieceOf(index)}`);
    this.#cache.put(this.#keyOf(index), bytes);
    return bytes;
  }

  async #open(): Promise<(FileHandle | Uint8Array)[]> {
    const files: (FileHandle | Uint8Array)[] = [];
    try {
      for (const file of this.#source.files)
        files.push('bytes' in file ? file.bytes : await open(file.filePath, 'r'));
    } catch (error) {
      // The next read tries again: too many files were open, perhaps.
      this.#files = undefined;
      for (const file of files) if (!(file instanceof Uint8Array)) await file.close();
      throw error;
    }
    return files;
  }

  #pieceOf(window: number): number {
    return Math.floor((window * this.#windowBytes) / this.#source.pieceBytes);
  }

  #keyOf(index: number): string {
    return `${this.#source.infohash}:${index}`;
  }
}

async function readInto(
  file: FileHandle | Uint8Array | undefined,
  bytes: Buffer,
  position: number,
): Promise<void> {
  if (file instanceof Uint8Array) return bytes.set(file.subarray(position, position + bytes.byteLength));
  for (let at = 0; at < bytes.byteLength;) {
    const read = await file?.read(bytes, at, bytes.byteLength - at, position + at);
    if (!read?.bytesRead) throw swarmFault('SWARM_SEED_DAMAGED', 'a seeded file is shorter than it was');
    at += read.bytesRead;
  }
}
