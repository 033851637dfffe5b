import { refusal } from '../../base/errors.ts';

/** A bound on what lasts: so many of one caller, so many of all. */
export class Seats {
  readonly #ofOneMax: number;
  readonly #ofAllMax: number;
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(ofOneMax: number, ofAllMax: number) {
    this.#ofOneMax = ofOneMax;
    this.#ofAllMax = ofAllMax;
  }

  /** Takes one until it is given back, which may be said more than once; refuses with `GRAPHQL_SUBSCRIPTIONS_MAX`. */
  take(caller: string): () => void {
    const taken = this.#taken.get(caller) ?? 0;
    if (taken >= this.#ofOneMax || this.#all >= this.#ofAllMax) throw this.#full(taken);
    this.#taken.set(caller, taken + 1);
    this.#all += 1;
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#giveBack(caller);
    };
  }

  #giveBack(caller: string): void {
    this.#all -= 1;
    const left = (this.#taken.get(caller) ?? 1) - 1;
    if (left > 0) this.#taken.set(caller, left);
    else this.#taken.delete(caller);
  }

  #full(taken: number) {
    const isOwn = taken >= this.#ofOneMax;
    return refusal('GRAPHQL_SUBSCRIPTIONS_MAX', 'too much is watched at once', {
      expected: isOwn ? `at most ${this.#ofOneMax} of one caller` : `at most ${this.#ofAllMax} on this hub`,
      received: `${(isOwn ? taken : this.#all) + 1}`,
      remedy: 'end another one first, or ask with a query',
    });
  }
}
