import { open, type FileHandle } from 'node:fs/promises';
import { giveBack } from '../../base/give-back.ts';

/**
 * Writes bytes to a file one after another, from an offset on. What comes while the disk is busy is written in one go
 * next, so that small pieces of a fast wire cost few calls; and it goes to the disk on the way, so that the last sync
 * has little left to wait for.
 */
export class FileAppender implements AsyncDisposable {
  readonly #handle: FileHandle;
  readonly #onWritten: (writtenBytes: number) => void;
  #at: number;
  #queue: Uint8Array[] = [];
  #queuedBytes = 0;
  #writing: Promise<void> | null = null;
  #failure: unknown = null;
  #unsyncedBytes = 0;
  #syncing: Promise<unknown> | null = null;

  private constructor(handle: FileHandle, offset: number, onWritten: (writtenBytes: number) => void) {
    this.#handle = handle;
    this.#at = offset;
    this.#onWritten = onWritten;
  }

  static async open(
    file: string,
    offset: number,
    onWritten: (writtenBytes: number) => void,
  ): Promise<FileAppender> {
    return new FileAppender(await open(file, 'r+'), offset, onWritten);
  }

  /** Where the next byte goes once all is written. */
  get at(): number {
    return this.#at;
  }

  /**
   * Takes the bytes over: once written, their memory is given back. Null while there is room in the queue, else what to
   * wait for; throws once the disk has refused something.
   */
  append(chunk: Uint8Array): Promise<void> | null {
    if (this.#failure !== null) throw this.#failure;
    this.#queue.push(chunk);
    this.#queuedBytes += chunk.byteLength;
    this.#writing ??= this.#writeQueue();
    return this.#queuedBytes >= QUEUED_BYTES_MAX ? this.#writing : null;
  }

  /** Everything appended is in the file; rejects where it could not be. */
  async flush(): Promise<void> {
    await this.#writing;
    if (this.#failure !== null) throw this.#failure;
  }

  async #writeQueue(): Promise<void> {
    try {
      while (this.#queue.length > 0 && this.#failure === null) {
        const [batch, bytes] = [this.#queue, this.#queuedBytes];
        [this.#queue, this.#queuedBytes] = [[], 0];
        await this.#writeBatch(batch, bytes);
        this.#onWritten(this.#at);
        this.#syncEarly(bytes);
      }
    } catch (error) {
      this.#failure = error;
    } finally {
      this.#writing = null;
    }
  }

  async #writeBatch(batch: readonly Uint8Array[], bytes: number): Promise<void> {
    const { bytesWritten } = await this.#handle.writev(batch, this.#at);
    this.#at += bytesWritten;
    if (bytesWritten === bytes) return batch.forEach(giveBack);
    // A disk that is nearly full takes a part, and says so only when it is asked again.
    const rest = Buffer.concat(batch).subarray(bytesWritten);
    for (let done = 0; done < rest.byteLength;) {
      const written = await this.#handle.write(rest, done, rest.byteLength - done, this.#at);
      [done, this.#at] = [done + written.bytesWritten, this.#at + written.bytesWritten];
    }
  }

  // A failure shows again when the whole file is synced before it is taken in.
  #syncEarly(bytes: number): void {
    this.#unsyncedBytes += bytes;
    if (this.#unsyncedBytes < SYNC_BYTES || this.#syncing !== null) return;
    this.#unsyncedBytes = 0;
    this.#syncing = this.#handle
      .datasync()
      .catch(() => undefined)
      .finally(() => (this.#syncing = null));
  }

  /** What was appended is written, whatever ended it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writing;
    await this.#syncing;
    await this.#handle.close();
  }
}

const QUEUED_BYTES_MAX = 2 << 20;
const SYNC_BYTES = 32 << 20;
