import type { FileHandle } from 'node:fs/promises';

/**
 * Sends what was written to the disk while more is coming, a part at a time: the sync at the end then has little left,
 * where it would otherwise take as long as the disk needs for the whole file.
 */
export class EarlyFlush {
  readonly #file: FileHandle;
  #flushed = 0;
  #flushing: Promise<void> | undefined;

  constructor(file: FileHandle, bytesThere: number) {
    this.#file = file;
    this.#flushed = bytesThere;
  }

  /** To be told now and then how much there is. */
  follow(bytes: number): void {
    if (this.#flushing !== undefined || bytes - this.#flushed < STEP_BYTES) return;
    this.#flushed = bytes;
    this.#flushing = this.#file
      .datasync()
      // What a disk can't take, the sync at the end says.
      .catch(() => undefined)
      .finally(() => (this.#flushing = undefined));
  }

  async done(): Promise<void> {
    await this.#flushing;
  }
}

const STEP_BYTES = 32 << 20;
