import { PrefixDigest } from '../weights/prefix-digest.ts';

/** Threads that hash files while they come, used again from one file to the next. */
export class DigestThreads implements AsyncDisposable {
  readonly #all: PrefixDigest[] = [];
  readonly #free: PrefixDigest[] = [];

  /** Null where all are busy: then the file is hashed at its end. */
  async take(file: string): Promise<PrefixDigest | null> {
    const digest = this.#free.pop() ?? (this.#all.length < THREADS_MAX ? this.#make() : null);
    await digest?.begin(file);
    return digest;
  }

  giveBack(digest: PrefixDigest | null): void {
    if (digest) this.#free.push(digest);
  }

  #make(): PrefixDigest {
    const digest = new PrefixDigest();
    this.#all.push(digest);
    return digest;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#all.map((digest) => digest[Symbol.asyncDispose]()));
  }
}

const THREADS_MAX = 4;
