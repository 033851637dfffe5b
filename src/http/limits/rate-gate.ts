import type { ServerResponse } from 'node:http';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RATES, type Rates } from '../../config/outer-config.ts';
import { refusal } from '../../base/errors.ts';

/*
 * allowance  what one asker may ask in a window of time; counted in this process's memory
 * spent      nothing is left of it until the window ends
 */
export type AllowanceName = 'anonymous' | 'contributor' | 'uploads' | 'files' | 'wrong-tokens';

/** Takes from the allowances of those who ask, and refuses with `HTTP_TOO_MANY_REQUESTS` what is more. */
export class RateGate {
  readonly #allowances: Readonly<Record<AllowanceName, Allowance>>;

  constructor({ anonymous, contributor, files }: Rates = RATES) {
    this.#allowances = {
      anonymous: new Allowance('anonymous', anonymous, MINUTES_5),
      contributor: new Allowance('contributor', contributor, MINUTES_5),
      uploads: new Allowance('uploads', contributor, MINUTES_5),
      files: new Allowance('files', files, SECONDS_10),
      'wrong-tokens': new Allowance('wrong-tokens', WRONG_TOKENS_MAX, MINUTES_5),
    };
  }

  /** Takes one, and tells in the answer's head what is left. */
  async take(name: AllowanceName, key: string, response: ServerResponse | null): Promise<void> {
    const allowance = this.#allowances[name];
    const { left, waitSeconds, isSpent } = await allowance.take(key);
    response?.setHeader('ratelimit-policy', `"${name}";q=${allowance.quota};w=${allowance.windowSeconds}`);
    response?.setHeader('ratelimit', `"${name}";r=${left};t=${waitSeconds}`);
    if (!isSpent) return;
    response?.setHeader('retry-after', String(waitSeconds));
    throw tooMany(allowance, waitSeconds);
  }

  /** Refuses who has nothing left, and takes nothing. */
  async requireLeft(name: AllowanceName, key: string, response: ServerResponse | null): Promise<void> {
    if (await this.#allowances[name].isSpent(key)) await this.take(name, key, response);
  }
}

const MINUTES_5 = 300;
const SECONDS_10 = 10;
/** A program with an old token asks a few times; who tries tokens out asks on. */
const WRONG_TOKENS_MAX = 100;

/** Askers remembered one by one in a window, some 30 MB; those who come then share one allowance. */
const KEYS_MAX = 100_000;
const CROWD = 'everybody else';

class Allowance {
  readonly name: AllowanceName;
  readonly quota: number;
  readonly windowSeconds: number;
  readonly #limiter: RateLimiterMemory;
  #newKeys = 0;
  #windowEndMs = 0;

  constructor(name: AllowanceName, quota: number, windowSeconds: number) {
    this.name = name;
    this.quota = quota;
    this.windowSeconds = windowSeconds;
    this.#limiter = new RateLimiterMemory({ points: quota, duration: windowSeconds });
  }

  async take(key: string): Promise<{ left: number; waitSeconds: number; isSpent: boolean }> {
    const { state, isSpent } = await this.#consume(await this.#placeOf(key));
    if (state.isFirstInDuration) this.#newKeys += 1;
    return { left: state.remainingPoints, waitSeconds: Math.ceil(state.msBeforeNext / 1000), isSpent };
  }

  async isSpent(key: string): Promise<boolean> {
    return ((await this.#limiter.get(key))?.consumedPoints ?? 0) >= this.quota;
  }

  async #consume(key: string): Promise<{ state: RateLimiterRes; isSpent: boolean }> {
    try {
      return { state: await this.#limiter.consume(key), isSpent: false };
    } catch (state) {
      if (state instanceof RateLimiterRes) return { state, isSpent: true };
      throw state;
    }
  }

  async #placeOf(key: string): Promise<string> {
    const nowMs = Date.now();
    if (nowMs >= this.#windowEndMs) {
      this.#windowEndMs = nowMs + this.windowSeconds * 1000;
      this.#newKeys = 0;
    }
    if (this.#newKeys < KEYS_MAX || (await this.#limiter.get(key)) !== null) return key;
    return CROWD;
  }
}

function tooMany({ name, quota, windowSeconds }: Allowance, waitSeconds: number) {
  return refusal('HTTP_TOO_MANY_REQUESTS', 'more was asked than this hub answers', {
    expected: `at most ${quota} requests in ${windowSeconds} s (${name})`,
    received: 'more',
    remedy: `wait ${waitSeconds} s${name === 'anonymous' ? ', or log in: contributors may ask more' : ''}`,
  });
}
