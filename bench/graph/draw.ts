/*
 * draw  a number that follows from the seed, a node and a purpose alone: any node can be made without those before it
 */
export type Purpose = number;

export class Draws {
  readonly #seed: number;
  #state = 0;

  constructor(seed: number) {
    this.#seed = mixed(seed >>> 0);
  }

  /** Starts the draws of a node for a purpose. */
  of(node: number, purpose: Purpose): this {
    this.#state = mixed(this.#seed ^ mixed(Math.imul(node + 1, 0x9e3779b1) ^ Math.imul(purpose, 0x85ebca6b)));
    return this;
  }

  /** 32 bits. */
  bits(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    return mixed(this.#state);
  }

  /** 0 to below 1. */
  share(): number {
    return this.bits() / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.share() * limit);
  }

  chance(probability: number): boolean {
    return this.share() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  /** Small numbers often: the first items are picked most. */
  pickEarly<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.share() ** 2.5 * items.length)]!;
  }

  /** From `least` up, each tenfold as likely as the one before. */
  heavy(least: number, most: number): number {
    return Math.floor(least * (most / least) ** this.share());
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.bits().toString(16).padStart(8, '0');
    return text.slice(0, digits);
  }
}

// The finisher of MurmurHash3: every bit of the input moves every bit of the result.
function mixed(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
