import type { ByteSource } from '../../../base/byte-source.ts';
import { ggufMalformed } from './gguf-error.ts';

/** Walks a little-endian file forwards through a window; nothing is read that the file does not have. */
export class GgufCursor {
  readonly #source: ByteSource;
  #window: DataView = new DataView(new ArrayBuffer(0));
  #windowStart = 0;
  #at = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  get at(): number {
    return this.#at;
  }

  get leftBytes(): number {
    return this.#source.sizeBytes - this.#at;
  }

  /** Whether the next `length` bytes are in the window; asking first saves lists of a million strings as many waits. */
  isLoaded(length: number): boolean {
    return this.#at >= this.#windowStart && this.#at + length <= this.#windowStart + this.#window.byteLength;
  }

  /** Brings the next `length` bytes, at most 16, into the window. */
  async load(length: number): Promise<void> {
    if (this.isLoaded(length)) return;
    if (length > this.leftBytes) throw ggufMalformed(`${length} more bytes`, `${this.leftBytes}`);
    const bytes = await this.#source.read(this.#at, Math.min(WINDOW_BYTES, this.leftBytes));
    this.#window = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#windowStart = this.#at;
  }

  /** Of the loaded window, and one step on. */
  number<T>(width: number, read: (view: DataView, at: number) => T): T {
    const value = read(this.#window, this.#at - this.#windowStart);
    this.#at += width;
    return value;
  }

  async u32(): Promise<number> {
    await this.load(4);
    return this.number(4, (view, at) => view.getUint32(at, true));
  }

  async u64(): Promise<bigint> {
    await this.load(8);
    return this.loadedU64();
  }

  loadedU64(): bigint {
    return this.number(8, (view, at) => view.getBigUint64(at, true));
  }

  skip(length: number): void {
    if (length > this.leftBytes) throw ggufMalformed(`${length} more bytes`, `${this.leftBytes}`);
    this.#at += length;
  }

  /** The next bytes; the caller has compared their number with its own limit. */
  async bytes(length: number): Promise<Uint8Array> {
    if (length > this.leftBytes) throw ggufMalformed(`${length} more bytes`, `${this.leftBytes}`);
    const start = this.#at;
    this.#at += length;
    const from = start - this.#windowStart;
    if (from < 0 || from + length > this.#window.byteLength) return this.#source.read(start, length);
    return new Uint8Array(this.#window.buffer, this.#window.byteOffset + from, length);
  }
}

const WINDOW_BYTES = 64 << 10;
