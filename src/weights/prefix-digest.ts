import type { Digest } from '../base/digest.ts';
import { Thread } from './thread.ts';

export interface PrefixQuestion {
  readonly file: string;
  readonly upToBytes: number;
  readonly isLast: boolean;
}

/**
 * sha256 of a file that is still being written: what is there from the start on is hashed in a thread meanwhile, so
 * that little is left to do at the end. Nothing below the prefix may change. One file at a time; `done` ends it.
 */
export class PrefixDigest implements AsyncDisposable {
  readonly #thread = new Thread<PrefixQuestion, Digest | null, number>({
    script: 'digest-worker',
    heapMib: 64,
    firstWordMs: SILENCE_MS,
    silenceMs: SILENCE_MS,
  });
  #file = '';
  #asked = 0;
  #pending: Promise<Digest | null> | undefined;

  /** Begins a file; one that was given up leaves a thread in the middle of it, which is thrown away. */
  async begin(file: string): Promise<void> {
    if (this.#asked > 0) await this.#thread.renew();
    await this.#pending;
    this.#file = file;
    this.#asked = 0;
  }

  /** Bytes from the start that will not change any more. */
  follow(prefixBytes: number): void {
    if (this.#pending !== undefined || prefixBytes - this.#asked < STEP_BYTES) return;
    this.#asked = prefixBytes;
    this.#pending = this.#thread
      .ask({ file: this.#file, upToBytes: prefixBytes, isLast: false }, () => undefined)
      .catch(() => null)
      .finally(() => (this.#pending = undefined));
  }

  /** The digest of the whole file. */
  async done(sizeBytes: number): Promise<Digest> {
    await this.#pending;
    this.#asked = sizeBytes;
    const question = { file: this.#file, upToBytes: sizeBytes, isLast: true };
    const digest = (await this.#thread.ask(question, () => undefined)) as Digest;
    this.#asked = 0;
    return digest;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread[Symbol.asyncDispose]();
  }
}

/** Below this a question costs more than its hashing. */
const STEP_BYTES = 4 << 20;
const SILENCE_MS = 120_000;
