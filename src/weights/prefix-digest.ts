import type { Digest } from '../base/digest.ts';
import { Thread } from './thread.ts';

export interface PrefixQuestion {
  readonly file: string;
  readonly upToBytes: number;
  readonly isLast: boolean;
}

/**
 * sha256 of a file that is still being written: what is there from the start on is hashed in a thread meanwhile, so
 * that little is left to do at the end. Nothing below the prefix may change.
 */
export class PrefixDigest implements AsyncDisposable {
  readonly #file: string;
  readonly #thread = new Thread<PrefixQuestion, Digest | null, number>({
    script: 'digest-worker',
    heapMib: 64,
    firstWordMs: SILENCE_MS,
    silenceMs: SILENCE_MS,
  });
  #asked = 0;
  #pending: Promise<Digest | null> | undefined;

  constructor(file: string) {
    this.#file = file;
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
    const question = { file: this.#file, upToBytes: sizeBytes, isLast: true };
    return (await this.#thread.ask(question, () => undefined)) as Digest;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread[Symbol.asyncDispose]();
  }
}

/** Below this a question costs more than its hashing. */
const STEP_BYTES = 4 << 20;
const SILENCE_MS = 120_000;
