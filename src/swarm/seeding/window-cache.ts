/** Parts of files that are being given, the least recently used first to go: one budget for all torrents. */
export class WindowCache {
  readonly #bytesMax: number;
  readonly #windows = new Map<string, Buffer>();
  #bytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  get(key: string): Buffer | undefined {
    const found = this.#windows.get(key);
    if (found !== undefined) {
      this.#windows.delete(key);
      this.#windows.set(key, found);
    }
    return found;
  }

  put(key: string, window: Buffer): void {
    this.#bytes += window.byteLength - (this.#windows.get(key)?.byteLength ?? 0);
    this.#windows.set(key, window);
    for (const [oldest, bytes] of this.#windows) {
      if (this.#bytes <= this.#bytesMax) return;
      this.#windows.delete(oldest);
      this.#bytes -= bytes.byteLength;
    }
  }

  /** Forgets one torrent: its files may be others when it comes back. */
  drop(infohash: string): void {
    for (const [key, bytes] of this.#windows)
      if (key.startsWith(`${infohash}:`)) {
        this.#windows.delete(key);
        this.#bytes -= bytes.byteLength;
      }
  }

  clear(): void {
    this.#windows.clear();
    this.#bytes = 0;
  }
}
