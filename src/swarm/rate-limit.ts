export interface RateLimitOptions {
  /** How many at once. */
  readonly burst: number;
  readonly perSecond: number;
  /** Askers remembered at once; the one that was quiet longest is forgotten first. */
  readonly keysMax: number;
  readonly nowMs?: () => number;
}

/** A token bucket for each asker: a burst at once, then a steady rate. Its memory is bounded. */
export class RateLimit {
  readonly #options: RateLimitOptions;
  readonly #buckets = new Map<string, { readonly left: number; readonly atMs: number }>();
  readonly #nowMs: () => number;

  constructor(options: RateLimitOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? (() => performance.now());
  }

  /** Takes one of the asker's allowance; false when nothing is left of it. */
  admits(key: string): boolean {
    const left = this.#leftOf(key);
    const isAdmitted = left >= 1;
    this.#buckets.delete(key);
    this.#buckets.set(key, { left: isAdmitted ? left - 1 : left, atMs: this.#nowMs() });
    if (this.#buckets.size > this.#options.keysMax) this.#forgetOldest();
    return isAdmitted;
  }

  /** Forgets askers whose allowance is whole again. */
  sweep(): void {
    for (const key of this.#buckets.keys())
      if (this.#leftOf(key) >= this.#options.burst) this.#buckets.delete(key);
  }

  get size(): number {
    return this.#buckets.size;
  }

  #leftOf(key: string): number {
    const { burst, perSecond } = this.#options;
    const bucket = this.#buckets.get(key);
    if (!bucket) return burst;
    return Math.min(burst, bucket.left + ((this.#nowMs() - bucket.atMs) / 1000) * perSecond);
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
