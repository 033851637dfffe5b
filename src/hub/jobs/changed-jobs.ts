import type { JobChange, JobFeed } from '../../store/job-feed.ts';

/** Which jobs changed since the last question; a reader that is slow is told once of what changed often. */
export class ChangedJobs implements Disposable {
  readonly #listening: Disposable;
  readonly #signal: AbortSignal;
  #changed = new Set<string>();
  #isAny = false;
  #wake: () => void = () => undefined;

  constructor(feed: JobFeed, isWanted: (change: JobChange) => boolean, signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', this.#onAbort, { once: true });
    this.#listening = feed.listen((change) => {
      if (change !== null && !isWanted(change)) return;
      if (change === null || this.#changed.size >= CHANGED_MAX) this.#isAny = true;
      else this.#changed.add(change.id);
      this.#wake();
    });
  }

  /** Waits for a change; `ANY` where not all are known, null when it was stopped. */
  async next(): Promise<readonly string[] | 'ANY' | null> {
    while (this.#changed.size === 0 && !this.#isAny && !this.#signal.aborted)
      await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#signal.aborted) return null;
    const found = this.#isAny ? 'ANY' : [...this.#changed];
    this.#changed = new Set();
    this.#isAny = false;
    return found;
  }

  [Symbol.dispose](): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#listening[Symbol.dispose]();
  }

  readonly #onAbort = () => this.#wake();
}

/** More at once are asked for as a list. */
const CHANGED_MAX = 100;
