import path from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  fault,
  HeirloomError,
  invariant,
  messageOf,
  type ErrorFacts,
  type ErrorKind,
} from '../base/errors.ts';

/*
 * thread     a worker that answers one question at a time
 * progress   what it says while it works; silence for too long ends it
 */
export interface ThreadOptions {
  /** The script's name in this folder, without its ending. */
  readonly script: 'convert-worker' | 'hash-worker' | 'inspect-worker' | 'join-worker' | 'name-worker';
  /** Of the JavaScript heap; a hostile table must not take the hub's memory. */
  readonly heapMib: number;
  /** The thread is ended when it says nothing for so long after it took a question … */
  readonly firstWordMs: number;
  /** … and for so long after it said something. */
  readonly silenceMs: number;
}

type Message<Answer, Progress> =
  | { readonly isReady: true }
  | { readonly progress: Progress }
  | { readonly answer: Answer }
  | { readonly kind: ErrorKind; readonly code: string; readonly message: string; readonly facts: ErrorFacts };

interface Waiting<Answer, Progress> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: (progress: Progress) => void;
}

/** One worker thread, started when first asked, and again after it had to be ended. */
export class Thread<Question, Answer, Progress> implements AsyncDisposable {
  readonly #options: ThreadOptions;
  #worker: Worker | null = null;
  #waiting: Waiting<Answer, Progress> | null = null;
  #patience: NodeJS.Timeout | undefined;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** Rejects with `WEIGHTS_THREAD_SILENT`, `WEIGHTS_THREAD_MEMORY` or what the thread says went wrong. */
  ask(question: Question, onProgress: (progress: Progress) => void): Promise<Answer> {
    invariant(this.#waiting === null, 'a thread is asked one question at a time');
    const isNew = this.#worker === null;
    const worker = (this.#worker ??= this.#start());
    return new Promise<Answer>((resolve, reject) => {
      this.#waiting = { resolve, reject, onProgress };
      // A new thread first reads its own code, which a busy machine may take seconds for: no file's fault.
      this.#wait(isNew ? START_MS : this.#options.firstWordMs);
      worker.postMessage(question);
    });
  }

  #wait(ms: number): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#fail(tooSilent(ms)), ms);
  }

  #hear(message: Message<Answer, Progress>): void {
    const waiting = this.#waiting;
    if (waiting === null) return;
    if ('isReady' in message) return this.#wait(this.#options.firstWordMs);
    if ('progress' in message) {
      this.#wait(this.#options.silenceMs);
      waiting.onProgress(message.progress);
      return;
    }
    this.#settle();
    if ('answer' in message) waiting.resolve(message.answer);
    else waiting.reject(new HeirloomError(message.kind, message.code, message.message, message.facts));
  }

  // A thread that may still be busy with this question is of no use for the next one.
  #fail(error: unknown): void {
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
    this.#settle()?.reject(error);
  }

  #settle(): Waiting<Answer, Progress> | null {
    const waiting = this.#waiting;
    this.#waiting = null;
    clearTimeout(this.#patience);
    return waiting;
  }

  #start(): Worker {
    // The same ending as this file: .ts in the repository, .js in the published package.
    const script = new URL(`./${this.#options.script}${path.extname(import.meta.url)}`, import.meta.url);
    const worker = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: this.#options.heapMib, maxYoungGenerationSizeMb: YOUNG_MIB },
    });
    worker.on('message', (message: Message<Answer, Progress>) => {
      if (this.#worker === worker) this.#hear(message);
    });
    worker.on('error', (error) => this.#fail(ended(error)));
    worker.on('exit', () => this.#worker === worker && this.#fail(ended(new Error('the thread ended'))));
    worker.unref();
    return worker;
  }

  /** Ends the worker, and gives back all its memory; the next question starts another. */
  async renew(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#settle()?.reject(ended(new Error('the thread was ended')));
    await worker?.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.renew();
  }
}

/** Bytes pass through buffers that are used again; a large nursery would only be held. */
const YOUNG_MIB = 8;
const START_MS = 60_000;

function ended(error: unknown) {
  const isMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
  return fault(isMemory ? 'WEIGHTS_THREAD_MEMORY' : 'WEIGHTS_THREAD_ENDED', messageOf(error));
}

function tooSilent(ms: number) {
  return fault('WEIGHTS_THREAD_SILENT', `the thread made no progress for ${ms / 1000} s`);
}
