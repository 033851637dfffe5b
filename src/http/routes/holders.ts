/** How many requests hold a thing at the moment, an upload or a contributor's turn, by its key. */
export class Holders<Key> {
  readonly #counts = new Map<Key, number>();

  has(key: Key): boolean {
    return this.#counts.has(key);
  }

  of(key: Key): number {
    return this.#counts.get(key) ?? 0;
  }

  all(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  hold(key: Key): Disposable {
    this.#counts.set(key, this.of(key) + 1);
    return { [Symbol.dispose]: () => this.#release(key) };
  }

  #release(key: Key): void {
    const left = this.of(key) - 1;
    if (left > 0) this.#counts.set(key, left);
    else this.#counts.delete(key);
  }
}
