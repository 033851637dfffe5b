import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fault } from '../../base/errors.ts';

/** Whether this process answers late: its event loop was behind in the last second or so. */
export class LoopWatch implements Disposable {
  readonly #delay = monitorEventLoopDelay({ resolution: 10 });
  readonly #timer: NodeJS.Timeout;
  #isLate = false;

  constructor() {
    this.#delay.enable();
    this.#timer = setInterval(() => this.#look(), WINDOW_MS).unref();
  }

  get isLate(): boolean {
    return this.#isLate;
  }

  #look(): void {
    this.#isLate = this.#delay.percentile(99) > LATE_NS;
    this.#delay.reset();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#delay.disable();
  }
}

const WINDOW_MS = 1_000;
/** Beyond a quarter of a second people notice, and the runners' heartbeats and uploads behind it suffer first. */
const LATE_NS = 250e6;

/** What a reader without a token is told meanwhile. */
export function overloaded() {
  return fault('HTTP_OVERLOADED', 'this hub has too much to do right now', {
    remedy: `try again in ${RETRY_SECONDS} s, or log in: contributors are answered first`,
  });
}

export const RETRY_SECONDS = 5;
