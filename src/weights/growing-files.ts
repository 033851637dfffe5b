import type { FileHashes } from './hash-file.ts';
import { Thread } from './thread.ts';

/*
 * growing file   one that is still being written from its start to its end: what is there does not change any more
 */
export interface GrowQuestion {
  readonly file: string;
  /** Of the whole file, once it is. */
  readonly sizeBytes: number;
  readonly upToBytes: number;
}

/**
 * Hashes large files while they come in, each in a thread of its own, so that little is left to do at the end. A help
 * and no more: a file that is not followed, or whose thread failed, is hashed when it is whole.
 */
export class GrowingFiles implements AsyncDisposable {
  readonly #followed = new Map<string, GrowingFile>();

  /** Says that the first `writtenBytes` of a file are there; it will have `sizeBytes`. */
  follow(file: string, sizeBytes: number, writtenBytes: number): void {
    if (sizeBytes < FOLLOWED_BYTES_MIN) return;
    const known = this.#followed.get(file);
    if (known) return known.grow(writtenBytes);
    if (this.#followed.size >= FOLLOWED_MAX) this.#forgetSilent();
    if (this.#followed.size >= FOLLOWED_MAX) return;
    const growing = new GrowingFile(file, sizeBytes);
    this.#followed.set(file, growing);
    growing.grow(writtenBytes);
  }

  /** The hashes of the whole file; null where it was not followed. It is forgotten. */
  async take(file: string, sizeBytes: number): Promise<FileHashes | null> {
    const growing = this.#followed.get(file);
    if (!growing) return null;
    this.#followed.delete(file);
    try {
      return growing.sizeBytes === sizeBytes ? await growing.done() : null;
    } finally {
      await growing[Symbol.asyncDispose]();
    }
  }

  /** For a file that was removed, or changed otherwise than at its end. */
  async forget(file: string): Promise<void> {
    const growing = this.#followed.get(file);
    this.#followed.delete(file);
    await growing?.[Symbol.asyncDispose]();
  }

  // Who stopped sending may come back in days; their thread is for who sends now.
  #forgetSilent(): void {
    const silentSince = performance.now() - SILENT_MS;
    for (const [file, { grownAtMs }] of this.#followed) if (grownAtMs < silentSince) void this.forget(file);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const file of this.#followed.keys()) await this.forget(file);
  }
}

class GrowingFile implements AsyncDisposable {
  readonly #file: string;
  readonly sizeBytes: number;
  readonly #thread = new Thread<GrowQuestion, FileHashes | null, number>({
    script: 'grow-worker',
    heapMib: 64,
    firstWordMs: DISK_SILENCE_MS,
    silenceMs: DISK_SILENCE_MS,
  });
  grownAtMs = performance.now();
  #askedBytes = 0;
  #writtenBytes = 0;
  #isFailed = false;
  #pending: Promise<FileHashes | null> | null = null;

  constructor(file: string, sizeBytes: number) {
    this.#file = file;
    this.sizeBytes = sizeBytes;
  }

  grow(writtenBytes: number): void {
    this.grownAtMs = performance.now();
    this.#writtenBytes = Math.max(this.#writtenBytes, writtenBytes);
    void this.#askOn(STEP_BYTES);
  }

  async done(): Promise<FileHashes | null> {
    this.#writtenBytes = this.sizeBytes;
    let hashes = await this.#pending;
    while (this.#askedBytes < this.sizeBytes && !this.#isFailed) hashes = await this.#askOn(1);
    return hashes;
  }

  #askOn(stepBytes: number): Promise<FileHashes | null> | null {
    if (this.#isFailed || this.#pending !== null) return this.#pending;
    const upToBytes = Math.min(this.#writtenBytes, this.sizeBytes);
    if (upToBytes - this.#askedBytes < Math.min(stepBytes, this.sizeBytes - this.#askedBytes)) return null;
    this.#askedBytes = upToBytes;
    return (this.#pending = this.#ask(upToBytes));
  }

  async #ask(upToBytes: number): Promise<FileHashes | null> {
    try {
      const question = { file: this.#file, sizeBytes: this.sizeBytes, upToBytes };
      return await this.#thread.ask(question, () => undefined);
    } catch {
      this.#isFailed = true;
      return null;
    } finally {
      this.#pending = null;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread[Symbol.asyncDispose]();
  }
}

/** Below this a thread costs more than its hashing. */
const FOLLOWED_BYTES_MIN = 16 << 20;
/** Threads of a few megabytes each; more uploads at once share one disk and one wire anyway. */
const FOLLOWED_MAX = 4;
const STEP_BYTES = 4 << 20;
const SILENT_MS = 60_000;
const DISK_SILENCE_MS = 60_000;
