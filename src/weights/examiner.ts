import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { fault } from '../base/errors.ts';
import type { Examination } from './examination.ts';

type Answer = { examination: Examination } | { code: string; message: string };

/** Examines files one after another in a worker thread, started when first needed. */
export class Examiner implements AsyncDisposable {
  #worker: Worker | null = null;
  #tail: Promise<unknown> = Promise.resolve();

  examine(file: string, announcedPath: string): Promise<Examination> {
    const turn = this.#tail.then(() => this.#ask(file, announcedPath));
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async #ask(file: string, announcedPath: string): Promise<Examination> {
    const worker = (this.#worker ??= startWorker());
    const answer = await new Promise<Answer>((resolve, reject) => {
      worker.removeAllListeners();
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(fault('WEIGHTS_EXAMINATION_FAILED', 'the examining thread ended')));
      worker.postMessage({ file, announcedPath });
    }).catch((error: unknown) => {
      this.#worker = null;
      throw error;
    });
    if ('examination' in answer) return answer.examination;
    throw fault(answer.code, answer.message);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#tail;
    this.#worker?.removeAllListeners();
    await this.#worker?.terminate();
  }
}

function startWorker(): Worker {
  // The same ending as this file: .ts in the repository, .js in the published package.
  const script = new URL(`./examine-worker${path.extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: 1024 } });
  worker.unref();
  return worker;
}
